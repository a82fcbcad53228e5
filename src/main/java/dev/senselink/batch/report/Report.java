package dev.senselink.batch.report;

import dev.senselink.batch.check.Keys;
import dev.senselink.batch.ledger.Outcomes;
import dev.senselink.batch.outcome.Candidate;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.Tally;
import dev.senselink.batch.roster.Column;
import dev.senselink.batch.roster.GuardedCsv;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run's report folder from its roster and its outcomes.
 *
 * <p>All files are written each time, also empty ones. A failed report changes no outcome: it can
 * be made again at any time.
 */
public final class Report {
  private static final List<String> RESULTS =
      List.of(
          "line",
          "key",
          "name",
          "outcome",
          "code",
          "reason",
          "personId",
          "similarPersonId",
          "similarPersonName",
          "photo",
          "attempts");
  private static final List<String> CONFLICTS =
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

  private static final String PAGE = "report.html";

  private final Facts facts;
  private final Background about;
  private final Supplier<Roster> roster;
  private final Outcomes outcomes;

  /**
   * @param about what the page tells beside the outcomes
   * @param roster opens the run's copy of the roster anew
   * @param outcomes where the run's outcomes lie
   */
  public Report(Facts facts, Background about, Supplier<Roster> roster, Outcomes outcomes) {
    this.facts = facts;
    this.about = about;
    this.roster = roster;
    this.outcomes = outcomes;
  }

  /**
   * Writes the folder, renaming one that holds another run's report.
   *
   * @return the summary as written
   * @throws ReportException if the folder cannot be written
   * @throws ArithmeticException if the outcomes do not add up to the rows: a defect
   */
  public Map<String, @Nullable Object> write(Path into) {
    ReportFolder folder = ReportFolder.prepare(into, facts.job(), facts.runId());
    try {
      Page page = new Page(facts, about);
      Tally tally = rows(folder, page);
      ended(folder);
      outcomes.tally(facts.runId(), facts.rosterRows()).mustEqual(tally.sum());
      page.write(folder.unfinished(PAGE), folder.path(), tally);
      folder.publish(PAGE);
      Map<String, @Nullable Object> summary = Summary.of(facts, tally);
      Path file = folder.unfinished(ReportFolder.SUMMARY);
      Files.createFile(file, ReportFolder.mode("rw-------"));
      Files.writeString(file, Summary.json(summary));
      folder.publish(ReportFolder.SUMMARY);
      tally.mustEqual(facts.rosterRows());
      return summary;
    } catch (IOException e) {
      throw new ReportException(ReportFolder.cannotBeWritten(folder.path(), e), e);
    } finally {
      folder.removeUnfinished();
    }
  }

  private Tally rows(ReportFolder folder, Page page) throws IOException {
    Tally tally = new Tally();
    try (Roster rows = roster.get();
        GuardedCsv results = GuardedCsv.create(folder.unfinished("results.csv"));
        GuardedCsv rejected = GuardedCsv.create(folder.unfinished("rejected.csv"));
        GuardedCsv conflicts = GuardedCsv.create(folder.unfinished("conflicts.csv"))) {
      MendFile mend = new MendFile(rejected, rows.shape().headers());
      results.write(RESULTS);
      conflicts.write(CONFLICTS);
      Outcomes.Cursor cursor = outcomes.inOrder(facts.runId());
      for (Row row = rows.next(); row != null; row = rows.next()) {
        Outcome outcome = cursor.at(row.ref().number()).orElse(null);
        if (outcome == null) {
          outcome = unreached(row);
        }
        tally.add(outcome.ending());
        results.write(result(row, outcome));
        mend.add(row, outcome);
        page.add(row, outcome);
        conflicts(conflicts, row, outcome);
      }
    }
    for (String name : List.of("results.csv", "rejected.csv", "conflicts.csv")) {
      folder.publish(name);
    }
    return tally;
  }

  private void ended(ReportFolder folder) throws IOException {
    if (!EndedFile.belongsTo(facts.job())) {
      return;
    }
    try (GuardedCsv file = GuardedCsv.create(folder.unfinished(EndedFile.NAME))) {
      EndedFile.write(file, facts.ended());
    }
    folder.publish(EndedFile.NAME);
  }

  private Outcome unreached(Row row) {
    if (facts.allWorked()) {
      throw new ArithmeticException(
          "defect: the run is complete, but line " + row.ref().line() + " has no outcome");
    }
    return Outcome.of(
        row.ref(),
        Ending.NOT_ATTEMPTED,
        "",
        "the run stopped before this row; the same command goes on with it");
  }

  private static List<String> result(Row row, Outcome outcome) {
    return List.of(
        String.valueOf(row.ref().line()),
        Keys.shown(row),
        row.text(Column.NAME),
        outcome.ending().name(),
        outcome.code(),
        outcome.reason(),
        number(outcome.personId()),
        number(outcome.similarId()),
        outcome.similarName(),
        outcome.photo(),
        String.valueOf(outcome.attempts()));
  }

  private void conflicts(GuardedCsv file, Row row, Outcome outcome) throws IOException {
    if (outcome.ending() != Ending.REVIEW && outcome.ending() != Ending.SKIPPED_SIMILAR) {
      return;
    }
    List<@Nullable Candidate> candidates = new ArrayList<>(outcome.candidates());
    if (candidates.isEmpty()) {
      candidates.add(null);
    }
    for (Candidate candidate : candidates) {
      file.write(conflict(row, outcome, candidate));
    }
  }

  private List<String> conflict(Row row, Outcome outcome, @Nullable Candidate candidate) {
    return List.of(
        facts.runId(),
        String.valueOf(row.ref().line()),
        row.hash(),
        Keys.shown(row),
        row.text(Column.NAME),
        outcome.code(),
        outcome.reason(),
        candidate == null ? "" : String.valueOf(candidate.id()),
        candidate == null ? "" : candidate.name(),
        candidate == null ? "" : candidate.key(),
        candidate == null ? "" : candidate.canForce() ? "1" : "0",
        "");
  }

  private static String number(@Nullable Long value) {
    return value == null ? "" : value.toString();
  }
}
