package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.Words.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.CodeClass;
import dev.senselink.batch.api.Codes;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.UnexpectedAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Downloads a person's image (not in the manual, NOTES F8). No such image is a refusal of class
 * {@link CodeClass#NOT_FOUND}, one of more than 20 MB is one of code {@link Codes#IMAGE_TOO_LONG};
 * the bytes are as the server gave them, not checked.
 *
 * @param imageId {@link Person#avatarId}
 */
public record FetchImage(String imageId) implements Call<byte[]> {
  /** The most bytes of an image that are read. */
  public static final long MOST_BYTES = 20L << 20;

  public FetchImage {
    if (imageId.isBlank()) {
      throw new IllegalArgumentException("an image needs an id");
    }
  }

  @Override
  public Operation operation() {
    return Operation.FETCH_IMAGE;
  }

  @Override
  public String purpose() {
    return words("purpose.fetchImage");
  }

  @Override
  public @Nullable String pathId() {
    return imageId;
  }

  @Override
  public CodeClass classOf(int code) {
    return code == Codes.IMAGE_TOO_LONG ? CodeClass.PHOTO_REJECTED : Codes.classOf(code);
  }

  /** The client puts the bytes into an envelope of its own making. */
  @Override
  public byte[] read(JsonNode envelope) throws UnexpectedAnswer {
    JsonNode data = envelope.path("data");
    if (data.isBinary()) {
      return data.binaryValue();
    }
    throw new UnexpectedAnswer(words("missing.image"));
  }
}
