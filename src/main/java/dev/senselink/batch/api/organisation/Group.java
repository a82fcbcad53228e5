package dev.senselink.batch.api.organisation;

import dev.senselink.batch.api.LenientJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A group of people (manual 6.4). Texts the server did not give are blank.
 *
 * @param type 1 staff, 2 visitors
 * @param people members; null where not said (only the list says it)
 */
public record Group(
    long id, String name, int type, @Nullable Long people, String createAt, String updateAt) {
  static @Nullable Group read(JsonNode node) {
    Long id = LenientJson.wholeNumber(node, "id");
    if (id == null) {
      return null;
    }
    return new Group(
        id,
        LenientJson.text(node, "name"),
        LenientJson.smallNumber(node, 0, "type"),
        LenientJson.wholeNumber(node, "user_number", "person_count"),
        LenientJson.time(node, "create_at", "createAt"),
        LenientJson.time(node, "update_at", "updateAt"));
  }
}
