package dev.senselink.batch.job.run;

import dev.senselink.batch.api.organisation.DeviceFields;
import dev.senselink.batch.ledger.before.PlaceImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be changed of departments and devices as texts by field, {@code ""} for nothing. */
public final class PlaceFields {
  /** The one field of a department's code. */
  public static final String CODE = "code";

  private static final String NAME = "name";
  private static final String LOCATION = "location";
  private static final String DESCRIPTION = "description";
  private static final String DIRECTION = "direction";
  private static final String STAFF = "groupStaff";
  private static final String GUESTS = "groupVisitor";

  private PlaceFields() {}

  /** Who leads a department. */
  public static Map<String, String> leader(@Nullable Long leader) {
    return Map.of(PlaceImage.LEADER, leader == null ? "" : leader.toString());
  }

  /** A device; the order of its groups means nothing. */
  public static Map<String, String> of(DeviceFields device) {
    Map<String, String> fields = new TreeMap<>();
    Long direction = device.direction();
    fields.put(NAME, device.name());
    fields.put(LOCATION, device.location());
    fields.put(DESCRIPTION, device.description());
    fields.put(DIRECTION, direction == null ? "" : direction.toString());
    fields.put(STAFF, ids(device.staffGroups()));
    fields.put(GUESTS, ids(device.guestGroups()));
    return fields;
  }

  /** A device from its texts. */
  public static DeviceFields device(Map<String, String> fields) {
    String direction = text(fields, DIRECTION);
    return new DeviceFields(
        text(fields, NAME),
        text(fields, LOCATION),
        text(fields, DESCRIPTION),
        direction.isEmpty() ? null : Long.valueOf(direction),
        ids(text(fields, STAFF)),
        ids(text(fields, GUESTS)));
  }

  private static String text(Map<String, String> fields, String name) {
    return Objects.requireNonNullElse(fields.get(name), "");
  }

  private static String ids(List<Long> ids) {
    return ids.stream().sorted().distinct().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static List<Long> ids(String text) {
    return Arrays.stream(text.split(",")).filter(id -> !id.isEmpty()).map(Long::valueOf).toList();
  }
}
