package dev.senselink.batch.ledger.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row that is written anew, or over the one of its key: one statement, so that nothing comes
 * between looking and writing. Each kind of database has words of its own for that; the values are
 * given in the order of the columns in all of them. Cannot be changed.
 */
public final class Upsert {
  /** Stands in an expression before a column of the row that is to be written. */
  private static final String NEW = "{new}.";

  /**
   * A column of the row.
   *
   * @param type as the tables were made
   */
  record Column(String name, String type) {}

  private final String table;
  private final List<Column> keys;
  private final List<Column> others;
  private final Set<String> kept;
  private final Map<String, String> expressions;

  private Upsert(
      String table,
      List<Column> keys,
      List<Column> others,
      Set<String> kept,
      Map<String, String> expressions) {
    this.table = table;
    this.keys = keys;
    this.others = others;
    this.kept = kept;
    this.expressions = expressions;
  }

  /**
   * A row of a table.
   *
   * @param keys names and types of all columns of its primary key, with commas between
   * @param others the same of the columns that are written beside them
   */
  public static Upsert into(String table, String keys, String others) {
    return new Upsert(table, columns(keys), columns(others), Set.of(), Map.of());
  }

  private static List<Column> columns(String text) {
    List<Column> columns = new ArrayList<>();
    for (String one : text.split(", *", -1)) {
      int end = one.indexOf(' ');
      if (end > 0) {
        columns.add(new Column(one.substring(0, end), one.substring(end + 1)));
      }
    }
    return columns;
  }

  /** The same, but these columns stay as they were where the row is there already. */
  public Upsert keeping(String... columns) {
    Set<String> all = new HashSet<>(kept);
    all.addAll(List.of(columns));
    return new Upsert(table, keys, others, all, expressions);
  }

  /**
   * The same, but where the row is there already a column gets what an expression says.
   *
   * @param expression the columns of the row that is there have the table's name before them, those
   *     of the row to be written {@code {new}}
   */
  public Upsert with(String column, String expression) {
    Map<String, String> all = new HashMap<>(expressions);
    all.put(column, expression);
    return new Upsert(table, keys, others, kept, all);
  }

  String table() {
    return table;
  }

  List<Column> keys() {
    return keys;
  }

  /** All columns, those of the key first. */
  List<Column> columns() {
    List<Column> all = new ArrayList<>(keys);
    all.addAll(others);
    return all;
  }

  /**
   * What is done to a row that is there, e.g. {@code A = V.A}, with commas between; {@code ""} for
   * nothing.
   *
   * @param written what the row to be written is called
   */
  String changes(String written) {
    List<String> changes = new ArrayList<>();
    for (Column column : others) {
      String name = column.name();
      if (!kept.contains(name)) {
        String value = expressions.getOrDefault(name, NEW + name);
        changes.add(name + " = " + value.replace(NEW, written + "."));
      }
    }
    return String.join(", ", changes);
  }
}
