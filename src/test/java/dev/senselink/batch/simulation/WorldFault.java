package dev.senselink.batch.simulation;

/**
 * What goes wrong with one exchange.
 *
 * @param kind of call
 * @param tag whom it is about, see {@link RowTags}
 * @param nth how often this kind has been sent about them, from 1
 * @param millis how late, where that matters
 * @param code an API code or an HTTP status, where one is answered
 */
record WorldFault(
    CallKind kind, int tag, int nth, Kind what, int millis, int code, ExchangeTwist twist) {
  /** The ways in which an exchange goes wrong. */
  enum Kind {
    /** No connection. */
    NOT_SENT,
    /** The server never gets it, and nobody says so. */
    LOST,
    RESET_BEFORE,
    /** The server does it and is never heard. */
    SILENT_AFTER,
    RESET_AFTER,
    CUT_BODY,
    /** The client has given up when the server does it. */
    LATE_COMMIT,
    SLOW_ANSWER,
    /** A gateway's page, and the server never gets it. */
    GATEWAY_BEFORE,
    /** A gateway's page although the server has done it. */
    GATEWAY_AFTER,
    /** A gateway's page, and the server does it later. */
    GATEWAY_LATE,
    /** A gateway's page with a date of its own. */
    GATEWAY_DATE,
    /** A code instead of doing it. */
    CODE_BEFORE,
    /** A code although it was done. */
    CODE_AFTER,
    PAGE_FOR_ANSWER,
    /** A refusal with a very long message. */
    LONG_WORDS,
    /** Yes, but something is wrong with the answer or with what is stored. */
    TWIST
  }

  static WorldFault of(CallKind kind, int tag, int nth, Kind what) {
    return new WorldFault(kind, tag, nth, what, 0, 0, ExchangeTwist.NONE);
  }

  WorldFault after(int delay) {
    return new WorldFault(kind, tag, nth, what, delay, code, twist);
  }

  WorldFault coded(int number) {
    return new WorldFault(kind, tag, nth, what, millis, number, twist);
  }

  static WorldFault twist(CallKind kind, int tag, int nth, ExchangeTwist twist) {
    return new WorldFault(kind, tag, nth, Kind.TWIST, 0, 0, twist);
  }

  /** What it is counted as. */
  String counted() {
    return what == Kind.TWIST ? "twist " + twist : "fault " + what;
  }

  /** The same thing for every call of a kind about these people. */
  boolean isFor(CallKind otherKind, int otherTag, int otherNth) {
    return kind == otherKind && tag == otherTag && nth == otherNth;
  }

  @Override
  public String toString() {
    return kind
        + " of "
        + RowTags.words(tag)
        + " #"
        + nth
        + ": "
        + (what == Kind.TWIST ? twist.toString() : what.toString())
        + (millis == 0 ? "" : " " + millis + " ms")
        + (code == 0 ? "" : " " + code);
  }
}
