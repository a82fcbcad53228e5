package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.ResponseBody;
import dev.senselink.batch.api.UnexpectedAnswerException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Downloads a person's image (not in the manual, NOTES F8). No such image is a refusal of class
 * {@link ErrorCategory#NOT_FOUND}, one of more than 20 MB is one of code {@link
 * ErrorCodes#IMAGE_TOO_LONG}; the bytes are as the server gave them, not checked.
 *
 * @param imageId {@link Person#avatarId}
 */
public record FetchImage(String imageId) implements Call<byte[]> {
  /** The most bytes of an image that are read. */
  public static final long MOST_BYTES = 20L << 20;

  /** No such request, and no right to it. */
  private static final Set<Integer> OF_ADDRESS = Set.of(ErrorCodes.METHOD_NOT_ALLOWED, 20002);

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

  /** The address of images is a guess: where it is wrong, all other calls go on. */
  @Override
  public ErrorCategory classOf(int code) {
    if (code == ErrorCodes.IMAGE_TOO_LONG) {
      return ErrorCategory.PHOTO_REJECTED;
    }
    ErrorCategory known = ErrorCodes.classOf(code);
    return OF_ADDRESS.contains(code) || known == ErrorCategory.UNCATALOGUED
        ? ErrorCategory.NOT_FOUND
        : known;
  }

  @Override
  public ResponseBody.Reader reader() {
    return ResponseBody::image;
  }

  @Override
  public long mostBytes() {
    return MOST_BYTES;
  }

  @Override
  public boolean mayTakeLong() {
    return true;
  }

  /** The reader puts the bytes into an envelope of its own making. */
  @Override
  public byte[] read(JsonNode envelope) throws UnexpectedAnswerException {
    JsonNode data = envelope.path("data");
    if (data.isBinary()) {
      return data.binaryValue();
    }
    throw new UnexpectedAnswerException(words("missing.image"));
  }
}
