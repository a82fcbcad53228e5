package dev.senselink.batch.ledger.move;

import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** A data folder in whose ledger something stands in every table. */
final class FilledLedger {
  static final String SERVER = "10.0.0.5:8443";
  static final int ROWS = 3;

  /** Texts that the two databases keep in different ways, or not at all. */
  private static final List<String> ODD =
      List.of("a\0b", "\ud800", "'; DROP TABLE RUN; --", "张伟 𠮷", "", "\\N\t\n");

  /** What says how the database is, and what would hold a move up. */
  private static final Set<String> NOT_FILLED = Set.of("TABLES_MADE", "FORM");

  /** Of a key HSQLDB says that it could be missing. */
  private static final Set<String> KEYS = Set.of("RUN", "ID", "N");

  private FilledLedger() {}

  static void in(Path folder) {
    try (DataFolder data = DataFolder.lock(folder, "test");
        LedgerDatabase database = Ledger.open(data)) {
      tables(database.jdbc()).forEach(table -> fill(database.jdbc(), table));
      data.noteUnanswered(false);
    }
  }

  static List<String> tables(JdbcTemplate jdbc) {
    return jdbc
        .queryForList(
            "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC'"
                + " ORDER BY TABLE_NAME",
            String.class)
        .stream()
        .filter(table -> !NOT_FILLED.contains(table))
        .toList();
  }

  private static void fill(JdbcTemplate jdbc, String table) {
    List<Map<String, Object>> columns =
        jdbc.queryForList(
            "SELECT COLUMN_NAME, DATA_TYPE, IS_NULLABLE, CHARACTER_MAXIMUM_LENGTH"
                + " FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'PUBLIC'"
                + " AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION",
            table);
    String names =
        columns.stream()
            .map(column -> "\"" + column.get("COLUMN_NAME") + "\"")
            .collect(Collectors.joining(", "));
    String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    for (int row = 0; row < ROWS; row++) {
      int n = row;
      jdbc.update(
          "INSERT INTO " + table + " (" + names + ") VALUES (" + marks + ")",
          columns.stream().map(column -> value(column, n)).toArray());
    }
  }

  private static Object value(Map<String, Object> column, int row) {
    String name = String.valueOf(column.get("COLUMN_NAME"));
    if (row == 0 && column.get("IS_NULLABLE").equals("YES") && !KEYS.contains(name)) {
      return null;
    }
    return switch (String.valueOf(column.get("DATA_TYPE"))) {
      case "INTEGER" -> row + 1;
      case "BIGINT" -> Long.MAX_VALUE - row;
      case "BOOLEAN" -> row == 1 && !name.equals("IS_OPEN");
      case "TIMESTAMP WITH TIME ZONE" ->
          OffsetDateTime.parse("2026-02-0%dT23:59:59.99%d+05:30".formatted(row + 1, row));
      default -> text(name, row, ((Number) column.get("CHARACTER_MAXIMUM_LENGTH")).longValue());
    };
  }

  private static String text(String column, int row, long longest) {
    if (column.equals("SERVER") || column.equals("ADDRESS")) {
      return SERVER;
    }
    String text = row + ODD.get(Math.floorMod(column.hashCode() + row, ODD.size()));
    return text.length() > longest ? text.substring(0, (int) longest) : text;
  }
}
