package dev.senselink.batch.table.excel;

/**
 * What holds for every sheet of an .xlsx file.
 *
 * @param from1904 whether day 0 is 1904-01-01
 */
record XlsxContext(SharedTexts texts, XlsxStyles styles, boolean from1904) {}
