package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.ledger.sites.FleetBoard;
import dev.senselink.batch.ledger.sites.SiteBoard;
import dev.senselink.batch.ledger.store.LedgerDatabase;

/** A manager's ways in a history: the lock of its fleet is its own as long as it lives. */
final class BoardLines implements ManagerLines {
  private final LedgerDatabase database;
  private final String fleet;
  private final BoardQueue queue;
  private SiteBoard board;

  BoardLines(LedgerDatabase database, String fleet, BoardQueue queue) {
    this.database = database;
    this.fleet = fleet;
    this.queue = queue;
    this.board = new SiteBoard(database);
  }

  /** The way to the database was lost, and is gone anew. */
  void anew() {
    board = new SiteBoard(database);
  }

  @Override
  public SiteBoard board() {
    return board;
  }

  @Override
  public void begin(String run, String other) {
    new FleetBoard(database).begin(fleet, run, other);
  }

  @Override
  public SiteSender post() {
    return queue;
  }

  @Override
  public void leaveBroker() {
    // It is gone to anew each time.
  }
}
