package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.LenientJson;
import dev.senselink.batch.api.UnexpectedAnswerException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A department (manual 6.7).
 *
 * @param code blank if it has none
 * @param parentId 0 = directly below the company; null where not said
 * @param leaderId null if it has none
 */
public record Department(
    long id, String name, String code, @Nullable Long parentId, @Nullable Long leaderId) {
  static @Nullable Department read(JsonNode node) {
    Long id = LenientJson.wholeNumber(node, "id");
    if (id == null) {
      return null;
    }
    return new Department(
        id,
        LenientJson.text(node, "name"),
        LenientJson.text(node, "code"),
        LenientJson.wholeNumber(node, "parent_id", "parentId"),
        LenientJson.wholeNumber(node, "leader_id", "leaderId"));
  }

  static Department required(JsonNode envelope) throws UnexpectedAnswerException {
    Department found = read(envelope.path("data"));
    if (found == null) {
      throw new UnexpectedAnswerException(words("missing.departmentId"));
    }
    return found;
  }
}
