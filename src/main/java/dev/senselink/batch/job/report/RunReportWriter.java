package dev.senselink.batch.job.report;

import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.intake.BackupSheet;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.LeaverStore;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.ListImportStore;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.report.LeaverFacts;
import dev.senselink.batch.report.Report;
import dev.senselink.batch.report.ReportContext;
import dev.senselink.batch.report.RunFacts;
import dev.senselink.batch.roster.Roster;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a report from a roster copy and its outcomes. */
public final class RunReportWriter {
  private RunReportWriter() {}

  /**
   * What the ledger holds of a run.
   *
   * @param ended the guests whose visits are over
   * @param notRestorable of a restore what it could not bring back beside its rows; of any other
   *     run {@code null}
   * @param leavers of an import of a list who is missing from it
   */
  public record Kept(
      OutcomeStore outcomes,
      List<EndedGuest> ended,
      @Nullable List<UnrestoredItem> notRestorable,
      LeaverFacts leavers) {
    /** All of it, for commands that talk to no server. */
    public static Kept of(LedgerDatabase database, Run run) {
      return new Kept(
          Ledger.outcomes(database),
          Ledger.ended(database, run.id()),
          BackupSheet.belongsTo(run.command()) ? Ledger.unrestored(database).of(run.id()) : null,
          leavers(
              ListImportStore.of(database, run.id()).orElse(null),
              LeaverStore.of(database, run.id())));
    }

    /** What is told of a list; {@link LeaverFacts#NONE} where there is none. */
    public static LeaverFacts leavers(@Nullable ListImport list, List<Leaver> leavers) {
      return list == null
          ? new LeaverFacts("", "", "", leavers)
          : new LeaverFacts(list.name(), list.brake(), list.why(), leavers);
    }
  }

  /** Writes a run's report. */
  public static RunEnd write(
      Run run, Path folder, RosterInput roster, Kept kept, ReportContext about) {
    RunFacts facts =
        new RunFacts(
            run.command(),
            run.id(),
            run.status().name(),
            run.allWorked(),
            run.rosterRows(),
            run.server(),
            false,
            run.startedAt(),
            run.finishedAt(),
            run.worked(),
            run.workMillis(),
            run.createdDepartments(),
            run.createdGroups(),
            kept.ended(),
            kept.notRestorable(),
            kept.leavers());
    Path photos = run.photos().isEmpty() ? null : Path.of(run.photos());
    return write(facts, folder, roster::open, kept.outcomes(), about, photos);
  }

  /**
   * Writes the report of a run anew, as its rows are now.
   *
   * @param made what the run was to do; {@code null} where nobody knows
   */
  public static RunEnd writeEarlier(
      LedgerDatabase database,
      DataFolder data,
      Run run,
      Path folder,
      @Nullable ImportSettings made) {
    RosterInput input = RosterInput.of(data, run);
    Path place = folder.toAbsolutePath().normalize();
    Ledger.runs(database).reportedIn(run.id(), place.toString());
    return write(
        run,
        place,
        input,
        Kept.of(database, run),
        ReportContextBuilder.ofEarlier(run, input.displayName(), made));
  }

  /**
   * What is known of a dry run, which leaves no run behind.
   *
   * @param folder where the report is to be
   * @param roster opens its rows anew
   * @param photos where photos are, {@code null} for nowhere
   * @param plan what it has written down, {@code null} for nothing
   */
  public record Dry(
      RunFacts facts,
      Path folder,
      Supplier<Roster> roster,
      @Nullable Path photos,
      @Nullable PlanFile plan) {}

  /** Writes a dry run's report. */
  public static RunEnd writeDry(Dry dry, OutcomeStore outcomes, ReportContext about) {
    Report report = new Report(dry.facts(), about, dry.roster(), outcomes).showing(dry.plan());
    return write(dry.facts(), dry.folder(), report, outcomes, about, dry.photos());
  }

  /** Writes the report of anything whose rows can be read anew. */
  public static RunEnd write(
      RunFacts facts,
      Path folder,
      Supplier<Roster> roster,
      OutcomeStore outcomes,
      ReportContext about,
      @Nullable Path photos) {
    return write(
        facts, folder, new Report(facts, about, roster, outcomes), outcomes, about, photos);
  }

  private static RunEnd write(
      RunFacts facts,
      Path folder,
      Report report,
      OutcomeStore outcomes,
      ReportContext about,
      @Nullable Path photos) {
    Report.Written written = report.write(folder);
    return new RunEnd(
        facts.runId(),
        about.stopReason(),
        outcomes.tally(facts.runId(), facts.rosterRows()),
        written.summary(),
        written.advice(),
        folder,
        about.notSent(),
        photos);
  }
}
