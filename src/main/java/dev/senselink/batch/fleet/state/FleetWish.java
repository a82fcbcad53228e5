package dev.senselink.batch.fleet.state;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What people want of a fleet's run while it is at work, told by a file beside it. */
public enum FleetWish {
  GO_ON,
  /** No row is begun until it is to go on. */
  PAUSE,
  /** It stops in order, and is not gone on with. */
  CANCEL;

  private static final String FILE = "wish";

  /**
   * What is wanted of a run; {@link #GO_ON} where nothing is said, or it was said of another.
   *
   * @param folder the fleet's
   */
  public static FleetWish of(Path folder, String run) {
    try {
      String said = Files.readString(folder.resolve(FILE), StandardCharsets.UTF_8).strip();
      for (FleetWish wish : values()) {
        if (said.equals(run + " " + wish)) {
          return wish;
        }
      }
      return GO_ON;
    } catch (IOException e) {
      return GO_ON; // mostly there is none
    }
  }

  /**
   * Tells a run.
   *
   * @throws LedgerException if that cannot be done
   */
  public void tell(Path folder, String run) {
    try {
      if (this == GO_ON) {
        Files.deleteIfExists(folder.resolve(FILE));
      } else {
        PrivateFiles.write(folder.resolve(FILE), run + " " + this + "\n");
      }
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("journal.unwritable", folder.resolve(FILE)), e);
    }
  }
}
