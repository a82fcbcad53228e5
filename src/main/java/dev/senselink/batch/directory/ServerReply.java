package dev.senselink.batch.directory;

import dev.senselink.batch.api.WithRawJson;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/**
 * What the server told.
 *
 * @param value as this program understands it
 * @param json in the server's own words
 */
public record ServerReply<T>(T value, JsonNode json) {
  static <T> ServerReply<T> one(WithRawJson.Said<T> said) {
    return new ServerReply<>(said.value(), said.data());
  }

  /**
   * A list over all pages as one array.
   *
   * @param within the object of a row that holds the id; blank = the row itself
   */
  static <T> ServerReply<T> list(WithRawJson.Said<T> said, String within) {
    return new ServerReply<>(said.value(), array(said.rows(within)));
  }

  /** The one row of this id, as a list, whatever else was told. */
  static <T> ServerReply<T> of(T value, WithRawJson.Said<?> said, long id) {
    return new ServerReply<>(value, array(List.of(row(said, "", id))));
  }

  /** The row of this id; a missing node if there is none. */
  static JsonNode row(WithRawJson.Said<?> said, String within, long id) {
    return said.rows(within).stream()
        .map(row -> within.isEmpty() ? row : row.path(within))
        .filter(row -> row.path("id").asString("").equals(Long.toString(id)))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static ArrayNode array(List<JsonNode> rows) {
    return JsonNodeFactory.instance.arrayNode().addAll(rows);
  }
}
