package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import tools.jackson.databind.JsonNode;

/**
 * Deletes an empty department (manual 6.7.6), 650 if it is not; the answer is the id. A GET that
 * changes, and the only one with its id in the query (NOTES 82).
 */
public record DeleteDepartment(long id) implements Call<Long> {
  @Override
  public Operation operation() {
    return Operation.DELETE_DEPARTMENT;
  }

  @Override
  public String purpose() {
    return words("purpose.deleteDepartment", id);
  }

  @Override
  public RequestForm form() {
    return new RequestForm().with("id", id);
  }

  @Override
  public Long read(JsonNode envelope) {
    return id;
  }
}
