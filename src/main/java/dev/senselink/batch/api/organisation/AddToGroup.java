package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Puts people into a group (manual 6.4.4); the answer is how many were sent. Code 620 means that
 * the group or one of the people is not there (NOTES 18).
 *
 * @param people ids, at least one and at most {@link GroupMemberIds#MOST}
 */
public record AddToGroup(long group, List<Long> people) implements Call<Integer> {
  public AddToGroup {
    people = GroupMemberIds.checked(people);
  }

  @Override
  public Operation operation() {
    return Operation.ADD_TO_GROUP;
  }

  @Override
  public String purpose() {
    return words("purpose.addToGroup", group);
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
