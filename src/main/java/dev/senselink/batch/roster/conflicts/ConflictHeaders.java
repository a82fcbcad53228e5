package dev.senselink.batch.roster.conflicts;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.roster.HeaderNames;
import java.util.List;
import java.util.Map;

/**
 * The columns of a conflicts file: by their own names in {@code conflicts.csv}, by the names people
 * read in the workbook. Both are understood, in either language.
 */
public final class ConflictHeaders {
  /** In the order of {@code conflicts.csv}. */
  public static final List<String> NAMES =
      List.of(
          "runId",
          "line",
          "rowHash",
          "key",
          "name",
          "code",
          "reason",
          "candidateId",
          "candidateName",
          "candidateKey",
          "canForce",
          "decision");

  /** What a workbook calls those that are read back, without its second line of names. */
  private static final Map<String, List<String>> ALSO =
      Map.of(
          "runId", List.of("Run", "运行编号"),
          "line", List.of("Line", "行号"),
          "rowHash", List.of("Row mark", "行标记"),
          "candidateId", List.of("No. on the server", "服务器上的 ID"),
          "decision", List.of("Decision", "决定"));

  private ConflictHeaders() {}

  /** What people call the column. */
  public static String shown(String name) {
    return words("conflicts." + name);
  }

  /** Where the column stands among these headers, -1 for nowhere. */
  static int in(List<String> foldedHeaders, String name) {
    int at = foldedHeaders.indexOf(HeaderNames.fold(name));
    for (String other : ALSO.getOrDefault(name, List.of())) {
      at = at < 0 ? foldedHeaders.indexOf(HeaderNames.fold(other)) : at;
    }
    return at;
  }
}
