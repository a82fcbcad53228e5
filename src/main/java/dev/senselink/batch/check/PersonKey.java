package dev.senselink.batch.check;

/**
 * Who a row is.
 *
 * @param field which field says so
 * @param value normalised, to compare; never blank
 * @param asRead the cell, to show; visitors: the mobile
 */
public record PersonKey(KeyField field, String value, String asRead) {
  /**
   * What has to be noted beside the name to find the person again: the key as sent, the department
   * of somebody without any.
   */
  public String noted() {
    return field == KeyField.NAME_AND_DEPARTMENT
        ? value.substring(value.indexOf('\n') + 1)
        : asRead;
  }

  /** The field alone: the value is personal data. */
  @Override
  public String toString() {
    return "key " + field.column().header();
  }
}
