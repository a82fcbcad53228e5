package dev.senselink.batch.fleet.report;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fleet.rows.FleetRows;
import dev.senselink.batch.fleet.rows.SiteRows;
import dev.senselink.batch.fleet.rows.UnknownSiteRow;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.report.ReportException;
import dev.senselink.batch.report.StoredReport;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.table.csv.GuardedCsvReader;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The report of a fleet's run: {@code results.csv} of all rows of all sites, {@code fleet.json},
 * and one page. Each file is whole whenever it is there.
 */
public final class FleetReport {
  public static final String PAGE = "report.html";
  public static final String DOCUMENT = "fleet.json";

  /** Below it the reports of the sites that somebody has to look at. */
  public static final String SITES = "sites";

  private static final String UNKNOWN_STATE = "UNKNOWN_STATE";

  private static final String PART = "." + SiteResults.RESULTS + ".part";

  private static final List<String> HEADER =
      Stream.concat(Stream.of("site"), StoredReport.columns().stream()).toList();

  private final FleetRows rows;
  private final SiteResults results;

  public FleetReport(FleetRows rows, SiteResults results) {
    this.rows = rows;
    this.results = results;
  }

  /**
   * Writes it.
   *
   * @param earlier where its report was to go before somebody went on with it: what the sites left
   *     lies there
   * @throws ReportException if that cannot be done
   */
  public void write(FleetEnd end, List<Path> earlier) {
    Path folder = end.report();
    try {
      PrivateFiles.folder(folder);
      Path part = folder.resolve(PART);
      try (GuardedCsvWriter out = GuardedCsvWriter.create(part)) {
        write(end, out);
      }
      Files.move(part, folder.resolve(SiteResults.RESULTS), StandardCopyOption.REPLACE_EXISTING);
      PrivateFiles.write(folder.resolve(DOCUMENT), FleetDocument.of(end) + "\n");
      PrivateFiles.write(folder.resolve(PAGE), FleetPage.of(end, earlier));
    } catch (IOException e) {
      throw new ReportException(words("report.unwritable", folder), e);
    }
  }

  /** Removes what a process left of the report of a run that died while it wrote it. */
  static void removePart(Path folder, String run) throws IOException {
    Path document = folder.resolve(DOCUMENT);
    if (!Files.exists(document) || isOf(document, run)) {
      Files.deleteIfExists(folder.resolve(PART));
    }
  }

  /** Removes the report of a run, if it lies there; what the sites' own leave stays. */
  static void remove(Path folder, String run) throws IOException {
    removePart(folder, run);
    Path document = folder.resolve(DOCUMENT);
    if (isOf(document, run)) {
      Files.deleteIfExists(folder.resolve(SiteResults.RESULTS));
      Files.deleteIfExists(folder.resolve(PAGE));
      Files.delete(document); // last: by it the report is known
      removeEmpty(folder.resolve(SITES));
      removeEmpty(folder);
    }
  }

  private static void removeEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Something in it is not ours to remove.
    }
  }

  private static boolean isOf(Path document, String run) throws IOException {
    return Files.isRegularFile(document) && FleetDocument.runOf(document).equals(run);
  }

  private void write(FleetEnd end, GuardedCsvWriter out) throws IOException {
    out.write(HEADER);
    for (SiteState site : end.sites().values()) {
      Path known = results.of(site.site());
      if (Files.isRegularFile(known) && site.count(SiteState.UNKNOWN) == 0) {
        copy(known, out);
      } else if (rows.has(site.site())) {
        unworked(rows.of(site.site()), site, out);
      }
    }
    rows.unknown()
        .each(
            row ->
                out.write(
                    line(
                        row.site(),
                        String.valueOf(row.line()),
                        row.key(),
                        row.name(),
                        RowEnding.REJECTED_ROW,
                        UnknownSiteRow.CODE,
                        words("rows.unknown"))));
  }

  private static void copy(Path results, GuardedCsvWriter out) throws IOException {
    try (GuardedCsvReader in =
        GuardedCsvReader.of(Files.newInputStream(results), SiteResults.RESULTS)) {
      in.next();
      for (List<String> line = in.next(); line != null; line = in.next()) {
        out.write(line);
      }
    }
  }

  private static void unworked(SiteRows site, SiteState state, GuardedCsvWriter out)
      throws IOException {
    boolean unknown = state.count(SiteState.UNKNOWN) > 0;
    RowEnding ending = unknown ? RowEnding.FAILED : RowEnding.NOT_ATTEMPTED;
    String code = unknown ? UNKNOWN_STATE : "";
    if (!site.isUnchanged()) { // nobody knows any more which rows they were
      String changed = words("rows.changed", site.roster());
      out.write(line(site.site(), "", "", "", ending, code, changed));
      return;
    }
    try (Roster roster = site.open()) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        out.write(
            line(
                site.site(),
                row.ref().shownLine(),
                KeyRules.shown(row),
                row.text(RosterColumn.NAME),
                ending,
                code,
                unknown ? words("rows.notKnown") : state.why()));
      }
    }
  }

  private static List<String> line(
      String site,
      String line,
      String key,
      String name,
      RowEnding ending,
      String code,
      String reason) {
    List<String> cells =
        new ArrayList<>(List.of(site, line, key, name, ending.name(), code, reason));
    while (cells.size() < HEADER.size() - 2) {
      cells.add("");
    }
    cells.add("0");
    cells.add("");
    return cells;
  }
}
