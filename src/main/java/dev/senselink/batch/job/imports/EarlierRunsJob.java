package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.RunStore;
import dev.senselink.batch.ledger.before.BeforeRuns;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.Path;
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
   * @return how many of its requests may still be carried out on the server; the next run against
   *     that server looks for them
   * @throws SettingsMismatchException if there is no such run
   */
  public int delete(String id) {
    try (DataFolder data = DataFolder.lock(dataFolder, "runs delete");
        LedgerDatabase database = Ledger.open(data)) {
      new BeforeRuns(database).mustReachPhotos();
      RunStore runs = Ledger.runs(database);
      Run run = find(runs, id);
      int open =
          database.locks().whileHeld(Set.of(run.server()), "runs delete", () -> runs.delete(id));
      data.runs().remove(id);
      new RunIndexFile(dataFolder).write(runs, Ledger.outcomes(database));
      return open;
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("run.copyLeft"), e);
    }
  }

  private static Run find(RunStore runs, String id) {
    return runs.find(id).orElseThrow(() -> new SettingsMismatchException(words("run.none", id)));
  }
}
