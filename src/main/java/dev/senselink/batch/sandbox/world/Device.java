package dev.senselink.batch.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A terminal at a door.
 *
 * @param groups ids of those it opens for, of both types
 * @param status as the list shows it; what its numbers mean is not documented
 * @param softwareVersion null where it never said
 */
public record Device(
    long id,
    String sn,
    String name,
    String location,
    String description,
    long direction,
    List<Long> groups,
    long status,
    String ip,
    @Nullable String softwareVersion,
    Instant createdAt,
    Instant updatedAt) {
  private static final long USUAL_STATUS = 2;

  public Device {
    groups = List.copyOf(groups);
  }

  /** As it is when it was just put up. */
  static Device made(
      long id, String sn, String name, String location, List<Long> groups, Instant at) {
    return new Device(id, sn, name, location, "", 0, groups, USUAL_STATUS, "", null, at, at);
  }

  /** The same under another id. */
  public Device withId(long other) {
    return new Device(
        other,
        sn,
        name,
        location,
        description,
        direction,
        groups,
        status,
        ip,
        softwareVersion,
        createdAt,
        updatedAt);
  }
}
