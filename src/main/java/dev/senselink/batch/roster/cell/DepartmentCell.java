package dev.senselink.batch.roster.cell;

import dev.senselink.batch.table.CleanText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a department. Its readings: a path from the top, or one department's whole name or
 * code.
 *
 * @param path the names from the top, escapes resolved, the company's name perhaps in front; empty
 *     if only an id is meant
 * @param whole the whole cell as one name or code, escapes resolved; blank if only an id is meant
 * @param id the id of {@code #226}, else null
 */
public record DepartmentCell(List<String> path, String whole, @Nullable Long id) {
  /** One that is going to be created before its people are: no cell says that, a plan does. */
  public static final DepartmentCell TO_COME = new DepartmentCell(List.of(), "", -1L);

  private static final String BETWEEN_PATHS = ",，;；、";

  public DepartmentCell {
    path = List.copyOf(path);
  }

  /** Reads a filled cell; blank steps of a path are left out. */
  public static DepartmentCell parse(String text) {
    Long id = IdText.marked(text);
    if (id != null) {
      return new DepartmentCell(List.of(), "", id);
    }
    List<String> path =
        CellEscapes.split(text, "/>").stream()
            .map(CleanText::of)
            .filter(step -> !step.isEmpty())
            .map(CellEscapes::unescape)
            .toList();
    return new DepartmentCell(path, CellEscapes.unescape(text), null);
  }

  /**
   * The paths of a cell that names several departments, as written; empty for a cell that names
   * one. Paths that begin at one root are several; whatever else has a comma is a name with a
   * comma. DingTalk writes paths with {@code -}.
   */
  public static List<String> several(String text) {
    List<String> parts =
        CellEscapes.split(text, BETWEEN_PATHS).stream()
            .map(CleanText::of)
            .filter(part -> !part.isEmpty())
            .toList();
    return parts.size() > 1 && (haveOneRoot(parts, "/>") || haveOneRoot(parts, "-"))
        ? parts
        : List.of();
  }

  private static boolean haveOneRoot(List<String> paths, String separators) {
    Set<String> roots = new HashSet<>();
    for (String path : paths) {
      List<String> steps = new ArrayList<>(CellEscapes.split(path, separators));
      steps.removeIf(step -> CleanText.of(step).isEmpty());
      if (steps.size() < 2) {
        return false;
      }
      roots.add(CleanText.of(steps.get(0)).toLowerCase(Locale.ROOT));
    }
    return roots.size() == 1;
  }

  /** Reads a filled cell of which, where it names several departments, the first counts. */
  public static DepartmentCell parseFirst(String text) {
    List<String> several = several(text);
    return parse(several.isEmpty() ? text : several.get(0));
  }

  /** The path as a cell that {@link #parse} reads back. */
  public static String write(List<String> path) {
    return path.stream().map(CellEscapes::escape).collect(Collectors.joining("/"));
  }

  /** As a cell would write it, for messages. */
  @Override
  public String toString() {
    return id != null ? "#" + id : write(path);
  }
}
