package dev.senselink.batch.ledger.store;

import dev.senselink.batch.machine.Machine;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What a simulated database knows of locks: which connection has which, and what is noted of
 * servers. It ends what it hears nothing of, restarts, and gives way to another that lags behind.
 * For one thread at a time.
 */
public final class LockRoom {
  private static final SharedDatabase AT =
      new SharedDatabase(
          "jdbc:postgresql://db/senselink",
          "senselink",
          "",
          null,
          false,
          WrappingKey.of(new byte[32]),
          null);

  private final LongSupplier now;
  private final List<Session> sessions = new ArrayList<>();
  private final List<Noted> notes = new ArrayList<>();
  private int timeline = 1;
  private long connected;

  /** A connection as the database sees it. */
  public static final class Session {
    private final long process;
    private final Duration silence;
    private final Set<Long> keys = new HashSet<>();
    private long heard;
    private boolean ended;

    private Session(long process, Duration silence) {
      this.process = process;
      this.silence = silence;
    }
  }

  private record Noted(long at, String server, String holder, boolean inOrder, int timeline) {}

  /**
   * A room in which nobody has a lock.
   *
   * @param now its clock, in nanoseconds
   */
  public LockRoom(LongSupplier now) {
    this.now = now;
    notes.add(new Noted(Long.MIN_VALUE, "long:0", "import users", true, timeline));
  }

  /** The locks of a process, as it takes them through its wire. */
  public ServerLocks locks(Machine process, LockWire wire) {
    return new ServerLocks(
        process, AT, (at, most, silence) -> new RoomLine(this, wire, most, silence));
  }

  /** All connections are gone, and the locks with them. */
  public void restart() {
    sessions.forEach(this::end);
  }

  /** The same, and what was written lately is gone too: another has taken its place. */
  public void takenOver(Duration lag) {
    restart();
    notes.removeIf(note -> note.at() > now.getAsLong() - lag.toNanos());
    timeline++;
  }

  /** A connection is gone. */
  public void end(Session session) {
    session.ended = true;
    session.keys.clear();
  }

  Session connect(Duration silence) {
    Session session = new Session(++connected, silence);
    session.heard = now.getAsLong();
    sessions.add(session);
    return session;
  }

  /** A word has come on a connection. */
  void hear(Session session) throws SQLException {
    for (Session one : sessions) {
      if (now.getAsLong() - one.heard >= one.silence.toNanos()) {
        end(one);
      }
    }
    sessions.removeIf(one -> one.ended);
    if (session.ended) {
      throw new SQLException("terminated", "57P01");
    }
    session.heard = now.getAsLong();
  }

  boolean lock(Session session, long key) {
    boolean free = sessions.stream().noneMatch(one -> one != session && one.keys.contains(key));
    if (free) {
      session.keys.add(key);
    }
    return free;
  }

  static boolean holds(Session session, Set<Long> keys) {
    return session.keys.containsAll(keys);
  }

  static void giveBack(Session session) {
    session.keys.clear();
  }

  static long process(Session session) {
    return session.process;
  }

  void note(String server, String holder, boolean inOrder) {
    notes.add(new Noted(now.getAsLong(), server, holder, inOrder, timeline));
  }

  void noteOrder(String server) {
    noted(server)
        .ifPresent(
            last ->
                notes.add(
                    new Noted(now.getAsLong(), server, last.holder(), true, last.timeline())));
  }

  String holder(String server) {
    return noted(server).map(Noted::holder).orElse("");
  }

  boolean endedInOrder(String server) {
    return noted(server)
        .map(last -> last.inOrder() && last.timeline() == timeline)
        .orElseGet(this::isAsItWas);
  }

  private boolean isAsItWas() {
    return notes.stream()
        .map(Noted::server)
        .distinct()
        .allMatch(server -> noted(server).orElseThrow().timeline() == timeline);
  }

  private Optional<Noted> noted(String server) {
    return notes.stream().filter(note -> note.server().equals(server)).reduce((one, next) -> next);
  }
}
