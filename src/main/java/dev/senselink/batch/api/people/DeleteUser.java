package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Deletes a member of staff (manual 6.3.3); the answer is the id. A GET that changes (NOTES 15).
 */
public record DeleteUser(long id) implements Call<Long> {
  @Override
  public Operation operation() {
    return Operation.DELETE_USER;
  }

  @Override
  public String purpose() {
    return words("purpose.deleteUser", id);
  }

  @Override
  public @Nullable String pathId() {
    return Long.toString(id);
  }

  @Override
  public Long read(JsonNode envelope) {
    return id;
  }
}
