package dev.senselink.batch.simulation;

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
