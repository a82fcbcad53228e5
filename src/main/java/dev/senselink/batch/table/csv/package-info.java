/**
 * CSV in both directions: strict tokens, strict decoding, and files of ours that no spreadsheet
 * runs as formulas. Commons CSV and FastCSV give no column for text after a closing quote, say
 * where an open quote began only inside a message and have no limit for a cell; so the tokens are
 * our own and Commons CSV writes, and is the measure they are tested against.
 */
@NullMarked
package dev.senselink.batch.table.csv;

import org.jspecify.annotations.NullMarked;
