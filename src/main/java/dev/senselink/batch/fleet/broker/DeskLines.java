package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.ledger.sites.FleetBoard;
import dev.senselink.batch.ledger.sites.SiteBoard;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.ServerLock;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manager's ways to database and broker, gone anew where they were lost. With that to the
 * database it holds the lock of its fleet, so that nobody else manages it. One thread.
 */
final class DeskLines implements ManagerLines, AutoCloseable {
  /** The database may take a lost connection for one that is there, for some time. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Who answers a word on this later is away. */
  static final Duration ANSWER = Duration.ofSeconds(8);

  private final String fleet;
  private final BrokerSettings settings;
  private final Machine machine;
  private @Nullable Deadline patience;
  private @Nullable LedgerDatabase database;
  private @Nullable ServerLock lock;
  private @Nullable SiteBoard board;
  private @Nullable SitePost post;

  DeskLines(String fleet, BrokerSettings settings, Machine machine) {
    this.fleet = fleet;
    this.settings = settings;
    this.machine = machine;
  }

  @Override
  public SiteBoard board() {
    SiteBoard there = board;
    if (there != null) {
      return there;
    }
    LedgerDatabase opened =
        LedgerDatabase.open(machine, settings.data(), settings.database().open(), ANSWER);
    database = opened;
    try {
      lock = alone(opened, fleet);
    } catch (LedgerException e) {
      leaveDatabase();
      throw e;
    }
    patience = null;
    SiteBoard made = new SiteBoard(opened);
    board = made;
    return made;
  }

  /**
   * What keeps everybody else from managing a fleet.
   *
   * @throws LedgerException if somebody does
   */
  static @Nullable ServerLock alone(LedgerDatabase database, String fleet) {
    try {
      return database.locks().take(List.of("fleet/" + fleet), words("broker.manager"));
    } catch (LedgerException e) {
      throw e.kind() == LedgerException.Kind.LOCKED
          ? new LedgerException(e.kind(), words("broker.managed", fleet, e.getMessage()), e)
          : e;
    }
  }

  @Override
  public SitePost post() {
    SitePost open = post;
    if (open == null) {
      open = SitePost.open(settings.broker(), board().name());
      post = open;
    }
    return open;
  }

  /** Whether a failure of the database may pass. */
  boolean mayComeBack(LedgerException lost) {
    if (lost.kind() != LedgerException.Kind.LOCKED) {
      return lost.kind() == LedgerException.Kind.BROKEN;
    }
    Deadline end = patience == null ? Deadline.in(machine, PATIENCE) : patience;
    patience = end;
    return !end.isOver(); // then it is not this process's own lost connection that holds it
  }

  @Override
  public void leaveBroker() {
    SitePost open = post;
    post = null;
    if (open != null) {
      open.close();
    }
  }

  void leaveDatabase() {
    board = null;
    ServerLock held = lock;
    lock = null;
    LedgerDatabase opened = database;
    database = null;
    try {
      if (held != null) {
        held.close();
      }
    } finally {
      if (opened != null) {
        opened.close();
      }
    }
  }

  @Override
  public void begin(String run, String other) {
    LedgerDatabase opened = database;
    if (opened != null) {
      new FleetBoard(opened).begin(fleet, run, other);
    }
  }

  /**
   * What nobody has begun of a run is given out no more, if the fleet is still this process's.
   *
   * @param over whether nobody goes on with it: then what is left of it goes
   */
  void leave(String run, boolean over) {
    LedgerDatabase opened = database;
    ServerLock held = lock;
    if (opened != null && held != null && held.isHeld()) {
      FleetBoard all = new FleetBoard(opened);
      if (over) {
        all.end(run);
      } else {
        all.leave(run);
      }
      held.endedInOrder();
    }
  }

  @Override
  public void close() {
    try {
      leaveBroker();
    } finally {
      leaveDatabase();
    }
  }
}
