package dev.senselink.batch.simulation;

import org.jspecify.annotations.Nullable;

/**
 * When something happens: so long after a stage of an exchange, or, where no kind is given, after
 * the beginning of the history.
 *
 * @param tag whom the exchange is about, see {@link RowTags}
 * @param nth how often this kind has been sent about them, from 1
 */
record WorldMoment(@Nullable CallKind kind, int tag, int nth, Stage stage, int millis) {
  /** How far an exchange has come. */
  enum Stage {
    LEAVES,
    /** The server has done it, or would have. */
    DONE,
    /** The client has its answer, or has given up. */
    ENDED,
    /** Not an exchange: a file is forced for the n-th time in a life. */
    FORCED
  }

  static WorldMoment at(int millis) {
    return new WorldMoment(null, 0, 0, Stage.DONE, millis);
  }

  static WorldMoment on(CallKind kind, int tag, int nth, Stage stage) {
    return new WorldMoment(kind, tag, nth, stage, 0);
  }

  static WorldMoment forced(int nth) {
    return new WorldMoment(null, 0, nth, Stage.FORCED, 0);
  }

  WorldMoment plus(int more) {
    return new WorldMoment(kind, tag, nth, stage, more);
  }

  boolean isOfTime() {
    return kind == null && stage != Stage.FORCED;
  }

  boolean isFor(CallKind otherKind, int otherTag, int otherNth, Stage otherStage) {
    return kind == otherKind && tag == otherTag && nth == otherNth && stage == otherStage;
  }

  @Override
  public String toString() {
    if (stage == Stage.FORCED) {
      return "at the disk's flush #" + nth;
    }
    String late = millis == 0 ? "" : millis + " ms after ";
    return kind == null
        ? "at " + millis + " ms"
        : late + kind + " of " + RowTags.words(tag) + " #" + nth + " " + stage;
  }
}
