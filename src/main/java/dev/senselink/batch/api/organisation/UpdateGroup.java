package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import tools.jackson.databind.JsonNode;

/**
 * Renames a group (manual 6.4.3); the answer is the id. A group that is not there is refused with
 * 320 or 620 (NOTES 17).
 *
 * @param type 1 staff, 2 visitors: as it is, a group cannot change it
 */
public record UpdateGroup(long id, String name, int type) implements Call<Long> {
  @Override
  public Operation operation() {
    return Operation.UPDATE_GROUP;
  }

  @Override
  public String purpose() {
    return words("purpose.updateGroup", id);
  }

  @Override
  public RequestForm form() {
    return new RequestForm().with("id", id).with("name", name).with("type", type);
  }

  @Override
  public Long read(JsonNode envelope) {
    return id;
  }
}
