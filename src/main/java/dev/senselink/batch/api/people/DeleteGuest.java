package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Deletes a visitor (manual 6.3.6); the answer is the id. A GET that changes (NOTES 15). */
public record DeleteGuest(long id) implements Call<Long> {
  @Override
  public Operation operation() {
    return Operation.DELETE_GUEST;
  }

  @Override
  public String purpose() {
    return words("purpose.deleteGuest", id);
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
