package dev.senselink.batch.console.runs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.KeptSearch;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.report.ReportParts;
import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a run or of a check as a page shows them: a hundred of those that were asked for.
 *
 * @param address of the page
 * @param show {@code all}, or only those that need attention
 * @param search words that each row has to contain
 * @param page from 0
 */
public record ResultRows(String address, String show, KeptSearch search, int page) {
  /**
   * Values of the part that shows them.
   *
   * @param results the file, empty where there is none
   * @param indexes where each page of it begins
   */
  public Map<String, Object> values(
      Optional<Path> results, ResultIndexes indexes, ReportParts parts) {
    try {
      return read(results, indexes, parts);
    } catch (IOException | TableFileException e) {
      return Map.of("hasRows", false, "rowsWrong", words("run.unreadable"));
    }
  }

  private Map<String, Object> read(Optional<Path> results, ResultIndexes indexes, ReportParts parts)
      throws IOException {
    boolean everything = show.equals("all");
    Map<String, Object> values = new HashMap<>();
    values.put("rowsWrong", "");
    values.put("hasRows", results.isPresent());
    values.put("rowsAt", address);
    values.put("q", search.words());
    values.put("everything", everything);
    if (results.isPresent()) {
      ResultPage found =
          ResultPage.read(
              results.get(),
              indexes,
              new ResultPage.Wanted(everything, search.words()),
              Pager.page(page));
      String more =
          address + "?show=" + (everything ? "all" : "todo") + "&" + search.parameter() + "page=";
      values.put("results", found.rows().stream().map(line -> row(line, parts)).toList());
      values.put("foundText", words("run.found", found.found()));
      values.put("pager", new Pager(page, found.found(), more).values());
    }
    return values;
  }

  private static Map<String, Object> row(ResultPage.Line line, ReportParts parts) {
    boolean known =
        Arrays.stream(RowEnding.values()).anyMatch(e -> e.name().equals(line.outcome()));
    return Map.of(
        "line", line.line(),
        "key", line.key(),
        "name", line.name(),
        "outcome", known ? parts.outcome(RowEnding.valueOf(line.outcome())) : line.outcome(),
        "style", line.outcome().toLowerCase(Locale.ROOT).replace('_', '-'),
        "code", line.code(),
        "reason", line.reason());
  }
}
