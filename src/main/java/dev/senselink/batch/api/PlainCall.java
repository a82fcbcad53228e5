package dev.senselink.batch.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call that is one request and one answer, described by values.
 *
 * @param purpose in words that go into every message about it: no personal data
 * @param pathId takes the place of {@code {id}} in the path; null where the path has none
 * @param emptyIsNotFound whether a success without data counts as code 620
 */
public record PlainCall<T>(
    Operation operation,
    String purpose,
    @Nullable String pathId,
    RequestForm form,
    boolean emptyIsNotFound,
    Reader<T> reading)
    implements Call<T> {

  /**
   * Reads an envelope whose code says success.
   *
   * @param <T> what a good answer holds
   */
  public interface Reader<T> {
    T read(JsonNode envelope) throws UnexpectedAnswerException;
  }

  /** A call with all it says in its form. */
  public static <T> PlainCall<T> of(
      Operation operation, String purpose, RequestForm form, Reader<T> reading) {
    return new PlainCall<>(operation, purpose, null, form, false, reading);
  }

  /** A call about one thing, whose id stands in the path. */
  public static <T> PlainCall<T> at(
      long id, Operation operation, String purpose, RequestForm form, Reader<T> reading) {
    return new PlainCall<>(operation, purpose, Long.toString(id), form, false, reading);
  }

  @Override
  public T read(JsonNode envelope) throws UnexpectedAnswerException {
    return reading.read(envelope);
  }

  @Override
  public boolean foundNothing(JsonNode envelope) {
    return emptyIsNotFound && envelope.path("data").isEmpty();
  }
}
