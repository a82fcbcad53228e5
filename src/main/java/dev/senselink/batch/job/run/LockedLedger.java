package dev.senselink.batch.job.run;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.ServerLock;

/**
 * The ledger of the server that a job changes. In a database that many share one job at a time has
 * it, and nothing that changes the server leaves once that is in doubt: the job stops, and the same
 * command goes on with it.
 */
public final class LockedLedger {
  private LockedLedger() {}

  /**
   * Opens it.
   *
   * @param command what others are told about this process
   * @throws dev.senselink.batch.ledger.store.LedgerException if another process changes the server
   */
  public static Ledger open(
      LedgerDatabase database,
      ConnectionSettings connection,
      long company,
      String command,
      RetryingClient server,
      StopSwitch stop) {
    Ledger ledger =
        Ledger.locked(database, connection.address(), connection.former(), company, command);
    ServerLock lock = ledger.lock();
    if (lock != null) {
      lock.onLost(() -> stop.stop(lock.whyLost()));
      server.changeOnlyWhile(lock::isHeld);
    }
    return ledger;
  }
}
