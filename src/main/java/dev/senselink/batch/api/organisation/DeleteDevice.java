package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Deletes a device (manual 6.2.3); the answer is the id. A GET that changes (NOTES 15, 28). */
public record DeleteDevice(long id) implements Call<Long> {
  @Override
  public Operation operation() {
    return Operation.DELETE_DEVICE;
  }

  @Override
  public String purpose() {
    return words("purpose.deleteDevice", id);
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
