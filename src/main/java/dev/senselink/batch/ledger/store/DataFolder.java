package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.FileExposure;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.machine.Machine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that holds the state of all runs, under an exclusive lock.
 *
 * <p>The operating system drops the lock when the process dies, however it dies, so a restart never
 * waits for it. While a process is at work a mark lies in the folder; finding it there under the
 * lock means that the last process did not end in order, or could not find out about all of its
 * requests, and that one of them may still be on its way.
 */
public final class DataFolder implements AutoCloseable {
  private static final Set<String> NETWORK =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "afs",
          "9p",
          "sshfs",
          "fuse.sshfs",
          "fuse.glusterfs",
          "glusterfs",
          "ceph",
          "fuse.ceph",
          "lustre",
          "webdav",
          "davfs",
          "fuse.davfs",
          "fuse.rclone");

  /**
   * How the names of temporary folders begin. Nothing else is ever removed: it may be anybody's.
   */
  public static final String INCOMING = "senselink-incoming-";

  private final Machine machine;
  private final Path folder;
  private final DataFolderLock held;
  private final boolean lastEndedInOrder;
  private final RunFolders runs;
  private boolean unanswered;
  private final long lockedAt;

  private DataFolder(Machine machine, Path folder, DataFolderLock held) {
    this.machine = machine;
    this.lockedAt = machine.nanos();
    this.folder = folder;
    this.runs = new RunFolders(folder.resolve("runs"));
    this.held = held;
    this.lastEndedInOrder = !Files.exists(mark());
    this.unanswered = !lastEndedInOrder;
  }

  private DataFolder begin() throws IOException {
    PrivateFiles.tryWriting(folder);
    PrivateFiles.write(mark(), "a run is at work\n");
    // What a killed process left: copies of rosters, which nobody would ever read again.
    PrivateFiles.removeBelow(temporary(), INCOMING);
    return this;
  }

  /**
   * Makes the folder if it is missing and takes its lock.
   *
   * @param holder what the next process is told about this one, e.g. the command
   * @throws LedgerException if another process holds it, or the folder cannot be used
   */
  public static DataFolder lock(Path folder, String holder) {
    return lock(Machine.real(), folder, holder);
  }

  /** The same on a machine. */
  public static DataFolder lock(Machine machine, Path folder, String holder) {
    return lock(machine, folder, LockHolder.here(machine, holder, false));
  }

  /**
   * Takes the lock for the moment of a look, which changes nothing and asks no server: it leaves no
   * sign of work, waits for nobody, and whoever wants the folder meanwhile waits for its end.
   *
   * @throws LedgerException if another process holds it or waits for it, or the folder cannot be
   *     used
   */
  public static DataFolder lockToLook(Machine machine, Path folder, String holder) {
    return lock(machine, folder, LockHolder.here(machine, holder, true));
  }

  private static DataFolder lock(Machine machine, Path folder, LockHolder holder) {
    try {
      PrivateFiles.folder(folder);
      refuseNetwork(folder, Files.getFileStore(folder).type());
      refuseForeign(folder);
      DataFolderLock held = DataFolderLock.hold(machine, folder, holder);
      if (held == null) {
        throw new LedgerException(LedgerException.Kind.LOCKED, held(folder));
      }
      try {
        DataFolder locked = new DataFolder(machine, folder, held);
        return holder.yields() ? locked : locked.begin();
      } catch (IOException e) {
        held.release();
        throw e;
      }
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("data.unwritable", folder, why(e)), e);
    }
  }

  private static String held(Path folder) {
    String holder = LockHolder.words(folder);
    return LockHolder.yields(folder)
        ? words("lock.kept", folder, holder, DataFolderLock.YIELDED_WITHIN.toSeconds())
        : words("lock.held", folder, holder);
  }

  private static String why(IOException e) {
    if (!(e instanceof FileSystemException system)) {
      return String.valueOf(e.getMessage());
    }
    String reason = system.getReason();
    return reason != null ? reason : e.getClass().getSimpleName().replace("Exception", "");
  }

  /**
   * Whether some process is at work under the folder's lock now; one that keeps it and gives it
   * away when it is wanted is not.
   */
  public static boolean isLocked(Path folder) {
    return DataFolderLock.isAtWork(folder);
  }

  /** What the one that is at work calls itself; empty where nobody is or it is not told. */
  public static Optional<String> holder(Path folder) {
    return isLocked(folder) ? LockHolder.read(folder).map(LockHolder::command) : Optional.empty();
  }

  /**
   * Whether a process is at work that may be this command's: another that holds the lock by now
   * means that this one has died.
   *
   * @param command the words of a run's command joined by {@code -}
   */
  public static boolean isAtWork(Path folder, String command) {
    return isLocked(folder)
        && holder(folder).map(held -> held.replace(' ', '-').equals(command)).orElse(true);
  }

  /** Process, command, user and start of the one that holds the lock, in words. */
  public static String holderOf(Path folder) {
    return LockHolder.words(folder);
  }

  public Path path() {
    return folder;
  }

  /** The machine it lies on. */
  public Machine machine() {
    return machine;
  }

  /** Where folders named {@link #INCOMING} lie while this process is at work; then they go. */
  public Path temporary() {
    return folder.resolve("tmp");
  }

  /** The folder of one run: its roster's copy lies in it. */
  public Path runFolder(String runId) {
    return runs.of(runId);
  }

  /** The folders of all runs. */
  public RunFolders runs() {
    return runs;
  }

  /**
   * Says whether requests are left of which nobody knows what became of them. Without a word what
   * the last process left counts still: a command that asks the server nothing settles nothing.
   */
  public void noteUnanswered(boolean unansweredRequests) {
    unanswered = unansweredRequests;
  }

  /**
   * False if the last process died, or ended with requests unanswered: they may still be at work on
   * the server.
   */
  public boolean lastEndedInOrder() {
    return lastEndedInOrder;
  }

  /**
   * When this process took the lock, by {@link Machine#nanos}; nothing of an earlier process can
   * have left later.
   */
  public long lockedAt() {
    return lockedAt;
  }

  /** Gives the lock back, and removes the mark if no request is left unanswered. */
  @Override
  public void close() {
    try (Closeable lock = held::release) { // whatever happens: a console lives long
      runs.end();
      if (!unanswered) {
        Files.deleteIfExists(mark());
      }
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("data.full", folder), e);
    }
  }

  private Path mark() {
    return folder.resolve("at-work");
  }

  /**
   * Refuses a kind of file system on which another machine could write too.
   *
   * @param type as the operating system calls it
   */
  static void refuseNetwork(Path folder, String type) {
    if (isNetwork(type)) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("data.network", folder, type));
    }
  }

  /**
   * Refuses a folder that is somebody else's by now. Whoever chose the place has judged it; but
   * where everybody may make folders, as in {@code /tmp}, somebody may have made this one since, or
   * a link of its name.
   */
  private static void refuseForeign(Path folder) throws IOException {
    Optional<String> why = FileExposure.laidByOthers(folder);
    if (why.isPresent()) {
      throw new LedgerException(
          LedgerException.Kind.UNFIT, words("data.foreign", folder, why.get()));
    }
  }

  static boolean isNetwork(String type) {
    return NETWORK.contains(type.toLowerCase(Locale.ROOT));
  }

  /** Where state goes if nothing else is said: the user's state folder, never the working one. */
  public static Path standard(Map<String, String> environment) {
    String local = environment.get("LOCALAPPDATA");
    if (System.getProperty("os.name", "").startsWith("Windows") && local != null) {
      return Path.of(local, "senselink-batch");
    }
    String state = environment.get("XDG_STATE_HOME");
    if (state != null && Path.of(state).isAbsolute()) {
      return Path.of(state, "senselink-batch");
    }
    return Path.of(System.getProperty("user.home", "."), ".local", "state", "senselink-batch");
  }
}
