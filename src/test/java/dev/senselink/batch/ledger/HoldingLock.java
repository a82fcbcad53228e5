package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.DataFolder;
import java.io.IOException;
import java.nio.file.Path;

/** A process that holds a data folder's lock until its standard input ends. */
public final class HoldingLock {
  private HoldingLock() {}

  public static void main(String[] args) throws IOException {
    try (DataFolder data = DataFolder.lock(Path.of(args[0]), "import-users")) {
      System.out.println("locked " + data.path());
      System.in.read();
    }
  }
}
