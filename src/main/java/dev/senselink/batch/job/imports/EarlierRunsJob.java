package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.PersonTraces;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.RunStore;
import dev.senselink.batch.ledger.before.BeforeRuns;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with earlier runs: make a report anew, delete. Takes the lock. */
public final class EarlierRunsJob {
  private final Path dataFolder;

  public EarlierRunsJob(Path dataFolder) {
    this.dataFolder = dataFolder;
  }

  /**
   * Makes a run's report anew, also of a run that crashed.
   *
   * @param made what the run was to do, and what to type after it; {@code null} where nobody knows
   * @throws SettingsMismatchException if there is no such run
   */
  public RunEnd report(String id, Path folder, @Nullable ImportSettings made) {
    try (DataFolder data = DataFolder.lock(dataFolder, "runs show");
        LedgerDatabase database = Ledger.open(data)) {
      Run run = find(Ledger.runs(database), id);
      Run shown =
          run.status() == Run.Status.RUNNING
              ? new RunRegistry.Change(run)
                  .status(Run.Status.FAILED, false, words("run.interrupted"), null)
              : run;
      return RunReportWriter.writeEarlier(database, data, shown, folder, made);
    }
  }

  /**
   * Removes a run with its personal data: its rows in the ledger and its copy of the roster.
   * Reports lie elsewhere and stay.
   *
   * @param giveUp delete the run though some of its requests have no answer, once none of them can
   *     be carried out any more
   * @throws SettingsMismatchException if there is no such run, or some of its requests have no
   *     answer
   */
  public void delete(String id, boolean giveUp) {
    try (DataFolder data = DataFolder.lock(dataFolder, "runs delete");
        LedgerDatabase database = Ledger.open(data)) {
      new BeforeRuns(database).mustReachPhotos();
      RunStore runs = Ledger.runs(database);
      Run run = find(runs, id);
      database
          .locks()
          .whileHeld(
              Set.of(run.server()),
              "runs delete",
              () -> {
                mustBeSettled(new PersonTraces(database), id, giveUp, data.machine());
                runs.delete(id);
                return run;
              });
      data.runs().remove(id);
      new RunIndexFile(dataFolder).write(runs, Ledger.outcomes(database));
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("run.copyLeft"), e);
    }
  }

  private static void mustBeSettled(
      PersonTraces traces, String run, boolean giveUp, Machine machine) {
    if (!traces.isOpen(run)) {
      return;
    }
    if (!giveUp) {
      throw new SettingsMismatchException(words("run.open", run));
    }
    Duration left =
        traces
            .openUntil(run, RetryingClient::comesToLight)
            .map(until -> Duration.between(machine.wall().instant(), until))
            .orElse(Duration.ZERO);
    if (left.compareTo(Duration.ZERO) > 0) {
      throw new SettingsMismatchException(words("run.open.atWork", run, left.toSeconds() + 1));
    }
  }

  private static Run find(RunStore runs, String id) {
    return runs.find(id).orElseThrow(() -> new SettingsMismatchException(words("run.none", id)));
  }
}
