package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The folder in which all machines that share a database keep the photos that an undo needs. A file
 * in it says to which database it belongs: a place where nothing is mounted just now is an empty
 * folder, too, and what was written there nobody else would see. Safe between threads.
 */
public final class UndoStore {
  /** The name of the file that says whose it is, and the beginning of what becomes one. */
  public static final String MARK = "undo-store";

  private final Machine machine;
  private final JdbcTemplate jdbc;
  private final String mark;
  private final @Nullable Path folder;
  private volatile boolean noted;

  /** What is found at its place. */
  public enum State {
    /** No place is named. */
    UNNAMED,
    /** No machine has ever used one. */
    NEW,
    /** No machine has ever used one, and files of others lie there. */
    TAKEN,
    /** It is there. */
    THERE,
    /** Nothing of it: not mounted, perhaps. */
    AWAY,
    /** That of another database. */
    FOREIGN
  }

  /**
   * @param folder {@code null} for none
   */
  UndoStore(Machine machine, JdbcTemplate jdbc, DataFolderKey key, @Nullable Path folder) {
    this.machine = machine;
    this.jdbc = jdbc;
    this.mark = key.hash(MARK);
    this.folder = folder;
  }

  /** The folder; {@code null} for none. */
  public @Nullable Path folder() {
    return folder;
  }

  /** Looks, and changes nothing. */
  State state() {
    Path place = folder;
    if (place == null) {
      return State.UNNAMED;
    }
    try {
      Path file = place.resolve(MARK);
      String there = Files.exists(file) ? TrustedFile.text(file, TrustedFile.SECRET).strip() : "";
      if (!there.isEmpty()) { // else whoever was about to write it has died
        return there.equals(mark) ? State.THERE : State.FOREIGN;
      }
      return isMade() ? State.AWAY : isFree(place) ? State.NEW : State.TAKEN;
    } catch (IOException e) {
      return State.AWAY;
    }
  }

  private boolean isMade() {
    return jdbc.queryForList("SELECT UNDO_STORE FROM LEDGER_KEY", Boolean.class)
        .equals(List.of(true));
  }

  /** Whether nothing lies there but what a file system or a machine that died has left. */
  private static boolean isFree(Path place) throws IOException {
    if (!Files.exists(place)) {
      return true;
    }
    try (Stream<Path> files = Files.list(place)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .allMatch(name -> name.startsWith(MARK) || name.matches("[.].*|lost[+]found"));
    }
  }

  /** Whether it is there: what else lies at its place is not this database's to remove. */
  public boolean isThere() {
    return state() == State.THERE;
  }

  /**
   * Makes sure that it is there, by making it if no machine has ever used one.
   *
   * @return the folder
   * @throws LedgerException of kind {@code UNFIT} if none is named or it is another database's or
   *     holds other files, of kind {@code BROKEN} if it is away
   */
  public Path mustBeThere() {
    State state = state();
    Path place = folder;
    if (place == null) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("undoStore.none"));
    }
    if (state == State.FOREIGN) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("undoStore.foreign", place));
    }
    if (state == State.TAKEN) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("undoStore.taken", place));
    }
    if (state == State.AWAY) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("undoStore.away", place, place.resolve(MARK), mark));
    }
    try {
      if (state == State.NEW) {
        makeMark(PrivateFiles.folder(place));
      }
    } catch (IOException e) {
      throw full(e);
    }
    if (!noted) {
      jdbc.update("UPDATE LEDGER_KEY SET UNDO_STORE = TRUE WHERE NOT UNDO_STORE");
      noted = true; // not before: else it would never be
    }
    return place;
  }

  /** Under a name of its own until it is whole: else nobody could use what a crash has cut. */
  private void makeMark(Path place) throws IOException {
    String own = Long.toHexString(machine.chance().nextLong()); // on all machines
    Path part = place.resolve(MARK + "." + own + ".part");
    PrivateFiles.write(part, mark + "\n");
    machine.force(part);
    Files.move(part, place.resolve(MARK), StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.force(place);
  }

  /** What is said when it takes no more. */
  public LedgerException full(IOException cause) {
    String place = String.valueOf(folder);
    return new LedgerException(
        LedgerException.Kind.BROKEN, words("undoStore.unwritable", place), cause);
  }
}
