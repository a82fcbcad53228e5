package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
import tools.jackson.databind.JsonNode;

/**
 * Adds a group (manual 6.4.1).
 *
 * @param type 1 staff, 2 visitors
 */
public record CreateGroup(String name, int type) implements Call<Group> {
  @Override
  public Operation operation() {
    return Operation.CREATE_GROUP;
  }

  @Override
  public String purpose() {
    return words("purpose.createGroup");
  }

  @Override
  public RequestForm form() {
    return new RequestForm().with("name", name).with("type", type);
  }

  @Override
  public Group read(JsonNode envelope) throws UnexpectedAnswerException {
    Group group = Group.read(envelope.path("data"));
    if (group == null) {
      throw new UnexpectedAnswerException(words("missing.groupId"));
    }
    return group;
  }
}
