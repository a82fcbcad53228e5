package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.enrol.lookup.SamePersonCheck;
import dev.senselink.batch.enrol.lookup.SamePersonCheck.Likeness;
import dev.senselink.batch.enrol.lookup.ServerSearch;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.intake.BackupSheetPerson;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PictureComparison;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks, before anything is done for a row, whether everybody whom the ledger knows by the backup's
 * ids is still who they were. Of whoever is not, nothing is known: they are looked for anew. One
 * thread.
 */
final class RestoredIdCheck {
  private final RetryingClient server;
  private final Ledger ledger;
  private final RestoreIntake intake;
  private final Backup backup;
  private final JobProgress progress;
  private final SamePersonCheck same;
  private long known;
  private long others;
  private long gone;

  RestoredIdCheck(
      RetryingClient server,
      Ledger ledger,
      RestoreIntake intake,
      Backup backup,
      PhotoEngine engine,
      JobProgress progress) {
    this.server = server;
    this.ledger = ledger;
    this.intake = intake;
    this.backup = backup;
    this.progress = progress;
    this.same = new SamePersonCheck(server, ledger, new PictureComparison(engine));
  }

  /**
   * Looks at all of them, and tells the user if some are others.
   *
   * @param each the server is asked for everybody; else the snapshot is there
   * @throws StoppedException if the server does not tell
   */
  void look(RestoredIdMap descent, boolean each) {
    try (Roster sheet = intake.open()) {
      for (Row row = sheet.next(); row != null; row = sheet.next()) {
        OptionalLong person = descent.personOf(row.ref().number());
        if (person.isPresent()) {
          look(descent, new BackupSheetPerson(row), find(person.getAsLong(), each));
        }
      }
    }
    if (others > 0) {
      progress.say(words("restore.others", others, known));
    }
    if (gone > 0 && known == 0) {
      progress.say(words("restore.noneThere", gone));
    }
  }

  private void look(RestoredIdMap descent, BackupSheetPerson meant, Optional<KnownPerson> now) {
    int row = meant.row().ref().number();
    if (now.isEmpty()) {
      gone++;
      descent.markReplaced(row);
      return;
    }
    known++;
    PhotoFile photo = meant.hasPhoto() ? new BackupPhoto(backup, meant.id()) : null;
    Likeness likeness = same.of(BackupPersonMapper.known(meant), photo, now.get());
    StopCause cause = server.stopCause();
    if (cause != null) {
      throw StoppedException.of(cause);
    }
    if (likeness == Likeness.OTHER) {
      others++;
      descent.markReplaced(row);
    } else if (likeness == Likeness.DOUBTFUL) {
      descent.markDoubtful(row, now.get().id());
    }
  }

  private Optional<KnownPerson> find(long person, boolean each) {
    if (!each) {
      return ledger.known().byId(person);
    }
    try {
      return new ServerSearch(server).withId(person);
    } catch (UnansweredException e) {
      throw new StoppedException(words("untold", words("asked.people"), e.reply().words()));
    }
  }
}
