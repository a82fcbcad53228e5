/**
 * The data folder, its lock, its key and the database in it, and the one thread that commits in
 * groups. Door: DataFolder, under whose lock everything else is opened, then LedgerDatabase. Why
 * HSQLDB with these settings: a commit must have reached the file before it returns, the tables
 * must not live on the heap, and the stock lock file makes a restart after a kill wait; hence our
 * own lock. Many machines share a PostgreSQL server instead: what it does otherwise is in the
 * engines, and only there. What outlives a run is kept as digests under the folder's key.
 */
@NullMarked
package dev.senselink.batch.ledger.store;

import org.jspecify.annotations.NullMarked;
