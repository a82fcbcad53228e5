package dev.senselink.batch.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of one exchange, before anybody asks what it means for the call. */
public sealed interface HttpOutcome
    permits HttpOutcome.NotSent, HttpOutcome.Cut, HttpOutcome.Whole {

  /** The connection did not come about. */
  record NotSent(String why) implements HttpOutcome {}

  /** The request went out, at least in part; no whole answer came back. */
  record Cut(String why) implements HttpOutcome {}

  /**
   * A whole answer.
   *
   * @param json missing if the body is no JSON object
   * @param code the envelope's code; null if there is no envelope
   */
  record Whole(
      int status,
      JsonNode json,
      @Nullable Integer code,
      boolean empty,
      @Nullable Duration retryAfter)
      implements HttpOutcome {}
}
