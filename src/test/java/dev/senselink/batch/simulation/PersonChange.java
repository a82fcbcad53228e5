package dev.senselink.batch.simulation;

import org.jspecify.annotations.Nullable;

/**
 * One change of one person, as it really happened.
 *
 * @param seq its place among all changes
 * @param nanos when, by the world's own time
 * @param before null if nobody was there
 * @param after null if nobody is there any more
 * @param request the request that did it, 0 for none
 */
record PersonChange(
    long seq,
    long nanos,
    long person,
    @Nullable PersonState before,
    @Nullable PersonState after,
    ChangeAuthor by,
    long request) {
  boolean isBirth() {
    return before == null && after != null;
  }

  boolean isEnd() {
    return after == null;
  }

  /** Whether it gave somebody who was there, and stayed, another value. */
  boolean changes(String field) {
    return before != null && after != null && after.differsFrom(before).contains(field);
  }

  @Override
  public String toString() {
    String what =
        isBirth() ? "makes " + after : isEnd() ? "ends " + before : before + " -> " + after;
    return by + " " + what;
  }
}
