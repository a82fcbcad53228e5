package dev.senselink.batch.enrol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row's cells for places mean on this server.
 *
 * @param department {@code null} where the cell is blank, 0 where it clears
 * @param groups {@code null} where the cell is blank, empty where it clears
 */
record Wanted(@Nullable Long department, @Nullable List<Long> groups) {
  Wanted {
    groups = groups == null ? null : List.copyOf(groups);
  }
}
