package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.store.SharedDatabase;
import java.nio.file.Path;
import java.util.ArrayList;

/** Plays histories until one breaks the promise; loaded anew with a changed program. */
final class BoardRound {
  private BoardRound() {}

  /**
   * How many histories that took, 0 if none of so many did.
   *
   * @param url of an empty database
   * @param folder an empty one
   */
  static int foundAfter(String url, String user, Path folder, int most) {
    SharedDatabase at = new SharedDatabase(url, user, "", null, false, Postgres.KEY, null);
    try (BoardDatabase database = new BoardDatabase(at, folder)) {
      for (int n = 1; n <= most; n++) {
        if (breaks(database, n)) {
          return n;
        }
      }
      return 0;
    }
  }

  private static boolean breaks(BoardDatabase database, long seed) {
    try {
      return !database.play(seed, new ArrayList<>()).isEmpty();
    } catch (AssertionError | RuntimeException e) {
      return true;
    }
  }
}
