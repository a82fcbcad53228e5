package dev.senselink.batch.sandbox.fault;

/** In which way a call goes wrong. */
public enum FaultKind {
  /** An HTTP status ({@code status}) with an HTML page; 429 and 503 may carry Retry-After. */
  HTTP_STATUS,
  /** HTTP 200 with an HTML page, as a proxy or a login page answers. */
  HTML_PAGE,
  /** An envelope with {@code code}. */
  API_CODE,
  /** The connection is reset (TCP RST) instead of an answer. */
  RESET,
  /** The answer breaks off in the middle of its body; before processing, an error's answer. */
  TRUNCATED,
  /** Silence on an open connection until the client goes. */
  NO_ANSWER,
  /** The call is held up for {@code delay}, and all is well. */
  DELAY,
  /** The right answer, a few bytes at a time with {@code delay} between them. */
  DRIBBLE;

  /** The call is served rightly, only late. */
  public boolean isOnlySlow() {
    return this == DELAY || this == DRIBBLE;
  }
}
