package dev.senselink.batch.report;

import java.util.List;

/**
 * What was found of a list as a whole before its first row was worked, where it explains many rows
 * at once.
 *
 * @param departments those the list names and the server lacks, and that could be created
 * @param groups likewise
 * @param unclaimed photos that no row led to
 * @param photosFound rows to which one of them belongs
 * @param example one of the files that no row led to, {@code ""} for none
 * @param near photos whose names are nearly those of rows without one, the first of them
 * @param picturesInCells whether the list itself holds photos
 * @param otherSheets sheets of the same file that hold people too and were not imported
 * @param looked whether photos were looked for, so that none found means that there are none
 */
public record ListFindings(
    List<String> departments,
    List<String> groups,
    long unclaimed,
    long photosFound,
    String example,
    List<NearPhoto> near,
    boolean picturesInCells,
    List<String> otherSheets,
    boolean looked) {
  /** Nothing is known of it. */
  public static final ListFindings NONE =
      new ListFindings(List.of(), List.of(), 0, 0, "", List.of(), false, List.of(), false);

  public ListFindings {
    departments = List.copyOf(departments);
    groups = List.copyOf(groups);
    near = List.copyOf(near);
    otherSheets = List.copyOf(otherSheets);
  }

  /**
   * A photo that may be a row's.
   *
   * @param file its path below the photos folder
   * @param line the row's line
   * @param key what of the row is like the file's name
   * @param zeros whether it is but for zeros in front
   */
  public record NearPhoto(String file, long line, String key, boolean zeros) {}
}
