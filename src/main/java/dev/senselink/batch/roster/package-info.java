/**
 * Turns a roster file into rows, in file order, one row in memory at a time, and writes tables
 * back.
 *
 * <p>Door: {@link dev.senselink.batch.roster.Roster#open}. A file is told from its bytes, its
 * encoding is never guessed, and a fault of the file is a {@link
 * dev.senselink.batch.table.TableFileException} that says where and what to do; a fault of one row
 * is a value. Knows nothing of photos, servers or jobs.
 *
 * <p>Why CSV is read by our own tokens: Commons CSV 1.14 gives no column for text after a closing
 * quote, says where an open quote began only inside a message, and has no limit for a cell. It
 * writes our files and is the measure the tokens are tested against.
 *
 * <p>Why .xlsx is read by our own pull parser on the zip: POI's reader pushes, keeps every shared
 * text and style in memory and reads no strict OOXML, and a roster of a million rows must fit into
 * a small heap. POI reads the records of .xls and writes the workbooks; its classes are loaded only
 * for those.
 */
@NullMarked
package dev.senselink.batch.roster;

import org.jspecify.annotations.NullMarked;
