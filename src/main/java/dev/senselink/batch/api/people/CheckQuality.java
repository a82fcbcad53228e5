package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.LenientJson;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
import tools.jackson.databind.JsonNode;

/** Whether a face photo is good enough (manual 6.6.2). A bad one is an answer, not a refusal. */
// Compared by nobody: a copy for the sake of equals would cost half a megabyte a photo.
@SuppressWarnings("ArrayRecordComponent")
public record CheckQuality(byte[] jpeg) implements Call<PhotoQuality> {
  @Override
  public Operation operation() {
    return Operation.CHECK_QUALITY;
  }

  @Override
  public String purpose() {
    return words("purpose.checkQuality");
  }

  @Override
  public RequestForm form() {
    return new RequestForm().withPhoto("face_avatar", jpeg);
  }

  @Override
  public PhotoQuality read(JsonNode envelope) throws UnexpectedAnswerException {
    JsonNode data = envelope.path("data");
    Long code = LenientJson.wholeNumber(data, "qa_code", "qaCode");
    if (code == null || code != code.intValue()) {
      throw new UnexpectedAnswerException(words("missing.quality"));
    }
    return new PhotoQuality(
        code.intValue(),
        LenientJson.text(data, "qa_msg", "qaMsg"),
        LenientJson.text(data, "qa_desc", "qaDesc"));
  }
}
