package dev.senselink.batch.simulation;

import org.jspecify.annotations.Nullable;

/** One exchange as it really went. Times are the world's; -1 is never. */
final class SeenExchange {
  final long seq;
  final int life;
  final CallKind kind;
  final int tag;
  final int nth;
  final WorldRequest request;
  final long leftAt;

  /** Whether this was asked by the quiet runs at the end. */
  final boolean quiet;

  long doneAt = -1;
  long endedAt = -1;
  @Nullable WorldFault fault;

  /** What the server made of it. */
  @Nullable WorldAnswer answer;

  /** What the client was given, in a word. */
  String heard = "";

  /** How many people were seen in the answer. */
  SeenExchange(
      long seq,
      int life,
      CallKind kind,
      int tag,
      int nth,
      WorldRequest request,
      long leftAt,
      boolean quiet) {
    this.seq = seq;
    this.life = life;
    this.kind = kind;
    this.tag = tag;
    this.nth = nth;
    this.request = request;
    this.leftAt = leftAt;
    this.quiet = quiet;
  }

  /** Whether a good answer of the server itself came back. */
  boolean succeeded() {
    return heard.equals("200");
  }

  /** Whether it had a photo with it. */
  boolean withPhoto() {
    return request.photo() != null;
  }

  @Override
  public String toString() {
    return seq
        + " life "
        + life
        + " "
        + kind
        + " of "
        + RowTags.words(tag)
        + " #"
        + nth
        + " left "
        + millis(leftAt)
        + " done "
        + millis(doneAt)
        + " ended "
        + millis(endedAt)
        + " -> "
        + heard
        + (fault == null ? "" : " (" + fault.counted() + ")");
  }

  private static String millis(long nanos) {
    return nanos < 0 ? "never" : Long.toString(nanos / 1_000_000);
  }
}
