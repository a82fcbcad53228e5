package dev.senselink.batch.sandbox.call;

/**
 * How user/list compares its filters; the manual does not say (NOTES 47). An id is always exact.
 */
public enum FilterMode {
  EXACT,
  PARTIAL,
  /** The filter is ignored: everybody is answered. */
  IGNORED;

  public boolean matches(String wanted, String value) {
    return switch (this) {
      case EXACT -> value.equals(wanted);
      case PARTIAL -> value.contains(wanted);
      case IGNORED -> true;
    };
  }
}
