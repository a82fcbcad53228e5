/**
 * Takes back what a run has done, person by person, as far as nobody has touched them since. {@code
 * UndoJob} is the door.
 */
@NullMarked
package dev.senselink.batch.job.undo;

import org.jspecify.annotations.NullMarked;
