package dev.senselink.batch.ledger.move;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.SharedDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * All tables of one ledger. Left out are those that say how the database itself is, which the other
 * one has of its own, and Spring Batch's: a run goes on by what the ledger says of its rows.
 */
final class WholeLedger {
  private static final String TABLES =
      "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC'"
          + " AND TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME NOT IN ('TABLES_MADE', 'FORM')"
          + " AND TABLE_NAME NOT LIKE 'BATCH!_%' ESCAPE '!' ORDER BY TABLE_NAME";

  private static final String OF_SERVER =
      "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'PUBLIC'"
          + " AND COLUMN_NAME = 'SERVER' ORDER BY TABLE_NAME";

  private final JdbcTemplate target;
  private final List<String> servers;
  private final List<TableCopy> tables;
  private final Map<TableCopy, TableContent> sent = new LinkedHashMap<>();

  WholeLedger(LedgerDatabase source, LedgerDatabase target) {
    this.target = target.jdbc();
    this.servers = servers(source.jdbc());
    this.tables =
        source.jdbc().queryForList(TABLES, String.class).stream()
            .map(table -> TableCopy.of(table, source.jdbc(), target.jdbc()))
            .toList();
  }

  /** The servers that a ledger knows, by whatever it knows of them. */
  static List<String> servers(JdbcTemplate source) {
    TreeSet<String> servers =
        new TreeSet<>(source.queryForList("SELECT ADDRESS FROM SERVER", String.class));
    for (String table : source.queryForList(OF_SERVER, String.class)) {
      servers.addAll(source.queryForList("SELECT DISTINCT SERVER FROM " + table, String.class));
    }
    return List.copyOf(servers);
  }

  /** Waits in the caller's transaction for that of the same move, if one is open still. */
  static void fence(LedgerDatabase target, String move) {
    target
        .jdbc()
        .queryForList("SELECT pg_advisory_xact_lock(hashtextextended('move ' || ?, 0))", move);
  }

  /** Two ledgers of one server would not agree about it. */
  void mustBeNew(SharedDatabase at) {
    for (String server : servers) {
      boolean known = isThere("SERVER", "ADDRESS", server);
      for (TableCopy table : tables) {
        known |= table.has("SERVER") && isThere(table.table(), "SERVER", server);
      }
      if (known) {
        throw new LedgerException(
            LedgerException.Kind.UNFIT, words("move.serverThere", at, server));
      }
    }
  }

  private boolean isThere(String table, String column, String server) {
    return !target
        .queryForList("SELECT 1 FROM " + table + " WHERE " + column + " = ? LIMIT 1", server)
        .isEmpty();
  }

  void copy() {
    tables.forEach(table -> sent.put(table, table.copy()));
  }

  /** Compares what is there with what was sent. */
  void mustBeSame(SharedDatabase at) {
    sent.forEach(
        (table, content) -> {
          if (!content.isSameAs(table.written())) {
            throw new LedgerException(
                LedgerException.Kind.BROKEN, words("move.differs", at, table.table()));
          }
        });
  }

  LedgerMove.Moved moved() {
    return new LedgerMove.Moved(
        sent.size(), sent.values().stream().mapToLong(TableContent::rows).sum());
  }
}
