package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.roster.cell.GroupsCell;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cells of a line, from left to right, and how numbers and lists stand in them. */
public final class CellCursor {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");

  private final String file;
  private final List<String> cells;
  private int at;

  /**
   * @param file what messages call the table
   * @param cells as many as the table has columns
   */
  CellCursor(String file, List<String> cells) {
    this.file = file;
    this.cells = cells;
  }

  String text() {
    return cells.get(at++);
  }

  long number() {
    Long number = numberOrNull();
    if (number == null) {
      throw BackupException.damaged(file, words("damage.blankNumber"));
    }
    return number;
  }

  @Nullable Long numberOrNull() {
    String text = text();
    return text.isEmpty() ? null : parsed(text);
  }

  List<Long> ids() {
    String text = text();
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(";", -1)).map(this::parsed).toList();
  }

  List<String> names() {
    return GroupsCell.names(text());
  }

  private Long parsed(String text) {
    try {
      if (NUMBER.matcher(text).matches()) {
        return Long.valueOf(text);
      }
    } catch (NumberFormatException e) {
      // a few of nineteen digits are too many
    }
    throw BackupException.damaged(file, words("damage.noNumber"));
  }

  public static String of(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  static String ofIds(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(";"));
  }

  static String ofNames(List<String> names) {
    return GroupsCell.write(names);
  }
}
