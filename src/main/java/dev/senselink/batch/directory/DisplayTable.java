package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table for people.
 *
 * @param heads the columns' names; empty for pairs of a name and a value
 */
public record DisplayTable(List<String> heads, List<List<String>> rows) {
  public DisplayTable {
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  /** The names of these columns, in the language spoken. */
  static List<String> heads(String... columns) {
    return Arrays.stream(columns).map(column -> words("column." + column)).toList();
  }

  static List<String> row(@Nullable Object... cells) {
    return Arrays.stream(cells).map(cell -> cell == null ? "" : cell.toString()).toList();
  }

  /** A name and a value. */
  static List<String> pair(String column, @Nullable Object value) {
    return List.of(words("column." + column), value == null ? "" : value.toString());
  }

  /** Staff or visitor. */
  static String type(int type) {
    return switch (type) {
      case 1 -> words("type.staff");
      case 2 -> words("type.guest");
      default -> "";
    };
  }
}
