package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
import tools.jackson.databind.JsonNode;

/**
 * The department with this code (manual 6.7.2). Which code the server answers when there is none is
 * unknown, so everything that is neither fatal nor transient means that (NOTES 80).
 */
public record DepartmentByCode(String code) implements Call<Department> {
  @Override
  public Operation operation() {
    return Operation.DEPARTMENT_BY_CODE;
  }

  @Override
  public String purpose() {
    return words("purpose.departmentByCode");
  }

  @Override
  public RequestForm form() {
    return new RequestForm().with("code", code);
  }

  @Override
  public Department read(JsonNode envelope) throws UnexpectedAnswerException {
    return Department.required(envelope);
  }

  @Override
  public ErrorCategory classOf(int answered) {
    ErrorCategory usual = ErrorCodes.classOf(answered);
    boolean isUsual = usual == ErrorCategory.FATAL || usual == ErrorCategory.TRANSIENT;
    return isUsual || answered == ErrorCodes.MISSING_PARAM ? usual : ErrorCategory.NOT_FOUND;
  }

  @Override
  public boolean foundNothing(JsonNode envelope) {
    return envelope.path("data").isEmpty();
  }
}
