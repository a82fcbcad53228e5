package dev.senselink.batch.ledger.store;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who holds a data folder's lock, as a file beside it says. The file of one that holds it no more
 * stays: it counts only while the lock is held.
 *
 * @param command what it calls itself
 * @param since when it took the lock, by this machine's wall
 * @param yields whether it does nothing just now and gives the lock to whoever wants it
 */
record LockHolder(String process, String command, String since, String user, boolean yields) {
  private static final String YIELDS = "yields";
  private static final int LINES = 4;

  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /** This process, from now on. */
  static LockHolder here(Machine machine, String command, boolean yields) {
    return new LockHolder(
        String.valueOf(ProcessHandle.current().pid()),
        command,
        STARTED.format(machine.wall().instant().atZone(ZoneId.systemDefault())),
        System.getProperty("user.name", ""),
        yields);
  }

  private static Path file(Path folder) {
    return folder.resolve("lock.txt");
  }

  /** Says so to whoever meets the lock. */
  void write(Path folder) throws IOException {
    List<String> lines = new ArrayList<>(List.of(process, command, since, user));
    if (yields) {
      lines.add(YIELDS);
    }
    PrivateFiles.write(file(folder), String.join("\n", lines));
  }

  /** As it was said last; empty where nothing was, or in the form of another version. */
  static Optional<LockHolder> read(Path folder) {
    try {
      List<String> told = Files.readAllLines(file(folder));
      boolean yields = told.size() == LINES + 1 && told.get(LINES).equals(YIELDS);
      return told.size() == LINES || yields
          ? Optional.of(
              new LockHolder(told.get(0), told.get(1), told.get(2), told.get(LINES - 1), yields))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether the one that was told last gives the lock away when it is asked. */
  static boolean yields(Path folder) {
    return read(folder).filter(LockHolder::yields).isPresent();
  }

  /** Command, user, start and process in words: each reader says it in the own language. */
  static String words(Path folder) {
    Optional<LockHolder> told = read(folder);
    if (told.isPresent()) {
      LockHolder holder = told.get();
      return LedgerMessages.words(
          "lock.holder", holder.process, holder.command, holder.since, holder.user);
    }
    try {
      return String.join(", ", Files.readAllLines(file(folder))); // as another version says it
    } catch (IOException e) {
      return LedgerMessages.words("lock.holder.unknown");
    }
  }
}
