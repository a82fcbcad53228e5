package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.Words.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Form;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.Tolerant;
import dev.senselink.batch.api.UnexpectedAnswer;
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
  public Form form() {
    return new Form().withPhoto("face_avatar", jpeg);
  }

  /** The manual's sample and its table put the number in different places (NOTES 70). */
  @Override
  public Integer read(JsonNode envelope) throws UnexpectedAnswer {
    Long faces = Tolerant.wholeNumber(envelope, "face_number", "data");
    if (faces == null) {
      faces = inData(envelope.path("data"));
    }
    if (faces == null || faces < 0 || faces > Integer.MAX_VALUE) {
      throw new UnexpectedAnswer(words("missing.faces"));
    }
    return faces.intValue();
  }

  private static @Nullable Long inData(JsonNode data) {
    return Tolerant.wholeNumber(data, "face_number");
  }
}
