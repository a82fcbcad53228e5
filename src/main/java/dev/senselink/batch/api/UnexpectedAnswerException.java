package dev.senselink.batch.api;

/** The server says success, but what a success must hold is not in the answer. */
public final class UnexpectedAnswerException extends Exception {
  /** Says what is missing; no personal data. */
  public UnexpectedAnswerException(String message) {
    super(message);
  }
}
