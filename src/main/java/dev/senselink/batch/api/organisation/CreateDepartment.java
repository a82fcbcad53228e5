package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Adds a department (manual 6.7.4); 610 if one of that name is there on that level.
 *
 * @param parentId 0 = directly below the company
 * @param leaderId the manager's id; null = none
 * @param code null = none
 */
public record CreateDepartment(
    long parentId, String name, @Nullable Long leaderId, @Nullable String code)
    implements Call<Department> {
  @Override
  public Operation operation() {
    return Operation.CREATE_DEPARTMENT;
  }

  @Override
  public String purpose() {
    return words("purpose.createDepartment");
  }

  @Override
  public RequestForm form() {
    return new RequestForm()
        .with("parentId", parentId)
        .with("name", name)
        .withIfGiven("leaderId", leaderId)
        .withIfGiven("code", code);
  }

  @Override
  public Department read(JsonNode envelope) throws UnexpectedAnswerException {
    return Department.required(envelope);
  }
}
