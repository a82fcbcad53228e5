/**
 * The lists that keep rosters apart: which imports each of them saw, and who was on it, as ids and
 * keyed hashes. It outlives the runs. Start with {@link ListImportStore}.
 */
@NullMarked
package dev.senselink.batch.ledger.lists;

import org.jspecify.annotations.NullMarked;
