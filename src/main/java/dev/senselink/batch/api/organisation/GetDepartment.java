package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.UnexpectedAnswerException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The department with this id (manual 6.7.3). */
public record GetDepartment(long id) implements Call<Department> {
  @Override
  public Operation operation() {
    return Operation.GET_DEPARTMENT;
  }

  @Override
  public String purpose() {
    return words("purpose.getDepartment", id);
  }

  @Override
  public @Nullable String pathId() {
    return Long.toString(id);
  }

  @Override
  public Department read(JsonNode envelope) throws UnexpectedAnswerException {
    return Department.required(envelope);
  }

  @Override
  public boolean foundNothing(JsonNode envelope) {
    return envelope.path("data").isEmpty();
  }
}
