package dev.senselink.batch.check;

import dev.senselink.batch.roster.RosterColumn;
import java.util.stream.Stream;

/**
 * Something two rows of one roster must not share.
 *
 * @param kind what it is: {@code jobNumber}, {@code mobile}, {@code icNumber}, {@code mail}, {@code
 *     idNumber}, {@code mobileAndName}, or {@code sharedMobile}
 * @param value normalised, to compare
 * @param decides whether sharing it is {@code DUPLICATE_IN_ROSTER}; else it is a warning
 */
public record RowIdentity(String kind, String value, boolean decides) {
  /** The kind of a guest's key. */
  static final String MOBILE_AND_NAME = "mobileAndName";

  /** The kind of a mobile, for the warning where it is not the key. */
  static final String SHARED_MOBILE = "sharedMobile";

  /** What must not be shared, in a sentence; for a kind that is one column. */
  String spoken() {
    return Stream.of(RosterColumn.values())
        .filter(column -> column.header().equals(kind))
        .findFirst()
        .orElseThrow()
        .spoken();
  }

  /** The kind alone: the value is personal data. */
  @Override
  public String toString() {
    return "identity " + kind;
  }
}
