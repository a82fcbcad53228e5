package dev.senselink.batch.fleet.report;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fleet.rows.ArrivedPeople;
import dev.senselink.batch.fleet.rows.FleetRows;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.report.ReportException;
import dev.senselink.batch.report.StoredReport;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.table.csv.GuardedCsvReader;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The results of each site, kept until the report of the whole fleet is made, as the site's own
 * report says them: its rows stand where they stood in the list of all when its run began, though
 * others may have come above them since. Safe between threads.
 */
public final class SiteResults {
  static final String RESULTS = "results.csv";
  private static final int OUTCOME = 3;

  /** Whoever ends so is on the site's server as the row. */
  private static final Set<RowEnding.Group> THERE =
      Set.of(
          RowEnding.Group.CREATED,
          RowEnding.Group.UPDATED,
          RowEnding.Group.UNCHANGED,
          RowEnding.Group.FORCED);

  private final FleetRows rows;
  private final ArrivedPeople there;
  private final Path reports;
  private final Path kept;

  /**
   * @param there who was at the sites before, and is from now on
   * @param reports where the sites' own reports lie, a folder each
   * @param kept where the results are kept
   */
  public SiteResults(FleetRows rows, ArrivedPeople there, Path reports, Path kept) {
    this.rows = rows;
    this.there = there;
    this.reports = reports;
    this.kept = kept;
  }

  /**
   * Takes over what the report of a site says, and learns who has arrived there.
   *
   * @param run the site's run, {@code ""} if it could not even begin
   * @param well whether nobody has to look at it: then its report goes, and can be made again
   */
  public void take(String site, String run, boolean well) {
    Path report = reports.resolve(site);
    Path results = report.resolve(RESULTS);
    if (run.isEmpty() || !Files.isRegularFile(results) || !StoredReport.isOf(report, run)) {
      return; // what lies there is of an earlier night
    }
    try {
      PrivateFiles.folder(kept);
      copy(site, results, kept.resolve(site + ".csv"));
      if (rows.has(site)
          && rows.of(site).isUnchanged()) { // else nobody knows any more whose lines these are
        arrivals(site);
      }
    } catch (IOException e) {
      throw new ReportException(words("report.unwritable", kept), e);
    }
    if (well) {
      StoredReport.remove(report, run);
    }
  }

  /** Takes over what the report of a site's plan says, of which nobody has arrived by it. */
  public void takePlan(String site) {
    Path results = reports.resolve(site).resolve(RESULTS);
    if (!Files.isRegularFile(results)) {
      return;
    }
    try {
      PrivateFiles.folder(kept);
      copy(site, results, kept.resolve(site + ".csv"));
    } catch (IOException e) {
      throw new ReportException(words("report.unwritable", kept), e);
    }
  }

  private void copy(String site, Path results, Path to) throws IOException {
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try (GuardedCsvReader in = GuardedCsvReader.of(Files.newInputStream(results), RESULTS);
        OutputStream file = DurableFiles.createDurable(part);
        GuardedCsvWriter out = GuardedCsvWriter.to(file)) {
      List<String> header = in.next();
      if (header != null) {
        out.write(with("site", header));
      }
      for (List<String> line = in.next(); line != null; line = in.next()) {
        out.write(with(site, line));
      }
    }
    Files.move(part, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.force(to.resolveSibling("")); // the site's own report may go now
  }

  private static List<String> with(String first, List<String> rest) {
    List<String> all = new ArrayList<>();
    all.add(first);
    all.addAll(rest);
    return all;
  }

  /**
   * Who is there by a site's results. Of a row that was not worked today it counts what was known.
   */
  private void arrivals(String site) throws IOException {
    Path results = kept.resolve(site + ".csv");
    int number = rows.number(site);
    try (GuardedCsvReader in = GuardedCsvReader.of(Files.newInputStream(results), RESULTS);
        ArrivedPeople.Arrivals people = there.arrivals(site);
        Roster roster = rows.of(site).open()) {
      in.next();
      Row row = roster.next();
      for (List<String> line = in.next(); line != null && row != null; line = in.next()) {
        RowEnding ending = RowEnding.valueOf(line.get(OUTCOME + 1));
        List<PersonKey> keys = KeyRules.all(row);
        if (isMember(ending)
            || ending == RowEnding.NOT_ATTEMPTED && rows.named().isThere(number, keys)) {
          rows.named().arrived(number, keys);
          people.add(keys);
        } else {
          rows.named().left(number, keys);
        }
        row = roster.next();
      }
      people.end();
    }
  }

  private static boolean isMember(RowEnding ending) {
    return THERE.contains(ending.group()) || ending == RowEnding.SKIPPED_EXISTING;
  }

  /** The kept results of a site. */
  Path of(String site) {
    return kept.resolve(site + ".csv");
  }

  /** Where a site's own report lies. */
  Path report(String site) {
    return reports.resolve(site);
  }
}
