/**
 * The SenseLink server as plain Java: one class a call, signing, the envelope and the error codes.
 *
 * <p>Start with {@link dev.senselink.batch.api.client.SenseLinkClient}, which does one exchange and
 * never repeats it; {@link dev.senselink.batch.api.client.RetryingClient} adds tries, back-off and
 * the waiting through an outage. What comes back is a {@link dev.senselink.batch.api.Reply}, never
 * an exception. Knows no roster, no rows and no database.
 */
@NullMarked
package dev.senselink.batch.api;

import org.jspecify.annotations.NullMarked;
