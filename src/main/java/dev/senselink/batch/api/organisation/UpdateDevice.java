package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
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
  public RequestForm form() {
    return new RequestForm()
        .with("id", id)
        .with("name", fields.name())
        .with("location", fields.location())
        .with("description", fields.description())
        .with("direction", fields.direction())
        .withIds("groupStaff", fields.staffGroups())
        .withIds("groupVisitor", fields.guestGroups());
  }

  @Override
  public Device read(JsonNode envelope) throws UnexpectedAnswerException {
    Device device = Device.read(envelope.path("data"));
    if (device == null) {
      throw new UnexpectedAnswerException(words("missing.deviceId"));
    }
    return device;
  }
}
