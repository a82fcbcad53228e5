package dev.senselink.batch.roster.cell;

import org.jspecify.annotations.Nullable;

/**
 * One group as a cell names it.
 *
 * @param name the name, escapes resolved; blank if only an id is meant ({@code #226})
 * @param id the id; null if the text is no number. Where {@code name} is there too, a group of that
 *     name is looked for first
 */
public record GroupName(String name, @Nullable Long id) {
  /** Whether the cell said {@code #226}, which no name can mean. */
  public boolean isIdOnly() {
    return name.isEmpty();
  }

  static GroupName of(String escaped) {
    Long id = IdText.marked(escaped);
    if (id != null) {
      return new GroupName("", id);
    }
    return new GroupName(CellEscapes.unescape(escaped), IdText.bare(escaped));
  }

  /** As a cell would write it, for messages and files. */
  @Override
  public String toString() {
    return isIdOnly() ? "#" + id : CellEscapes.escape(name);
  }
}
