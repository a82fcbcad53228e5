package dev.senselink.batch.simulation;

/** What the client hears of one exchange. */
sealed interface WorldHeard {
  /** Nothing reached the server. */
  record NotSent() implements WorldHeard {}

  /**
   * It was sent, and no whole answer came.
   *
   * @param timedOut whether the client gave up; else the line broke
   */
  record Cut(boolean timedOut) implements WorldHeard {}

  /** A whole answer. */
  record Whole(WorldAnswer answer) implements WorldHeard {}
}
