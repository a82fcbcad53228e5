/**
 * What was meant and what happened, per row, durable: the truth for a restart.
 *
 * <p>Start with {@link dev.senselink.batch.ledger.store.DataFolder}, which holds the lock under
 * which everything else is opened, then {@link dev.senselink.batch.ledger.Ledger}. An intent is
 * committed before its request leaves; an outcome after its answer came. Knows no server and no
 * Spring Batch.
 *
 * <p>Why HSQLDB with these settings: a commit must have reached the file before it returns, the
 * tables must not live on the heap, and the stock lock file makes a restart after a kill wait;
 * hence our own lock.
 */
@NullMarked
package dev.senselink.batch.ledger;

import org.jspecify.annotations.NullMarked;
