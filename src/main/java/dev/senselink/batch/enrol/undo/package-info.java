/**
 * What undoing a run needs beside the way of a row: what has to be asked for so that somebody
 * becomes again what they were. {@code Enrolment#undo} is the door.
 */
@NullMarked
package dev.senselink.batch.enrol.undo;

import org.jspecify.annotations.NullMarked;
