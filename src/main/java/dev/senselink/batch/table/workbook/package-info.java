/**
 * Workbooks written forward only, with no row in memory and no temporary file, which would hold
 * personal data. {@code SingleTableWorkbook} and {@code MultiTableWorkbook} serve plain tables,
 * {@code XlsxWriter} the report's with pictures and choices.
 */
@NullMarked
package dev.senselink.batch.table.workbook;

import org.jspecify.annotations.NullMarked;
