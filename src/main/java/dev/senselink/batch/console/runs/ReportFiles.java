package dev.senselink.batch.console.runs;

import dev.senselink.batch.report.StoredReport;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a run's report, by name. Only these names, only in the folder that says itself that
 * it is of this run, and no links: what else lies there is nobody's business here.
 */
final class ReportFiles {
  /** In the order in which a person wants them. */
  private static final List<String> NAMES =
      List.of(
          "report.html",
          "report.xlsx",
          "rejected.xlsx",
          "conflicts.xlsx",
          "mended.xlsx",
          "leavers.xlsx",
          "changes.xlsx",
          "results.csv",
          "rejected.csv",
          "conflicts.csv",
          "mended.csv",
          "leavers.csv",
          "changes.csv",
          "ended.csv",
          "summary.json");

  private final RunCatalog.Entry run;

  ReportFiles(RunCatalog.Entry run) {
    this.run = run;
  }

  /** The names of those that are there. */
  List<String> names() {
    return NAMES.stream().filter(name -> find(name).isPresent()).toList();
  }

  Optional<Path> find(String name) {
    if (!NAMES.contains(name) || !StoredReport.isOf(run.report(), run.id())) {
      return Optional.empty();
    }
    Path file = run.report().resolve(name);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(file)
        : Optional.empty();
  }
}
