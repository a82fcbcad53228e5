package dev.senselink.batch.table;

/** What a workbook's cell is, where its text alone does not tell. */
public enum CellMark {
  /** An error: what a formula gives that cannot be worked out. */
  UNREADABLE,
  /** A formula whose value was never worked out. */
  NOT_CALCULATED,
  /** A number of 16 digits or more: spreadsheets keep 15. */
  DAMAGED,
  /** A number that the sheet shows with zeros, letters or hyphens, which it does not have. */
  PADDED,
  /** A date whose format shows a time, at midnight: that time is meant, not the whole day. */
  MIDNIGHT,
  /** Any other date. */
  DATE,
  /** It belongs to a merged cell, whose value stands in another row. */
  MERGED,
  /** It belongs to a merged cell of several rows, and nobody can say which of them is meant. */
  SPANNING
}
