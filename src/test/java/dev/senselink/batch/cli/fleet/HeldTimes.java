package dev.senselink.batch.cli.fleet;

import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.store.SharedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** From when to when which process had the lock for which server, as the database shows it. */
final class HeldTimes implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final String SHOWN =
      "SELECT S.SERVER, S.HOLDER, H.pid, clock_timestamp() FROM SERVER_LOCK S JOIN pg_locks H ON"
          + " H.locktype = 'advisory' AND H.objsubid = 1 AND H.granted AND"
          + " (H.classid::bigint << 32) + H.objid::bigint ="
          + " hashtextextended(current_schema() || ' ' || S.SERVER, 0)";

  private final SharedDatabase database;
  private final Map<Key, Held> all = new HashMap<>();
  private volatile boolean over;

  private record Key(String server, String holder, int process) {}

  /** One time; the first and the last look at which it was held. */
  record Held(String server, String holder, Instant from, Instant until) {}

  HeldTimes(SharedDatabase database) {
    this.database = database;
    Thread thread = new Thread(this::look, "held-times");
    thread.setDaemon(true);
    thread.start();
  }

  /** Of a server, by its host and port, in the order in which they began. */
  synchronized List<Held> of(String server) {
    return all.values().stream()
        .filter(held -> held.server().equals(server))
        .sorted((a, b) -> a.from().compareTo(b.from()))
        .toList();
  }

  /** Of which servers a process of this machine has the lock now. */
  synchronized Set<String> by(long process) {
    Instant lately = Instant.now().minus(LOOK_AGAIN.multipliedBy(5));
    return all.values().stream()
        .filter(
            held ->
                held.holder().contains("process " + process + ")") && held.until().isAfter(lately))
        .map(Held::server)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    over = true;
  }

  private void look() {
    while (!over) {
      try (Connection line = DriverManager.getConnection(database.url(), database.user(), "");
          Statement ask = line.createStatement()) {
        while (!over) {
          note(ask);
          Until.later(LOOK_AGAIN);
        }
      } catch (SQLException e) {
        Until.later(LOOK_AGAIN); // the tables are not there yet
      }
    }
  }

  private synchronized void note(Statement ask) throws SQLException {
    try (ResultSet rows = ask.executeQuery(SHOWN)) {
      while (rows.next()) {
        Key key = new Key(rows.getString(1), rows.getString(2), rows.getInt(3));
        Instant now = rows.getTimestamp(4).toInstant();
        Held before = all.get(key);
        Instant from = before == null ? now : before.from();
        all.put(key, new Held(key.server(), key.holder(), from, now));
      }
    }
  }
}
