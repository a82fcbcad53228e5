/**
 * What was there before a run changed it, so that it can be put back: people as they were read, and
 * the bytes of their photos. Start with {@link BeforeStore}.
 */
@NullMarked
package dev.senselink.batch.ledger.before;

import org.jspecify.annotations.NullMarked;
