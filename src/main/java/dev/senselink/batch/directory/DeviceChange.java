package dev.senselink.batch.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a device; null = as it is.
 *
 * @param staffGroups names, ids or {@code #ID}s; empty = none
 * @param guestGroups likewise
 */
public record DeviceChange(
    @Nullable String name,
    @Nullable String location,
    @Nullable String description,
    @Nullable Long direction,
    @Nullable List<String> staffGroups,
    @Nullable List<String> guestGroups) {
  /** Whether nothing is to change. */
  public boolean isEmpty() {
    return name == null
        && location == null
        && description == null
        && direction == null
        && staffGroups == null
        && guestGroups == null;
  }
}
