package dev.senselink.batch.table.excel;

import java.util.Map;

/**
 * What holds for every sheet of an .xlsx file.
 *
 * @param from1904 whether day 0 is 1904-01-01
 * @param pictures those that are the value of a cell: the names of their bytes, by the number that
 *     the cell has as {@code vm}
 */
record XlsxContext(
    SharedTexts texts, XlsxStyles styles, boolean from1904, Map<Integer, String> pictures) {}
