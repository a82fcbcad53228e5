/**
 * One class a job: wires the stages together, runs them, stops in order and resumes.
 *
 * <p>Start with {@link dev.senselink.batch.job.imports.ImportJob}. Decides nothing about a row:
 * that is {@code enrol}'s work. Spring Batch is known here and nowhere else.
 *
 * <p>Why the step is single-threaded with a concurrent reader: measured, a chunk step with a task
 * executor waits for its slowest row at every chunk, posts rows again after a failure, and its
 * retry sends whole chunks anew. {@link dev.senselink.batch.job.run.RowPipeline} does the
 * concurrent work; the step only stores outcomes, in one transaction with its own state.
 */
@NullMarked
package dev.senselink.batch.job;

import org.jspecify.annotations.NullMarked;
