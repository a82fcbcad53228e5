package dev.senselink.batch.roster;

import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.TableLine;
import java.util.List;
import java.util.Set;

/**
 * The words every cell of a template's example begins with, in each language. A row of nothing but
 * such cells is no row. One that was overwritten in part must not be sent with what is left of the
 * example, so each such cell is a fault.
 */
final class ExampleMark {
  private static final List<String> MARKS = List.of("EXAMPLE:", "EXAMPLE：", "示例：", "示例:");

  /** The sheets of a template beside the list, in each language. */
  private static final Set<String> SHEETS = Set.of("How to fill it in", "填写说明", "Choices", "选项");

  private ExampleMark() {}

  /** Whether a sheet of this name is no list that somebody might have meant. */
  static boolean isOfTemplate(String sheet) {
    return SHEETS.contains(sheet);
  }

  static boolean isOn(String clean) {
    return MARKS.stream().anyMatch(clean::startsWith);
  }

  /** Whether the line is the example as we wrote it. */
  static boolean isWhole(TableLine line) {
    List<String> filled =
        line.cells().stream().map(CleanText::of).filter(cell -> !cell.isEmpty()).toList();
    return !filled.isEmpty() && filled.stream().allMatch(ExampleMark::isOn);
  }
}
