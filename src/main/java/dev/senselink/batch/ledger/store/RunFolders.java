package dev.senselink.batch.ledger.store;

import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folders of runs, in which their rosters' copies lie: below the data folder for as long as the
 * runs are kept, or, where the ledger lies in a shared database, in that, and here only while this
 * process works with them.
 */
public final class RunFolders {
  private final Path folder;
  private @Nullable RunFiles shared;
  private String place = "";

  RunFolders(Path folder) {
    this.folder = folder;
  }

  /** From now on the files lie in a shared database. */
  void lieIn(LedgerDatabase database, SharedDatabase at) throws IOException {
    shared = new RunFiles(database, folder);
    place = at.toString();
  }

  /**
   * Puts what lies here of the runs that a shared database knows there too, in the caller's
   * transaction.
   *
   * @throws LedgerException if it cannot be read
   */
  public void copyInto(LedgerDatabase database) {
    try {
      new RunFiles(database, folder).keepKnown();
    } catch (IOException e) {
      throw database.full(e);
    }
  }

  /** The folder of all. */
  Path all() {
    return folder;
  }

  /** The folder of one run; what is changed in it is to be {@link #keep kept}. */
  Path of(String run) {
    return shared == null ? folder.resolve(run) : shared.of(run);
  }

  /**
   * What lies in the folder of a run is what every machine finds that goes on with it; in the
   * caller's transaction, where there is one.
   *
   * @throws LedgerException if it cannot be read
   */
  public void keep(String run) {
    if (shared != null) {
      shared.keep(run);
    }
  }

  /**
   * Removes the folder of a run that was deleted.
   *
   * @throws IOException if it cannot be removed
   */
  public void remove(String run) throws IOException {
    PrivateFiles.remove(folder.resolve(run));
  }

  /**
   * A run's files are not needed for now: whoever looks through many runs would else have all their
   * copies here at once. Asked for again they are there again.
   */
  public void release(String run) {
    if (shared != null) {
      shared.release(run);
    }
  }

  /** A run's folder stays after the end of this process, until the next one has taken it in. */
  public void leave(String run) {
    if (shared != null) {
      shared.leave(run);
    }
  }

  /** Where a file of a run lies, in words; empty if it has none of this name. */
  public Optional<String> placeOf(String run, String name) {
    if (shared == null) {
      return Optional.of(folder.resolve(run).resolve(name))
          .filter(Files::exists)
          .map(Path::toString);
    }
    return shared.has(run, name)
        ? Optional.of(String.join(" ", place, "RUN_FILE", run, name))
        : Optional.empty();
  }

  /** Forgets a run's files, as far as they lie in a database; in the caller's transaction. */
  public static void forget(LedgerDatabase database, String run) {
    if (database.isShared()) {
      database.jdbc().update("DELETE FROM RUN_FILE WHERE RUN = ?", run);
    }
  }

  void end() throws IOException {
    if (shared != null) {
      shared.end();
    }
  }
}
