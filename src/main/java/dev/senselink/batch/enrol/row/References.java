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
 */
public record References(
    @Nullable Long department, @Nullable List<Long> groups, @Nullable GuestVisit visit) {
  public References {
    groups = groups == null ? null : List.copyOf(groups);
  }
}
