package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.Words.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Form;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.UnexpectedAnswer;
import tools.jackson.databind.JsonNode;

/** Replaces what can be changed of a device (manual 6.2.2); the answer is the device. */
public record UpdateDevice(long id, DeviceFields fields) implements Call<Device> {
  @Override
  public Operation operation() {
    return Operation.UPDATE_DEVICE;
  }

  @Override
  public String purpose() {
    return words("purpose.updateDevice", id);
  }

  /** Both lists of groups always: one that is left out is emptied by the server. */
  @Override
  public Form form() {
    return new Form()
        .with("id", id)
        .with("name", fields.name())
        .with("location", fields.location())
        .with("description", fields.description())
        .with("direction", fields.direction())
        .withIds("groupStaff", fields.staffGroups())
        .withIds("groupVisitor", fields.guestGroups());
  }

  @Override
  public Device read(JsonNode envelope) throws UnexpectedAnswer {
    Device device = Device.read(envelope.path("data"));
    if (device == null) {
      throw new UnexpectedAnswer(words("missing.deviceId"));
    }
    return device;
  }
}
