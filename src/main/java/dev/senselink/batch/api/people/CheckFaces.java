package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.LenientJson;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How many faces a photo shows (manual 6.6.1). No face at all is refused with 30003. */
// Compared by nobody: a copy for the sake of equals would cost half a megabyte a photo.
@SuppressWarnings("ArrayRecordComponent")
public record CheckFaces(byte[] jpeg) implements Call<Integer> {
  @Override
  public Operation operation() {
    return Operation.CHECK_FACES;
  }

  @Override
  public String purpose() {
    return words("purpose.countFaces");
  }

  @Override
  public RequestForm form() {
    return new RequestForm().withPhoto("face_avatar", jpeg);
  }

  /** The manual's sample and its table put the number in different places (NOTES 70). */
  @Override
  public Integer read(JsonNode envelope) throws UnexpectedAnswerException {
    Long faces = LenientJson.wholeNumber(envelope, "face_number", "data");
    if (faces == null) {
      faces = inData(envelope.path("data"));
    }
    if (faces == null || faces < 0 || faces > Integer.MAX_VALUE) {
      throw new UnexpectedAnswerException(words("missing.faces"));
    }
    return faces.intValue();
  }

  private static @Nullable Long inData(JsonNode data) {
    return LenientJson.wholeNumber(data, "face_number");
  }
}
