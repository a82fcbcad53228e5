package dev.senselink.batch.check;

import dev.senselink.batch.roster.Column;

/** The fields a person is known by, in the order they count (ENROLMENT.md, "Key"). */
public enum KeyField {
  JOB_NUMBER(Column.JOB_NUMBER),
  MOBILE(Column.MOBILE),
  IC_NUMBER(Column.IC_NUMBER),
  MAIL(Column.MAIL),
  /** Visitors: the mobile and the name together. */
  MOBILE_AND_NAME(Column.MOBILE),
  /** Of a backup: who has none of the others is known by name and department. */
  NAME_AND_DEPARTMENT(Column.NAME);

  private final Column column;

  KeyField(Column column) {
    this.column = column;
  }

  /** The column whose cell is shown as the key. */
  public Column column() {
    return column;
  }
}
