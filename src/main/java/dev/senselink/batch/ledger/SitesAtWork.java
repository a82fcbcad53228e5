package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.LedgerDatabase;

/**
 * The servers with a run at work, as far as others may be at work: what is kept for such a run must
 * stay while it goes by it. Whom it did not find in its snapshot any more it would make a second
 * time.
 */
final class SitesAtWork {
  private SitesAtWork() {}

  /**
   * A condition, true of what is of a server and company without a run at work. A run is written
   * down before it keeps anything, so one that begins meanwhile loses nothing.
   *
   * @param table it has columns {@code SERVER} and {@code COMPANY}
   */
  static String areNotOf(LedgerDatabase database, String table) {
    return database.isShared()
        ? ("NOT EXISTS (SELECT 1 FROM RUN AT_WORK WHERE AT_WORK.SERVER = %1$s.SERVER"
                + " AND AT_WORK.COMPANY = %1$s.COMPANY AND AT_WORK.STATUS = 'RUNNING')")
            .formatted(table)
        : "TRUE"; // the lock of the data folder is one for all servers
  }
}
