package dev.senselink.batch.console.mend;

import dev.senselink.batch.console.look.ListLook;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.corrections.CorrectionsDraft;
import java.nio.file.Path;

/**
 * A list that was checked.
 *
 * @param id of its import
 * @param folder in which all lies that belongs to the import
 * @param list the list itself
 * @param report the folder of the check's report; it goes when the list is checked again
 * @param look how the import sees the list
 * @param beforeChange what has to be done before what is corrected becomes another
 */
public record MendPlace(
    String id,
    Path folder,
    Path list,
    Path report,
    ListLook look,
    CorrectionsDraft.Step beforeChange) {
  static final String RESULTS = "results.csv";

  /** What corrections of a list are called in its import's folder. */
  public static Path corrections(Path folder) {
    return folder.resolve("corrections.jsonl");
  }

  /** Those of the list that was there before. */
  public static Path earlier(Path folder) {
    return folder.resolve("corrections-before.jsonl");
  }

  Path corrections() {
    return corrections(folder);
  }

  /** What the check found wrong, with the cells of each such row. */
  Path problems() {
    return report.resolve("problems.jsonl");
  }

  Path results() {
    return report.resolve(RESULTS);
  }

  Roster open() {
    return Roster.open(list, String.valueOf(list.getFileName()), look.reading());
  }
}
