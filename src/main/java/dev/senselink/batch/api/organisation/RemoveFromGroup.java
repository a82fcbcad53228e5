package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Takes people out of a group (manual 6.4.5); the answer is how many were sent. Code 620 means that
 * the group or one of the people is not there (NOTES 18).
 *
 * @param people ids, at least one and at most {@link GroupMemberIds#MOST}
 */
public record RemoveFromGroup(long group, List<Long> people) implements Call<Integer> {
  public RemoveFromGroup {
    people = GroupMemberIds.checked(people);
  }

  @Override
  public Operation operation() {
    return Operation.REMOVE_FROM_GROUP;
  }

  @Override
  public String purpose() {
    return words("purpose.removeFromGroup", group);
  }

  @Override
  public RequestForm form() {
    return GroupMemberIds.form(group, people);
  }

  @Override
  public Integer read(JsonNode envelope) {
    return people.size();
  }
}
