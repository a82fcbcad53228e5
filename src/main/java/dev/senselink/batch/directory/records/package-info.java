/**
 * Appends the records that are pushed to a file, each once, and asks for those that were missed.
 * Door: RecordWatch, RecordAppender and RecordFileException. The file is read and locked by one
 * channel only: on POSIX a process gives its lock back when it closes any other channel of that
 * file.
 */
@NullMarked
package dev.senselink.batch.directory.records;

import org.jspecify.annotations.NullMarked;
