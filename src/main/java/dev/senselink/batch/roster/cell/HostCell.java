package dev.senselink.batch.roster.cell;

import org.jspecify.annotations.Nullable;

/**
 * A cell of a host.
 *
 * @param text a staff member's job number, mobile or name; blank if only an id is meant
 * @param id the staff member's id, from {@code #65838} or a column {@code receptionUserId}; else
 *     null
 */
public record HostCell(String text, @Nullable Long id) {
  /** Somebody who is going to be created before the guest is: no cell says that, a plan does. */
  public static final HostCell TO_COME = new HostCell("", -1L);

  /**
   * Reads a filled cell.
   *
   * @param idColumn whether a bare number is an id
   */
  public static HostCell parse(String text, boolean idColumn) {
    Long id = IdText.marked(text);
    if (id == null && idColumn) {
      id = IdText.bare(text);
    }
    return new HostCell(id == null ? text : "", id);
  }

  /** The form only: the text is somebody's name or number. */
  @Override
  public String toString() {
    return id == null ? "host by text" : "host by id";
  }
}
