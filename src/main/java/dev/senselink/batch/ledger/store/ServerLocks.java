package dev.senselink.batch.ledger.store;

import dev.senselink.batch.machine.Machine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The servers that this process alone may change, among all that share its database. Where it has
 * lost one of them, no statement of its leaves any more, of whatever part of the program, and
 * nothing is committed: what whoever took over has written is not to be written over. Where nobody
 * else can be at work, because the lock of the data folder is held, there is nothing to take and
 * nothing to lose. Safe between threads.
 */
public final class ServerLocks {
  private final Machine machine;
  private final @Nullable SharedDatabase at;
  private final LockLine.Opener lines;
  private final Set<ServerLock> taken = ConcurrentHashMap.newKeySet();

  /** Those on which they are asked for. */
  private final Set<Connection> open =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Those of the database that is shared, {@code null} for none. */
  ServerLocks(Machine machine, @Nullable SharedDatabase at) {
    this(machine, at, DatabaseLine::new);
  }

  /**
   * The same for whoever has another way there.
   *
   * @param lines how it is gone
   */
  ServerLocks(Machine machine, @Nullable SharedDatabase at, LockLine.Opener lines) {
    this.machine = machine;
    this.at = at;
    this.lines = lines;
  }

  /** Where nobody else can be at work, or nothing is changed. */
  static ServerLocks none() {
    return new ServerLocks(Machine.real(), null);
  }

  /**
   * Takes the lock for servers, of all or of none; {@code null} where nobody else can be at work,
   * or there is no server.
   *
   * @param servers host and port of each
   * @param holder what others are told about this process
   * @throws LedgerException if another process has one of them
   */
  public @Nullable ServerLock take(Collection<String> servers, String holder) {
    SharedDatabase shared = at;
    if (shared == null || servers.isEmpty()) {
      return null;
    }
    ServerLock lock = ServerLock.take(shared, machine, servers, holder, this);
    taken.add(lock);
    return lock;
  }

  /**
   * Does work that sends a server nothing and changes what is remembered of it.
   *
   * @param servers of which something is changed
   * @throws LedgerException if another process is at work on one of them: nothing is done
   */
  public <T> T whileHeld(Collection<String> servers, String holder, Supplier<T> work) {
    ServerLock lock = take(servers, holder);
    if (lock == null) {
      return work.get();
    }
    try (lock) {
      try {
        return work.get();
      } finally {
        lock.endedInOrder();
      }
    }
  }

  /**
   * Makes sure that nothing of it is in doubt.
   *
   * @throws LedgerException if this process has lost one of its servers
   */
  public void mustBeHeld() {
    for (ServerLock lock : taken) {
      if (!lock.isHeld()) {
        throw new LedgerException(LedgerException.Kind.BROKEN, lock.whyLost());
      }
    }
  }

  /** Whether this process has lost one of its servers. */
  boolean isLost() {
    return !taken.stream().allMatch(ServerLock::isHeld);
  }

  /**
   * Makes sure that this process has them.
   *
   * @throws IllegalStateException if what is of these servers was to be changed without their lock
   */
  public void mustBeOf(Collection<String> servers) {
    if (at != null && taken.stream().noneMatch(lock -> lock.isOf(servers))) {
      throw new IllegalStateException("without the lock of " + servers);
    }
  }

  /** Host and port of all that were taken and not given back. */
  public Set<String> held() {
    return taken.stream().flatMap(ServerLock::servers).collect(Collectors.toSet());
  }

  /** A connection for the locks of one process. */
  LockLine line(SharedDatabase shared, Duration answer, Duration silence) throws SQLException {
    return lines.open(shared, answer, silence);
  }

  /** From now on the connection ends with the locks. */
  void opened(Connection connection) {
    open.add(connection);
  }

  /** One was lost: whoever waits for an answer would wait, while nothing more is to be done. */
  void lost() {
    List<Connection> all;
    synchronized (open) {
      all = List.copyOf(open);
    }
    for (Connection connection : all) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        // It has ended already.
      }
    }
  }

  void givenBack(ServerLock lock) {
    taken.remove(lock);
  }

  /**
   * A condition that is true where another process has the lock for a server.
   *
   * @param server an expression, e.g. a column
   */
  public String isElsewhere(String server) {
    return at == null
        ? "(1 = 0)"
        : "EXISTS (SELECT 1 FROM pg_locks HELD WHERE HELD.pid NOT IN ("
            + Stream.concat(Stream.of(0L), taken.stream().map(ServerLock::process))
                .map(String::valueOf)
                .collect(Collectors.joining(", "))
            + ") AND "
            + ofKey("= " + key(server))
            + ")";
  }

  /** The number under which a server is locked, as an expression. */
  static String key(String server) {
    return "hashtextextended(current_schema() || ' ' || " + server + ", 0)";
  }

  /** A condition on the rows {@code HELD} of {@code pg_locks}. */
  static String ofKey(String condition) {
    return "HELD.locktype = 'advisory' AND HELD.objsubid = 1 AND HELD.granted AND HELD.database ="
        + " (SELECT oid FROM pg_database WHERE datname = current_database())"
        + " AND (HELD.classid::bigint << 32) + HELD.objid::bigint "
        + condition;
  }
}
