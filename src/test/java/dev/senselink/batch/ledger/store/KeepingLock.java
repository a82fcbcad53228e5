package dev.senselink.batch.ledger.store;

import dev.senselink.batch.machine.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that keeps a data folder's lock, and works when it is told to. */
public final class KeepingLock {
  private KeepingLock() {}

  /** Arguments: the folder, and {@code deaf} for one that does not notice that it is wanted. */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    if (args.length > 1) {
      DataFolderLock lock =
          DataFolderLock.keep(data, LockHolder.here(Machine.real(), "console", true));
      System.out.println(lock == null ? "none" : "kept");
      System.in.read();
      return;
    }
    try (IdleDataFolder idle = IdleDataFolder.keep(Machine.real(), data, "console")) {
      System.out.println("kept");
      work(data);
    }
  }

  private static void work(Path data) throws IOException {
    BufferedReader told =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (told.readLine() != null) {
      try (DataFolder work = DataFolder.lock(data, "import guests")) {
        System.out.println("working " + work.lastEndedInOrder());
        told.readLine();
        work.noteUnanswered(false);
      }
      System.out.println("resting");
    }
  }
}
