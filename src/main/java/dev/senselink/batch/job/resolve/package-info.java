/**
 * Carries out what people decided in a conflicts file, for the run or the restore it is about.
 * {@code ResolveJob} is the door.
 */
@NullMarked
package dev.senselink.batch.job.resolve;

import org.jspecify.annotations.NullMarked;
