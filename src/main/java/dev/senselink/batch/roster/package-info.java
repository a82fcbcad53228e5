/**
 * Turns a roster file into rows, in file order, one row in memory at a time.
 *
 * <p>Door: {@link dev.senselink.batch.roster.Roster#open}. A file is told from its bytes, its
 * encoding is never guessed, and a fault of the file is a {@link
 * dev.senselink.batch.table.TableFileException} that says where and what to do; a fault of one row
 * is a value. Knows nothing of photos, servers or jobs.
 *
 * <p>How files are read and written as tables, and why by code of our own, is said in the rooms of
 * {@code table}.
 */
@NullMarked
package dev.senselink.batch.roster;

import org.jspecify.annotations.NullMarked;
