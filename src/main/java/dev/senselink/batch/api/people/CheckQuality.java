package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.Words.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Form;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.Tolerant;
import dev.senselink.batch.api.UnexpectedAnswer;
import tools.jackson.databind.JsonNode;

/** Whether a face photo is good enough (manual 6.6.2). A bad one is an answer, not a refusal. */
// Compared by nobody: a copy for the sake of equals would cost half a megabyte a photo.
@SuppressWarnings("ArrayRecordComponent")
public record CheckQuality(byte[] jpeg) implements Call<Quality> {
  @Override
  public Operation operation() {
    return Operation.CHECK_QUALITY;
  }

  @Override
  public String purpose() {
    return words("purpose.checkQuality");
  }

  @Override
  public Form form() {
    return new Form().withPhoto("face_avatar", jpeg);
  }

  @Override
  public Quality read(JsonNode envelope) throws UnexpectedAnswer {
    JsonNode data = envelope.path("data");
    Long code = Tolerant.wholeNumber(data, "qa_code", "qaCode");
    if (code == null || code != code.intValue()) {
      throw new UnexpectedAnswer(words("missing.quality"));
    }
    return new Quality(
        code.intValue(),
        Tolerant.text(data, "qa_msg", "qaMsg"),
        Tolerant.text(data, "qa_desc", "qaDesc"));
  }
}
