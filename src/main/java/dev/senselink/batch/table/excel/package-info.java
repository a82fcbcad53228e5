/**
 * Workbooks read forward only, {@code .xlsx} by a pull parser on the zip and {@code .xls} by POI's
 * records. POI's reader pushes, keeps every shared text and style in memory and reads no strict
 * OOXML, and a roster of a million rows must fit into a small heap; {@code XlsxWorkbook} and {@code
 * XlsWorkbook} are the door.
 */
@NullMarked
package dev.senselink.batch.table.excel;

import org.jspecify.annotations.NullMarked;
