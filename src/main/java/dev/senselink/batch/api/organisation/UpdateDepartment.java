package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Replaces what a department is (manual 6.7.5): begin with {@link #keeping}, since what is not sent
 * may be lost (NOTES 81). The answer is the department.
 *
 * @param parentId 0 = directly below the company
 * @param leaderId null = none
 * @param code null = none
 */
public record UpdateDepartment(
    long id, long parentId, String name, @Nullable Long leaderId, @Nullable String code)
    implements Call<Department> {

  /** The department as {@link OrganisationCalls#department} shows it. */
  public static UpdateDepartment keeping(Department now) {
    Long parent = now.parentId();
    String code = now.code().isEmpty() ? null : now.code();
    return new UpdateDepartment(
        now.id(), parent == null ? 0 : parent, now.name(), now.leaderId(), code);
  }

  public UpdateDepartment withParent(long other) {
    return new UpdateDepartment(id, other, name, leaderId, code);
  }

  public UpdateDepartment withName(String other) {
    return new UpdateDepartment(id, parentId, other, leaderId, code);
  }

  public UpdateDepartment withLeader(@Nullable Long other) {
    return new UpdateDepartment(id, parentId, name, other, code);
  }

  public UpdateDepartment withCode(@Nullable String other) {
    return new UpdateDepartment(id, parentId, name, leaderId, other);
  }

  @Override
  public Operation operation() {
    return Operation.UPDATE_DEPARTMENT;
  }

  @Override
  public String purpose() {
    return words("purpose.updateDepartment", id);
  }

  /** No leader is left out (NOTES 76); no code is sent blank, which the manual allows. */
  @Override
  public RequestForm form() {
    return new RequestForm()
        .with("id", id)
        .with("parentId", parentId)
        .with("name", name)
        .withIfGiven("leaderId", leaderId)
        .with("code", code);
  }

  @Override
  public Department read(JsonNode envelope) throws UnexpectedAnswerException {
    return Department.required(envelope);
  }
}
