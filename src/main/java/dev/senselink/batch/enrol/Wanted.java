package dev.senselink.batch.enrol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row's department and group cells mean on this server.
 *
 * @param department {@code null} keeps the department, 0 clears it
 * @param groups {@code null} keeps the groups
 */
record Wanted(@Nullable Long department, @Nullable List<Long> groups) {
  Wanted {
    groups = groups == null ? null : List.copyOf(groups);
  }
}
