package dev.senselink.batch.job.resolve;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.ResolveSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.intake.RosterSelection;
import dev.senselink.batch.job.report.ReportContextBuilder;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OutcomeCursor;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.report.LeaverFacts;
import dev.senselink.batch.report.ReportPictures;
import dev.senselink.batch.report.RunFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report of decisions: every row of which the file speaks, as it is now. */
final class DecisionReport {
  private final ResolveSettings settings;
  private final RunResources r;
  private final DecidedRun decided;
  private final boolean restored;

  DecisionReport(
      ResolveSettings settings, RunResources resources, DecidedRun decided, boolean restored) {
    this.settings = settings;
    this.r = resources;
    this.decided = decided;
    this.restored = restored;
  }

  /**
   * What was done.
   *
   * @param rows how many decisions were worked
   * @param stopReason why not all were, {@code null} if they were
   */
  record Work(
      Run.Status status, Instant started, Duration took, long rows, @Nullable String stopReason) {}

  /** Writes it, by way of a temporary database that holds these rows alone. */
  RunEnd write(BitSet rows, Work work, ReportPictures pictures, Path photos) {
    List<Outcome> outcomes = outcomes(rows);
    Path report =
        RunRegistry.reportFolder(ResolveSettings.COMMAND, settings.report(), work.started());
    r.ledger().runs().reportedIn(decided.run().id(), report.toString());
    Path below = r.data().temporary();
    try {
      PrivateFiles.folder(below);
      Path folder = PrivateFiles.temporaryBelow(below, DataFolder.INCOMING);
      try (LedgerDatabase some = LedgerDatabase.temporary(folder)) {
        Ledger.outcomes(some).add(decided.run().id(), outcomes);
        return RunReportWriter.write(
            facts(rows, outcomes, work),
            report,
            () -> new RosterSelection(decided.roster().open(), rows),
            Ledger.outcomes(some),
            ReportContextBuilder.ofDecisions(
                settings.next(),
                settings.conflicts().toAbsolutePath().normalize(),
                decided.roster(),
                decided.run(),
                pictures,
                work.stopReason()),
            photos);
      } finally {
        PrivateFiles.remove(folder);
      }
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(below, e);
    }
  }

  private List<Outcome> outcomes(BitSet rows) {
    OutcomeCursor cursor = r.ledger().outcomes().inOrder(decided.run().id());
    List<Outcome> found = new ArrayList<>();
    rows.stream().forEach(row -> cursor.at(row).ifPresent(found::add));
    return found;
  }

  private RunFacts facts(BitSet rows, List<Outcome> outcomes, Work work) {
    return new RunFacts(
        ResolveSettings.COMMAND,
        decided.run().id(),
        work.status().name(),
        outcomes.size() == rows.cardinality(),
        rows.cardinality(),
        r.site().address(),
        false,
        work.started(),
        r.connection().machine().wall().instant(),
        work.rows(),
        work.took().toMillis(),
        List.of(),
        List.of(),
        List.of(),
        restored ? List.of() : null,
        LeaverFacts.NONE);
  }
}
