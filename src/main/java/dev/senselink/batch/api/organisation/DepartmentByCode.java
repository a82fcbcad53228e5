package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.Words.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.CodeClass;
import dev.senselink.batch.api.Codes;
import dev.senselink.batch.api.Form;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.UnexpectedAnswer;
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
  public Form form() {
    return new Form().with("code", code);
  }

  @Override
  public Department read(JsonNode envelope) throws UnexpectedAnswer {
    return Department.required(envelope);
  }

  @Override
  public CodeClass classOf(int answered) {
    CodeClass usual = Codes.classOf(answered);
    boolean isUsual = usual == CodeClass.FATAL || usual == CodeClass.TRANSIENT;
    return isUsual || answered == Codes.MISSING_PARAM ? usual : CodeClass.NOT_FOUND;
  }

  @Override
  public boolean foundNothing(JsonNode envelope) {
    return envelope.path("data").isEmpty();
  }
}
