/**
 * The import of a roster, its dry run, and what is done with earlier runs and finished roster
 * files. Start with {@link ImportJob}, the whole way on one screen.
 */
@NullMarked
package dev.senselink.batch.job.imports;

import org.jspecify.annotations.NullMarked;
