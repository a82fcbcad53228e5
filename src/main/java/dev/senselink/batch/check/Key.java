package dev.senselink.batch.check;

/**
 * Who a row is.
 *
 * @param field which field says so
 * @param value normalised, to compare; never blank
 * @param asRead the cell, to show; visitors: the mobile
 */
public record Key(KeyField field, String value, String asRead) {
  /** The field alone: the value is personal data. */
  @Override
  public String toString() {
    return "key " + field.column().header();
  }
}
