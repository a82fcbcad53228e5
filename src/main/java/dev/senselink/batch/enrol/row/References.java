package dev.senselink.batch.enrol.row;

import dev.senselink.batch.api.people.GuestVisit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row's cells for places and hosts mean on this server.
 *
 * @param department {@code null} where the cell is blank, 0 where it clears
 * @param groups {@code null} where the cell is blank, empty where it clears
 * @param visit a guest's host and window, {@code null} for staff
 * @param coming the columns that name something which is going to be created, by their headers: its
 *     id is not known yet
 */
public record References(
    @Nullable Long department,
    @Nullable List<Long> groups,
    @Nullable GuestVisit visit,
    List<String> coming) {
  public References {
    groups = groups == null ? null : List.copyOf(groups);
    coming = List.copyOf(coming);
  }

  /** Where everything is there. */
  public References(
      @Nullable Long department, @Nullable List<Long> groups, @Nullable GuestVisit visit) {
    this(department, groups, visit, List.of());
  }
}
