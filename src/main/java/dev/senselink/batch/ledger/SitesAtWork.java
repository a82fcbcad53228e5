package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.LedgerDatabase;

/**
 * The servers that others are at work on, be it a run, a dry run, a plan or decisions: what is kept
 * for such work must stay while it goes by it. Whom it did not find in its snapshot any more it
 * would make a second time.
 */
final class SitesAtWork {
  private SitesAtWork() {}

  /**
   * A condition, true of what is of a server that no other process is at work on. One that begins
   * meanwhile loses nothing: it has the lock before it keeps anything.
   *
   * @param table it has a column {@code SERVER}
   */
  static String areNotOf(LedgerDatabase database, String table) {
    return "NOT " + database.locks().isElsewhere(table + ".SERVER");
  }
}
