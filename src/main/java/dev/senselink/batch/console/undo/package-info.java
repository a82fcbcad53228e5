/** Taking back what a run has done, by the command that is typed elsewhere. */
@NullMarked
package dev.senselink.batch.console.undo;

import org.jspecify.annotations.NullMarked;
