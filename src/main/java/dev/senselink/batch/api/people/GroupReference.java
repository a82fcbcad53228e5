package dev.senselink.batch.api.people;

import dev.senselink.batch.api.LenientJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A group as a person's record names it.
 *
 * @param type 1 staff, 2 visitors, 0 not said
 */
public record GroupReference(long id, String name, int type) {

  /** The groups of a list, those without an id left out; null where there is no list. */
  public static @Nullable List<GroupReference> list(@Nullable JsonNode list) {
    if (list == null || !list.isArray()) {
      return null;
    }
    List<GroupReference> groups = new ArrayList<>();
    for (JsonNode node : list.values()) {
      GroupReference group = read(node, 0);
      if (group != null) {
        groups.add(group);
      }
    }
    return groups;
  }

  /** Their ids, in the same order. */
  public static List<Long> ids(List<GroupReference> groups) {
    return groups.stream().map(GroupReference::id).toList();
  }

  /**
   * One group, null without an id.
   *
   * @param type if the node is silent on it
   */
  public static @Nullable GroupReference read(JsonNode node, int type) {
    Long id = LenientJson.wholeNumber(node, "id");
    return id == null
        ? null
        : new GroupReference(
            id, LenientJson.text(node, "name"), LenientJson.smallNumber(node, type, "type"));
  }
}
