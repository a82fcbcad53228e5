package dev.senselink.batch.api.organisation;

import dev.senselink.batch.api.Tolerant;
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
    Long id = Tolerant.wholeNumber(node, "id");
    if (id == null) {
      return null;
    }
    return new Group(
        id,
        Tolerant.text(node, "name"),
        Tolerant.smallNumber(node, 0, "type"),
        Tolerant.wholeNumber(node, "user_number", "person_count"),
        Tolerant.time(node, "create_at", "createAt"),
        Tolerant.time(node, "update_at", "updateAt"));
  }
}
