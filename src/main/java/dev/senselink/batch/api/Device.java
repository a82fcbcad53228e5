package dev.senselink.batch.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A terminal at a door (manual 6.2.1). Texts the server did not give are blank.
 *
 * @param sn its serial number
 * @param direction null where not said; what its numbers mean is not documented (NOTES 24)
 * @param status likewise; it is not whether the device is online
 * @param groups of both types; who is in one of them is let in
 */
public record Device(
    long id,
    String sn,
    String name,
    String location,
    String description,
    @Nullable Long direction,
    @Nullable Long status,
    String ip,
    String softwareVersion,
    List<GroupRef> groups) {
  public Device {
    groups = List.copyOf(groups);
  }

  /** The device of a row of the list, which holds it beside its type; null if it has no id. */
  static @Nullable Device read(JsonNode row) {
    JsonNode node = row.path("device").isObject() ? row.path("device") : row;
    Long id = Tolerant.wholeNumber(node, "id");
    if (id == null) {
      return null;
    }
    return new Device(
        id,
        Tolerant.text(node, "sn", "ldid", "LDID", "deviceSN"),
        Tolerant.text(node, "name"),
        Tolerant.text(node, "location"),
        Tolerant.text(node, "description"),
        Tolerant.wholeNumber(node, "direction"),
        Tolerant.wholeNumber(node, "status"),
        Tolerant.text(node, "ip"),
        Tolerant.text(node, "software_version", "softwareVersion"),
        groups(node.path("groups")));
  }

  private static List<GroupRef> groups(JsonNode nodes) {
    List<GroupRef> groups = new ArrayList<>();
    for (JsonNode node : nodes.values()) {
      Long id = Tolerant.wholeNumber(node, "id");
      if (id != null) {
        groups.add(
            new GroupRef(id, Tolerant.text(node, "name"), Tolerant.smallNumber(node, 0, "type")));
      }
    }
    return groups;
  }
}
