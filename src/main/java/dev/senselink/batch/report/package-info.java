/**
 * Outcomes to files: what became of every row, what is to be mended, what is to be decided.
 *
 * <p>Start with {@link dev.senselink.batch.report.Report}. Reads the run's own copy of the roster
 * in step with the ledger's outcomes, one row in memory at a time; knows no server.
 */
@NullMarked
package dev.senselink.batch.report;

import org.jspecify.annotations.NullMarked;
