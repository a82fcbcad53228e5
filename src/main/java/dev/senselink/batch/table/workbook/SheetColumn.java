package dev.senselink.batch.table.workbook;

/**
 * A column of a sheet.
 *
 * @param name its header
 * @param width in letters
 * @param ownName what it is called in files that programs read, {@code ""} for nothing; stands
 *     small below the header
 */
public record SheetColumn(String name, Kind kind, int width, String ownName) {
  /**
   * What a column's cells are. Each has two looks in the workbook's list of styles, the second for
   * texts that a spreadsheet would take for more than a text once somebody edits the cell.
   */
  public enum Kind {
    /** To be read only. */
    WORDS,
    /** Also what is typed there later stays as it is typed, zeros in front and all. */
    TEXT,
    /** For sorting and adding up; what is no whole number of 15 digits is a text. */
    NUMBER,
    /** To be read, in as many lines as it needs. */
    WRAPPED,
    /** The names above. */
    HEADER,
    /** The names below those that people read. */
    OWN_NAME,
    /** One of a few words, chosen from a list. */
    CHOICE,
    /** Holds a picture. */
    PICTURE,
    /** What is wrong and to be typed anew. */
    WRONG;

    int style(boolean quoted) {
      return ordinal() * 2 + (quoted ? 1 : 0);
    }
  }

  public static SheetColumn text(String name) {
    return new SheetColumn(name, Kind.TEXT, widthOf(name), "");
  }

  public static SheetColumn of(String name, Kind kind, int width) {
    return new SheetColumn(name, kind, width, "");
  }

  /** The same with the name that programs know it by. */
  public SheetColumn named(String own) {
    return new SheetColumn(name, kind, width, own);
  }

  private static int widthOf(String name) {
    // Chinese letters take twice the room.
    int letters = name.chars().limit(40).map(c -> c < 0x2e80 ? 1 : 2).sum();
    return Math.min(40, Math.max(14, letters + 3));
  }
}
