/**
 * The way of a ledger from a data folder into a shared database: whole or not at all. Door:
 * LedgerMove. Why no copy of statements or files: the two databases keep texts and times in
 * different forms, and only what was read back from there is known to be there.
 */
@NullMarked
package dev.senselink.batch.ledger.move;

import org.jspecify.annotations.NullMarked;
