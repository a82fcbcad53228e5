package dev.senselink.batch.ledger.move;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** One table of a ledger on its way from one database into another. */
final class TableCopy {
  /** So many rows are sent together. */
  private static final int AT_ONCE = 500;

  private final String table;
  private final List<Column> columns;
  private final JdbcTemplate from;
  private final JdbcTemplate to;

  /**
   * @param there its name in the other database, as that has to be written
   */
  private record Column(String name, String there, Kind kind) {}

  private enum Kind {
    TEXT,
    NUMBER,
    TRUTH,
    TIME;

    static Kind of(String type) {
      if (type.startsWith("CHARACTER") || type.startsWith("VARCHAR")) {
        return TEXT;
      }
      return switch (type) {
        case "INTEGER", "BIGINT" -> NUMBER;
        case "BOOLEAN" -> TRUTH;
        case "TIMESTAMP WITH TIME ZONE" -> TIME;
        default -> throw new IllegalStateException("a column of another type: " + type);
      };
    }

    @Nullable Object read(ResultSet row, int at) throws SQLException {
      Object value =
          switch (this) {
            case TEXT -> row.getString(at);
            case NUMBER -> row.getLong(at);
            case TRUTH -> row.getBoolean(at);
            case TIME -> row.getObject(at, OffsetDateTime.class);
          };
      return row.wasNull() ? null : value;
    }
  }

  private TableCopy(String table, List<Column> columns, JdbcTemplate from, JdbcTemplate to) {
    this.table = table;
    this.columns = columns;
    this.from = from;
    this.to = to;
  }

  /**
   * A table that both have.
   *
   * @param from HSQLDB
   * @param to PostgreSQL
   * @throws IllegalStateException if it has other columns there: some would be left behind
   */
  static TableCopy of(String table, JdbcTemplate from, JdbcTemplate to) {
    List<String> there =
        to.queryForList(
            "SELECT column_name FROM information_schema.columns"
                + " WHERE table_schema = current_schema() AND UPPER(table_name) = ?",
            String.class,
            table);
    List<Column> columns =
        from.query(
            "SELECT COLUMN_NAME, DATA_TYPE FROM INFORMATION_SCHEMA.COLUMNS"
                + " WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION",
            (row, n) ->
                new Column(
                    row.getString(1), named(row.getString(1), there), Kind.of(row.getString(2))),
            table);
    if (columns.size() != there.size()) {
      throw new IllegalStateException("other columns in " + table);
    }
    return new TableCopy(table, columns, from, to);
  }

  private static String named(String column, List<String> there) {
    return there.stream()
        .filter(name -> name.toUpperCase(Locale.ROOT).equals(column))
        .map(name -> '"' + name + '"')
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no column " + column));
  }

  String table() {
    return table;
  }

  boolean has(String column) {
    return columns.stream().anyMatch(there -> there.name.equals(column));
  }

  /** Writes all its rows there, in the caller's transaction. */
  TableContent copy() {
    String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
    String names = columns.stream().map(Column::there).collect(Collectors.joining(", "));
    String insert = "INSERT INTO " + table + " (" + names + ") VALUES (" + marks + ")";
    TableContent content = new TableContent();
    List<Object[]> waiting = new ArrayList<>(AT_ONCE);
    String here =
        columns.stream().map(column -> '"' + column.name + '"').collect(Collectors.joining(", "));
    from.query(
        "SELECT " + here + " FROM " + table,
        row -> {
          @Nullable Object[] values = read(row);
          content.add(Arrays.asList(values));
          waiting.add(values);
          if (waiting.size() == AT_ONCE) {
            to.batchUpdate(insert, waiting);
            waiting.clear();
          }
        });
    if (!waiting.isEmpty()) {
      to.batchUpdate(insert, waiting);
    }
    return content;
  }

  /** What this very transaction has written there, read back. */
  TableContent written() {
    String names = columns.stream().map(Column::there).collect(Collectors.joining(", "));
    TableContent content = new TableContent();
    to.query(
        "SELECT " + names + " FROM " + table + " WHERE xmin = pg_current_xact_id()::xid",
        row -> {
          content.add(Arrays.asList(read(row)));
        });
    return content;
  }

  private @Nullable Object[] read(ResultSet row) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).kind.read(row, i + 1);
    }
    return values;
  }
}
