/**
 * The data folder, its lock, its key and the database in it, and the one thread that commits in
 * groups. Door: DataFolder, under whose lock everything else is opened, then LedgerDatabase. Why
 * HSQLDB with these settings: a commit must have reached the file before it returns, the tables
 * must not live on the heap, and the stock lock file makes a restart after a kill wait; hence our
 * own lock. Many machines share a PostgreSQL server instead: what it does otherwise is in the
 * engines, and only there. Why not Flyway for what changes there: schema.sql is one script for
 * both, of statements that can be repeated, and would have to be kept a second time; the library
 * brings 3.2 MB, a second Jackson included, and has no word for "not while anybody works". What
 * outlives a run is kept as digests under the folder's key.
 */
@NullMarked
package dev.senselink.batch.ledger.store;

import org.jspecify.annotations.NullMarked;
