package dev.senselink.batch.job.resolve;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.intake.RowStream;
import dev.senselink.batch.job.restore.BackupPhoto;
import dev.senselink.batch.job.restore.BackupRowStream;
import dev.senselink.batch.job.restore.GuestDefaultsText;
import dev.senselink.batch.job.restore.RestoreIntake;
import dev.senselink.batch.job.restore.RestoredHostFinder;
import dev.senselink.batch.job.restore.RestoredIdMap;
import dev.senselink.batch.job.restore.RestoredPlaces;
import dev.senselink.batch.job.restore.UnrestoredCollector;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.BitSet;

/**
 * The backup whose restore left something to decide. It has to be the very one, for its groups and
 * departments are found by its own ids, and its photos lie in it.
 */
final class DecidedBackup implements AutoCloseable {
  private final Backup backup;
  private final RestoreIntake intake;
  private final BackupRowStream.Where where;
  private final RestoredIdMap descent;

  private DecidedBackup(
      Backup backup, RestoreIntake intake, BackupRowStream.Where where, RestoredIdMap descent) {
    this.backup = backup;
    this.intake = intake;
    this.where = where;
    this.descent = descent;
  }

  /**
   * Opens it.
   *
   * @param password of an encrypted zip; empty for none
   * @param zone the server's
   * @throws dev.senselink.batch.backup.BackupException if it cannot be read
   * @throws SettingsMismatchException if it is another one by now
   */
  static DecidedBackup open(
      DecidedRun decided, char[] password, RetryingClient server, Ledger ledger, ZoneId zone) {
    Run run = decided.run();
    Backup backup = Backup.open(Path.of(run.roster()), BackupKeys.ofPassword(password));
    try {
      RestoreIntake intake = RestoreIntake.again(decided.roster(), backup);
      if (!intake.sha256().equals(run.rosterSha())) {
        throw new SettingsMismatchException(words("restore.otherBackup", run.roster(), run.id()));
      }
      RestoredPlaces places = new RestoredPlaces(server, backup, new UnrestoredCollector());
      places.match();
      RestoredIdMap descent = new RestoredIdMap(ledger, intake, false);
      descent.recall(ledger, run.id());
      RestoredHostFinder hosts = new RestoredHostFinder(intake.hosts(), descent);
      BackupRowStream.Where where =
          new BackupRowStream.Where(
              intake,
              backup,
              places,
              GuestDefaultsText.read(run.rosterSettings()),
              hosts,
              new VisitClock(zone, server::now));
      return new DecidedBackup(backup, intake, where, descent);
    } catch (RuntimeException | Error e) {
      backup.close();
      throw e;
    }
  }

  /** The people in these rows. */
  RowStream rows(BitSet numbers) {
    return new BackupRowStream(
        where, person -> numbers.get(person.row().ref().number()), applicant -> null);
  }

  RestoredIdMap descent() {
    return descent;
  }

  /** How the server counts whoever stands in a row. */
  int type(int row) {
    return row > intake.staff() ? Person.GUEST : Person.STAFF;
  }

  BackupPhoto photo(String path) {
    return new BackupPhoto(backup, BackupPhoto.personOf(path).orElseThrow());
  }

  @Override
  public void close() {
    backup.close();
  }
}
