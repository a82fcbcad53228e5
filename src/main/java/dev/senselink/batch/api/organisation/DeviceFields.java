package dev.senselink.batch.api.organisation;

import dev.senselink.batch.api.people.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything an update says of a device (manual 6.2.2). It replaces: a group that is not named is
 * unbound (NOTES 26), so begin with {@link #of} and change what is meant.
 *
 * @param direction null is sent blank, which the server may refuse
 * @param staffGroups ids of the staff groups the door opens for; empty = none
 * @param guestGroups ids of the visitor groups the door opens for; empty = none
 */
public record DeviceFields(
    String name,
    String location,
    String description,
    @Nullable Long direction,
    List<Long> staffGroups,
    List<Long> guestGroups) {
  public DeviceFields {
    staffGroups = List.copyOf(staffGroups);
    guestGroups = List.copyOf(guestGroups);
  }

  /** A device as it is; groups of which the server did not say the type are in neither list. */
  public static DeviceFields of(Device device) {
    return new DeviceFields(
        device.name(),
        device.location(),
        device.description(),
        device.direction(),
        device.groupIds(Person.STAFF),
        device.groupIds(Person.GUEST));
  }

  public DeviceFields withName(String other) {
    return new DeviceFields(other, location, description, direction, staffGroups, guestGroups);
  }

  public DeviceFields withLocation(String other) {
    return new DeviceFields(name, other, description, direction, staffGroups, guestGroups);
  }

  public DeviceFields withDescription(String other) {
    return new DeviceFields(name, location, other, direction, staffGroups, guestGroups);
  }

  public DeviceFields withDirection(long other) {
    return new DeviceFields(name, location, description, other, staffGroups, guestGroups);
  }

  public DeviceFields withStaffGroups(List<Long> others) {
    return new DeviceFields(name, location, description, direction, others, guestGroups);
  }

  public DeviceFields withGuestGroups(List<Long> others) {
    return new DeviceFields(name, location, description, direction, staffGroups, others);
  }
}
