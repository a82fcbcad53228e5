package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.WrongSettingsException;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.report.ReportBackground;
import dev.senselink.batch.job.report.RunReport;
import dev.senselink.batch.job.run.RunBook;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndex;
import dev.senselink.batch.ledger.Runs;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.Database;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.Path;

/** What can be done with earlier runs: make a report anew, delete. Takes the lock. */
public final class RunsJob {
  private final Path dataFolder;

  public RunsJob(Path dataFolder) {
    this.dataFolder = dataFolder;
  }

  /**
   * Makes a run's report anew, also of a run that crashed.
   *
   * @throws WrongSettingsException if there is no such run
   */
  public RunEnd report(String id, Path folder) {
    try (DataFolder data = DataFolder.lock(dataFolder, "runs show");
        Database database = Database.open(data)) {
      Run run = find(Ledger.runs(database), id);
      RosterInput input = RosterInput.of(data, run);
      Path place = folder.toAbsolutePath().normalize();
      Ledger.runs(database).reportedIn(id, place.toString());
      Run shown =
          run.status() == Run.Status.RUNNING
              ? new RunBook.Change(run)
                  .status(Run.Status.FAILED, false, words("run.interrupted"), null)
              : run;
      return RunReport.write(
          shown,
          place,
          input,
          RunReport.Kept.of(database, run),
          ReportBackground.ofEarlier(shown, input.displayName()));
    }
  }

  /**
   * Removes a run with its personal data: its rows in the ledger and its copy of the roster.
   * Reports lie elsewhere and stay.
   *
   * @return how many of its requests may still be carried out on the server; the next run against
   *     that server looks for them
   * @throws WrongSettingsException if there is no such run
   */
  public int delete(String id) {
    try (DataFolder data = DataFolder.lock(dataFolder, "runs delete");
        Database database = Database.open(data)) {
      Runs runs = Ledger.runs(database);
      find(runs, id);
      int open = runs.delete(id);
      PrivateFiles.remove(data.runFolder(id));
      new RunIndex(dataFolder).write(runs, Ledger.outcomes(database));
      return open;
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("run.copyLeft"), e);
    }
  }

  private static Run find(Runs runs, String id) {
    return runs.find(id).orElseThrow(() -> new WrongSettingsException(words("run.none", id)));
  }
}
