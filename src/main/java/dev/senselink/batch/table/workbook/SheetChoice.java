package dev.senselink.batch.table.workbook;

/**
 * A word that may be chosen in a cell.
 *
 * @param word what stands in the cell then, without a comma
 * @param meaning what it is for
 */
public record SheetChoice(String word, String meaning) {}
