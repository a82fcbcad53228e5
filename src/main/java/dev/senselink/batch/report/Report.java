package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.OutcomeCursor;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.machine.TaskPool;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import dev.senselink.batch.table.workbook.SheetShape;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
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
  static final String PAGE = "report.html";

  private final RunFacts facts;
  private final ReportContext about;
  private final Supplier<Roster> roster;
  private final OutcomeStore outcomes;
  private final @Nullable PlanFile plan;

  /**
   * @param about what the page tells beside the outcomes
   * @param roster opens the run's copy of the roster anew
   * @param outcomes where the run's outcomes lie
   */
  public Report(
      RunFacts facts, ReportContext about, Supplier<Roster> roster, OutcomeStore outcomes) {
    this(facts, about, roster, outcomes, null);
  }

  private Report(
      RunFacts facts,
      ReportContext about,
      Supplier<Roster> roster,
      OutcomeStore outcomes,
      @Nullable PlanFile plan) {
    this.facts = facts;
    this.about = about;
    this.roster = roster;
    this.outcomes = outcomes;
    this.plan = plan;
  }

  /** The same with what a plan would change; {@code null} for nothing. */
  public Report showing(@Nullable PlanFile planned) {
    return new Report(facts, about, roster, outcomes, planned);
  }

  /**
   * What was written.
   *
   * @param summary as in {@code summary.json}
   */
  public record Written(Map<String, @Nullable Object> summary, Advice advice) {}

  /**
   * Writes the folder, renaming one that holds another run's report.
   *
   * @throws ReportException if the folder cannot be written
   * @throws ArithmeticException if the outcomes do not add up to the rows: a defect
   */
  public Written write(Path into) {
    ReportFolder folder = ReportFolder.prepare(into, facts.job(), facts.runId());
    try (Roster rows = roster.get();
        ReportTable results = ResultsFile.begin(folder, SheetShape.MOST_ROWS, ofBackup(rows));
        ReportTable rejected = RejectedRowsFile.begin(folder, rows.shape());
        ReportTable conflicts = ConflictsFileWriter.begin(folder);
        MendedFile mended = new MendedFile(folder);
        PhotoPairsFile pairs = new PhotoPairsFile(folder, about.list())) {
      return written(folder, rows, new Tables(results, rejected, conflicts, mended, pairs));
    } catch (IOException e) {
      throw new ReportException(ReportFolder.cannotBeWritten(folder.path(), e), e);
    } finally {
      folder.removeUnfinished();
    }
  }

  /** The tables of a report. */
  private record Tables(
      ReportTable results,
      ReportTable rejected,
      ReportTable conflicts,
      MendedFile mended,
      PhotoPairsFile pairs) {}

  private Written written(ReportFolder folder, Roster rows, Tables tables) throws IOException {
    ReportPage page = new ReportPage(facts, about);
    ReportFaces faces = new ReportFaces();
    ConflictsFileWriter conflicts =
        ConflictsFileWriter.of(facts.runId(), tables.conflicts(), about.pictures().any(), faces);
    RunCauses causes = new RunCauses(about.list());
    PlannedChangesPage planned = new PlannedChangesPage();
    OutcomeTally tally;
    try (TaskPool beside = new TaskPool(about.pictures().machine(), "report-changes", 1)) {
      Promise<@Nullable Void> changes =
          plan == null
              ? Promise.alreadyKept(about.pictures().machine())
              : beside.submit(() -> changes(folder, plan, planned));
      try {
        tally = rows(rows, tables, page, conflicts, causes);
      } finally {
        changes.join(); // it writes into this folder
      }
    }
    page.faces().addAll(planned.faces());
    ended(folder);
    if (!facts.leavers().equals(LeaverFacts.NONE)) {
      LeaversFile.write(folder, facts.leavers().leavers());
    } else {
      LeaversFile.remove(folder);
    }
    outcomes.tally(facts.runId(), facts.rosterRows()).mustEqual(tally.sum());
    ReportThumbnails thumbnails =
        ReportThumbnails.of(page.faces(), faces, about.pictures(), about.patience());
    Advice advice = new AdviceBuilder(facts, about, tally, causes, folder.path()).build();
    page.write(folder.unfinishedFile(PAGE), advice, tally, thumbnails, planned);
    folder.publish(PAGE);
    Map<String, @Nullable Object> summary = RunSummary.of(facts, tally);
    tables.results().publishBook((book, sheet) -> ResultsFile.finish(book, sheet, summary));
    tables.rejected().publishBook(RejectedRowsFile::finish);
    tables.conflicts().publishBook((book, sheet) -> conflicts.finish(book, sheet, thumbnails));
    Path file = folder.unfinishedFile(ReportFolder.SUMMARY);
    try (Writer to = Channels.newWriter(PrivateFiles.createToWrite(file), StandardCharsets.UTF_8)) {
      to.write(RunSummary.json(summary));
    }
    folder.publish(ReportFolder.SUMMARY);
    tally.mustEqual(facts.rosterRows());
    return new Written(summary, advice);
  }

  /** Beside the rows: of a large plan this takes as long as they do. */
  private @Nullable Void changes(ReportFolder folder, PlanFile made, PlannedChangesPage planned) {
    planned.begin();
    try {
      ChangesFile.write(folder, made, outcomes.inOrder(facts.runId()), planned);
    } catch (IOException e) {
      throw new ReportException(ReportFolder.cannotBeWritten(folder.path(), e), e);
    }
    return null;
  }

  private OutcomeTally rows(
      Roster rows, Tables tables, ReportPage page, ConflictsFileWriter conflicts, RunCauses causes)
      throws IOException {
    OutcomeTally tally = new OutcomeTally();
    RejectedRowsFile mend =
        new RejectedRowsFile(tables.rejected()::writeText, rows.shape().headers())
            .and(tables.rejected().sheet(), rows.shape(), about.faults());
    List<String> files = ofBackup(rows);
    OutcomeCursor cursor = outcomes.inOrder(facts.runId());
    BitSet open = outcomes.withOpenRequests(facts.runId());
    for (Row row = rows.next(); row != null; row = rows.next()) {
      Outcome outcome = cursor.at(row.ref().number()).orElse(null);
      if (outcome == null) {
        outcome = unreached(row, open.get(row.ref().number()));
      }
      tally.add(outcome);
      ResultsFile.write(tables.results(), ResultsFile.of(row, files, outcome), outcome);
      mend.add(row, outcome);
      tables.mended().add(row);
      tables.pairs().add(row);
      page.add(row, outcome);
      causes.add(row, outcome);
      conflicts.add(row, outcome);
    }
    for (ReportTable table : List.of(tables.results(), tables.rejected(), tables.conflicts())) {
      table.publishText();
    }
    tables.mended().publish();
    tables.pairs().publish();
    return tally;
  }

  /** The headers of a backup's rows; a roster's say nothing here. */
  private List<String> ofBackup(Roster rows) {
    return facts.notRestorable() == null ? List.of() : rows.shape().headers();
  }

  private void ended(ReportFolder folder) throws IOException {
    if (!EndedGuestsFile.belongsTo(facts.job())) {
      return;
    }
    try (GuardedCsvWriter file =
        GuardedCsvWriter.create(folder.unfinishedFile(EndedGuestsFile.NAME))) {
      EndedGuestsFile.write(file, facts.ended());
    }
    folder.publish(EndedGuestsFile.NAME);
  }

  /** A row whose process was killed: before it was sent, or before the server's answer came. */
  private Outcome unreached(Row row, boolean sent) {
    if (facts.allWorked()) {
      throw new ArithmeticException(
          "defect: the run is complete, but line " + row.ref().line() + " has no outcome");
    }
    if (sent) {
      return Outcome.of(row.ref(), RowEnding.FAILED, "UNKNOWN_STATE", words("row.sent"));
    }
    return Outcome.of(row.ref(), RowEnding.NOT_ATTEMPTED, "", words("row.unreached"));
  }
}
