/**
 * Runs the parts of a job one after the other and stores outcomes in chunks, with Spring Batch or
 * with a plain loop to the same effect. Spring Batch is known here and nowhere else; the step is
 * single-threaded, since measured a chunk step with a task executor waits for its slowest row at
 * every chunk, posts rows again after a failure and retries whole chunks.
 */
@NullMarked
package dev.senselink.batch.job.engine;

import org.jspecify.annotations.NullMarked;
