package dev.senselink.batch.simulation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A row of a roster.
 *
 * @param number from 1
 * @param cells by column; none is blank
 * @param face whose face the row's photo shows, 0 for no photo
 * @param faces how many faces it shows, as the server counts
 * @param quality 0 = good
 */
record SimRow(int number, Map<String, String> cells, int face, int faces, int quality) {
  /** Columns that say who has left. */
  static final String STATUS = "员工状态";

  static final String LEFT_ON = "离职日期";

  static final List<String> WORDS_LEFT = List.of("离职", "已离职", "Terminated");
  static final List<String> WORDS_THERE = List.of("在职", "返聘", "Probation");

  static final String TO_BEGIN = "待入职";

  /** Of all histories. */
  private static final String FIRST_DAY = "2026-03-02";

  /** Whether somebody is to be imported. */
  enum Standing {
    EMPLOYED(""),
    LEFT("SKIPPED_DEPARTED"),
    NOT_BEGUN("SKIPPED_NOT_BEGUN"),
    UNCLEAR("REVIEW STATUS_UNCLEAR");

    /** How such a row ends at its plainest, {@code ""} where that depends on more. */
    final String ended;

    Standing(String ended) {
      this.ended = ended;
    }
  }

  SimRow {
    cells = Map.copyOf(cells);
  }

  /** A row with a good photo of a face of its own. */
  static SimRow of(int number, Map<String, String> cells) {
    return new SimRow(number, cells, number, 1, 0);
  }

  /** The cell, {@code ""} where it is blank. */
  String of(String column) {
    return cells.getOrDefault(column, "");
  }

  /** What its cells say of whether its person has left. */
  Standing standing() {
    if (of(STATUS).equals(TO_BEGIN)) {
      return Standing.NOT_BEGUN;
    }
    boolean past = !of(LEFT_ON).isEmpty() && of(LEFT_ON).compareTo(FIRST_DAY) < 0;
    boolean left = WORDS_LEFT.contains(of(STATUS)) || past;
    boolean there = WORDS_THERE.contains(of(STATUS)) || !of(LEFT_ON).isEmpty() && !past;
    boolean unknown =
        !of(STATUS).isEmpty()
            && !WORDS_LEFT.contains(of(STATUS))
            && !WORDS_THERE.contains(of(STATUS));
    return unknown || left && there ? Standing.UNCLEAR : left ? Standing.LEFT : Standing.EMPLOYED;
  }

  boolean hasLeft() {
    return standing() == Standing.LEFT;
  }

  /** The same of somebody who is there. */
  SimRow employed() {
    Map<String, String> less = new TreeMap<>(cells);
    less.remove(LEFT_ON);
    less.computeIfPresent(STATUS, (column, word) -> WORDS_THERE.get(0));
    return new SimRow(number, less, face, faces, quality);
  }

  String name() {
    return of("name");
  }

  boolean hasPhoto() {
    return face != 0;
  }

  byte[] photo() {
    return FaceBytes.of(face, number, faces, quality);
  }

  /** The name of the photo's file. */
  String photoName() {
    return "p" + number + ".jpg";
  }

  SimRow with(String column, String value) {
    Map<String, String> more = new TreeMap<>(cells);
    more.put(column, value);
    return new SimRow(number, more, face, faces, quality);
  }

  SimRow withFace(int other) {
    return new SimRow(number, cells, other, faces, quality);
  }

  @Override
  public String toString() {
    return "row "
        + number
        + " "
        + new TreeMap<>(cells)
        + (face == 0 ? "" : " face " + face)
        + (faces == 1 ? "" : " faces " + faces)
        + (quality == 0 ? "" : " quality " + quality);
  }
}
