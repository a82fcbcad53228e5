package dev.senselink.batch.console.people;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.imports.Imports;
import dev.senselink.batch.console.page.KeptSearch;
import dev.senselink.batch.console.page.Visitor;
import dev.senselink.batch.console.runs.ReportFiles;
import dev.senselink.batch.console.runs.ResultIndexes;
import dev.senselink.batch.console.runs.ResultRows;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.console.runs.RunTexts;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.report.ReportParts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of imports that were begun and of the newest runs, as far as their reports tell. */
public final class Mentions {
  /** How many runs are read through. */
  static final int NEWEST = 30;

  private static final int MOST_ROWS = 10;

  private final Imports imports;
  private final RunCatalog runs;
  private final ResultIndexes indexes;

  public Mentions(Imports imports, RunCatalog runs, ResultIndexes indexes) {
    this.indexes = indexes;
    this.imports = imports;
    this.runs = runs;
  }

  /** Where rows have all these words. */
  List<Map<String, Object>> of(String sought) {
    List<Map<String, Object>> found = new ArrayList<>();
    ReportParts plain = new ReportParts(DisplayLanguage.language(), "");
    List<Imports.Checked> drafts = Visitor.isOperator() ? imports.checked() : List.of();
    for (Imports.Checked draft : drafts) {
      add(found, words("people.draft", draft.list()), draft.path(), draft.files(), plain, sought);
    }
    for (RunCatalog.Entry run : runs.now().all().stream().limit(NEWEST).toList()) {
      Map<String, Object> listed = RunTexts.listed(run);
      add(
          found,
          words("people.run", listed.get("job"), listed.get("roster"), listed.get("started")),
          String.valueOf(listed.get("path")),
          ReportFiles.of(run),
          RunTexts.parts(run),
          sought);
    }
    return found;
  }

  private void add(
      List<Map<String, Object>> found,
      String where,
      String path,
      ReportFiles files,
      ReportParts parts,
      String sought) {
    Map<String, Object> values =
        new ResultRows(path, "all", KeptSearch.of(sought), 0)
            .values(files.find("results.csv"), indexes, parts);
    if (values.get("results") instanceof List<?> rows && !rows.isEmpty()) {
      Map<String, Object> one = new HashMap<>();
      one.put("where", where);
      one.put("path", path);
      one.put("rows", rows.subList(0, Math.min(MOST_ROWS, rows.size())));
      one.put("count", String.valueOf(values.get("foundText")));
      found.add(one);
    }
  }
}
