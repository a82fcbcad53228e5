package dev.senselink.batch.api.organisation;

import dev.senselink.batch.api.LenientJson;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A terminal at a door (manual 6.2). Texts the server did not give are blank.
 *
 * @param sn its serial number
 * @param direction null where not said; what its numbers mean is not documented (NOTES 24)
 * @param status likewise; it is not whether the device is online
 * @param online whether it is; null where not said (only the answer to an update says it)
 * @param groups of both types; who is in one of them is let in
 * @param typeName what kind of terminal it is
 * @param createAt for display only (NOTES 37)
 * @param updateAt likewise
 */
public record Device(
    long id,
    String sn,
    String name,
    String location,
    String description,
    @Nullable Long direction,
    @Nullable Long status,
    @Nullable Boolean online,
    String ip,
    String softwareVersion,
    List<GroupReference> groups,
    String typeName,
    String createAt,
    String updateAt) {
  public Device {
    groups = List.copyOf(groups);
  }

  /**
   * The ids of its groups of one type.
   *
   * @param type {@link Person#STAFF} or {@link Person#GUEST}
   */
  public List<Long> groupIds(int type) {
    return groups.stream().filter(group -> group.type() == type).map(GroupReference::id).toList();
  }

  /**
   * The device of a row of the list, which holds it beside its type, or of the answer to an update;
   * null if it has no id.
   */
  static @Nullable Device read(JsonNode row) {
    JsonNode node = row.path("device").isObject() ? row.path("device") : row;
    Long id = LenientJson.wholeNumber(node, "id");
    if (id == null) {
      return null;
    }
    Long state = LenientJson.wholeNumber(node, "state");
    String type = LenientJson.text(row.path("device_type"), "name");
    return new Device(
        id,
        LenientJson.text(node, "sn", "ldid", "LDID", "deviceSN"),
        LenientJson.text(node, "name"),
        LenientJson.text(node, "location"),
        LenientJson.text(node, "description"),
        LenientJson.wholeNumber(node, "direction"),
        LenientJson.wholeNumber(node, "status"),
        state == null ? null : state == 1,
        LenientJson.text(node, "ip"),
        LenientJson.text(node, "software_version", "softwareVersion"),
        groups(node),
        type.isEmpty() ? LenientJson.text(node, "type_name", "typeName") : type,
        LenientJson.time(node, "create_at", "createAt"),
        LenientJson.time(node, "update_at", "updateAt"));
  }

  /** In one list, or in two of which the name says the type. */
  private static List<GroupReference> groups(JsonNode node) {
    List<GroupReference> groups = new ArrayList<>();
    add(node.path("groups"), 0, groups);
    add(node.path("user_group"), Person.STAFF, groups);
    add(node.path("guest_group"), Person.GUEST, groups);
    return groups;
  }

  private static void add(JsonNode list, int type, List<GroupReference> groups) {
    for (JsonNode each : list.values()) {
      GroupReference group = GroupReference.read(each, type);
      if (group != null) {
        groups.add(group);
      }
    }
  }
}
