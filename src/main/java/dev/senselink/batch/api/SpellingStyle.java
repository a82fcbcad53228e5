package dev.senselink.batch.api;

/** How the three fields that the manual spells in two ways are named (NOTES 30). */
public enum SpellingStyle {
  /** {@code departmentId}, {@code areaCode}, {@code entryTime}, as printed for a create. */
  CAMEL("departmentId", "areaCode", "entryTime"),
  /** {@code department_id}, {@code area_code}, {@code entry_time}, as printed for an update. */
  SNAKE("department_id", "area_code", "entry_time");

  public final String departmentId;
  public final String areaCode;
  public final String entryTime;

  SpellingStyle(String departmentId, String areaCode, String entryTime) {
    this.departmentId = departmentId;
    this.areaCode = areaCode;
    this.entryTime = entryTime;
  }
}
