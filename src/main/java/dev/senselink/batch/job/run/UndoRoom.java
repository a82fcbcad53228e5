package dev.senselink.batch.job.run;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.before.BeforePhotos;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks before the first row whether the data folder has room for what a run is about to change: a
 * disk that is full halfway through would stop it there.
 */
public final class UndoRoom {
  /** As much as a photo for a door has as a rule. */
  private static final long PHOTO = 100 * 1024L;

  /** Everything else about a person, in the database and in its log. */
  private static final long PERSON = 4 * 1024L;

  private static final long MEBIBYTE = 1 << 20;

  private UndoRoom() {}

  /**
   * Forgets what was kept for long enough, and looks whether there is room.
   *
   * @param people who may be written
   * @param photos how many photos may be replaced or deleted
   * @throws SettingsMismatchException if there is too little room: nothing is sent
   * @throws dev.senselink.batch.ledger.store.LedgerException if there is no place for photos
   */
  public static void make(Ledger ledger, ConnectionSettings connection, long people, long photos) {
    ledger.before().runs().forgetOld();
    BeforePhotos kept = ledger.before().photos();
    if (connection.undo().keeps() && photos > 0) {
      kept.mustBeThere();
    }
    Path place = kept.place();
    if (connection.undo().keeps()) {
      long needed = photos * PHOTO + (kept.isShared() ? 0 : people * PERSON);
      mustBe(needed, place.toFile().getUsableSpace(), place);
    }
  }

  /**
   * A run that is gone on with is kept whole, however long ago it was begun: to be said before
   * {@link #make} forgets anything.
   *
   * @param unfinished the run, empty where nothing is gone on with
   */
  public static void renew(Ledger ledger, ConnectionSettings connection, Optional<Run> unfinished) {
    unfinished
        .map(Run::id)
        .filter(run -> connection.undo().keeps() && ledger.before().runs().keeps(run))
        .ifPresent(run -> ledger.before().runs().begin(run, connection.undo().keepFor()));
  }

  /**
   * Makes sure that there is room.
   *
   * @param free as the system tells; negative beyond all measure
   */
  static void mustBe(long needed, long free, Path data) {
    if (free >= 0 && free < needed) {
      throw new SettingsMismatchException(
          words("undo.noRoom", data, (needed + MEBIBYTE - 1) / MEBIBYTE, free / MEBIBYTE));
    }
  }

  /**
   * From now on the run keeps what it changes, if anything is to be kept. One that was begun with
   * it and goes on without cannot be undone: what it has kept so far is forgotten.
   */
  public static void begin(Ledger ledger, ConnectionSettings connection, Run run) {
    if (connection.undo().keeps()) {
      ledger.before().runs().begin(run.id(), connection.undo().keepFor());
    } else {
      ledger.before().runs().forgetOwn(run.id());
    }
    ledger.before().runs().lackingPhotos(connection.undo().withoutPhoto());
  }
}
