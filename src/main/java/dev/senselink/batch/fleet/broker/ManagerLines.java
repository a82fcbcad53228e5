package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.ledger.sites.SiteBoard;

/** A manager's ways to database and broker. */
interface ManagerLines {
  /**
   * The board; another one if the way to it was lost meanwhile.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if the database cannot be opened, or
   *     another process has the fleet
   */
  SiteBoard board();

  /**
   * From now on the fleet has this run.
   *
   * @param other what those are told who are at a site of another run
   */
  void begin(String run, String other);

  /**
   * The queue of that board.
   *
   * @throws BrokerException if nobody answers, or not to this user
   */
  SiteSender post();

  /** The way to the broker was lost. */
  void leaveBroker();
}
