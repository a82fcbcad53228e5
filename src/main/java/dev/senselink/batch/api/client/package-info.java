/**
 * How a call reaches the server and what its answer means: signing, limits on how many run at once,
 * the server's clock, tries and back-off, and waiting through an outage. Door: SenseLinkClient,
 * which sends once and never repeats, and RetryingClient, which repeats what may be repeated;
 * RetryAttempts and ReservedSlot are theirs to hand out. Creates are not idempotent and deletes are
 * GETs, so what changes something is the caller's to repeat.
 */
@NullMarked
package dev.senselink.batch.api.client;

import org.jspecify.annotations.NullMarked;
