package dev.senselink.batch.api;

/**
 * Why no further call is started.
 *
 * @param words what happened and what to do, for the user
 */
public record StopCause(Kind kind, String words) {
  /** What stopped the calls. */
  public enum Kind {
    /** A code after which every call would fail. */
    FATAL_CODE,
    /** The server was not reachable for too long. */
    OUTAGE,
    /** One kind of call fails again and again while others succeed. */
    NEVER_WORKS,
    /** The same code that the manual does not know, again and again. */
    UNCATALOGUED,
    /** Somebody asked for it. */
    STOPPED
  }
}
