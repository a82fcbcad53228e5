package dev.senselink.batch.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request to the server and how its answer is read. Immutable: the same call can be sent again,
 * and is signed anew each time.
 *
 * @param <T> what a good answer holds
 */
public interface Call<T> {
  /** The most bytes of an answer as a rule. */
  long MOST_JSON = 64L << 20;

  /** Which operation of the manual this is. */
  Operation operation();

  /** What it is for, in words that go into every message about it: no personal data. */
  String purpose();

  /** What takes the place of {@code {id}} in the path; null where the path has none. */
  default @Nullable String pathId() {
    return null;
  }

  /** The fields and the photo, without the signature. */
  default RequestForm form() {
    return new RequestForm();
  }

  /** How the body of an answer is read. */
  default ResponseBody.Reader reader() {
    return ResponseBody::tree;
  }

  /** The most bytes of an answer that are read. */
  default long mostBytes() {
    return MOST_JSON;
  }

  /** Whether an answer may take longer than the time-out, as long as some of it keeps coming. */
  default boolean mayTakeLong() {
    return false;
  }

  /**
   * Reads an envelope whose code says success.
   *
   * @throws UnexpectedAnswerException if what a success must hold is not there
   */
  T read(JsonNode envelope) throws UnexpectedAnswerException;

  /** What a code other than 200 means for this call. */
  default ErrorCategory classOf(int code) {
    return ErrorCodes.classOf(code);
  }

  /** Whether an envelope that says success holds nothing, which then counts as code 620. */
  default boolean foundNothing(JsonNode envelope) {
    return false;
  }

  /** The call for the next page after an answer, or null when that was all. */
  default @Nullable Call<T> following(JsonNode envelope, T soFar) {
    return null;
  }
}
