package dev.senselink.batch.table;

/**
 * A merged cell that reaches over several rows, seen from one of them.
 *
 * @param top the sheet's row in which it begins, from 1
 * @param text what it holds; {@code ""} where that is more than a cell of a list holds
 */
public record CellSpan(long top, String text) {}
