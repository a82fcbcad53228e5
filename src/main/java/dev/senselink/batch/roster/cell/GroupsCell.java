package dev.senselink.batch.roster.cell;

import dev.senselink.batch.table.CleanText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A cell of groups: names or ids, separated by {@code ;}.
 *
 * @param groups each once, in the cell's order
 */
public record GroupsCell(List<GroupName> groups) {
  public GroupsCell {
    groups = List.copyOf(groups);
  }

  /** Reads a cell; blank parts are left out. */
  public static GroupsCell parse(String text) {
    return new GroupsCell(
        CellEscapes.split(text, ";").stream()
            .map(CleanText::of)
            .filter(part -> !part.isEmpty())
            .map(GroupName::of)
            .distinct()
            .toList());
  }

  /**
   * The names of a cell that {@link #write} made, each exactly as it was: nothing is trimmed or
   * taken for an id.
   */
  public static List<String> names(String cell) {
    return cell.isEmpty()
        ? List.of()
        : CellEscapes.split(cell, ";").stream().map(CellEscapes::unescape).toList();
  }

  /** The names as one cell that {@link #parse} reads back as names. */
  public static String write(List<String> names) {
    return names.stream().map(CellEscapes::escape).collect(Collectors.joining(";"));
  }
}
