package dev.senselink.batch.check;

import dev.senselink.batch.roster.RosterColumn;

/** The fields a person is known by, in the order they count (ENROLMENT.md, "Key"). */
public enum KeyField {
  JOB_NUMBER(RosterColumn.JOB_NUMBER),
  MOBILE(RosterColumn.MOBILE),
  IC_NUMBER(RosterColumn.IC_NUMBER),
  MAIL(RosterColumn.MAIL),
  /** Visitors: the mobile and the name together. */
  MOBILE_AND_NAME(RosterColumn.MOBILE),
  /** Of a backup: who has none of the others is known by name and department. */
  NAME_AND_DEPARTMENT(RosterColumn.NAME);

  private final RosterColumn column;

  KeyField(RosterColumn column) {
    this.column = column;
  }

  /** The column whose cell is shown as the key. */
  public RosterColumn column() {
    return column;
  }
}
