package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.RosterKind.USERS;
import static dev.senselink.batch.roster.cell.RosterMessages.words;

import java.util.Set;

/**
 * A column a roster may have: its header, and how long a cell is. What else a header may say stands
 * in a table of its own ({@code headers.txt}).
 */
public enum RosterColumn {
  NAME("name", 45, Use.REQUIRED, Use.REQUIRED),
  JOB_NUMBER("jobNumber", 45, Use.KNOWN, Use.NONE),
  MOBILE("mobile", 20, Use.KNOWN, Use.REQUIRED),
  IC_NUMBER("icNumber", 45, Use.KNOWN, Use.NONE),
  ID_NUMBER("idNumber", 45, Use.KNOWN, Use.KNOWN),
  GENDER("gender", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.NONE),
  BIRTHDAY("birthday", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.NONE),
  ENTRY_TIME("entryTime", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.NONE),
  MAIL("mail", 45, Use.KNOWN, Use.NONE),
  POSITION("position", 45, Use.KNOWN, Use.NONE),
  LOCATION("location", 45, Use.KNOWN, Use.NONE),
  AREA_CODE("areaCode", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.NONE),
  REMARK("remark", 255, Use.KNOWN, Use.KNOWN),
  DEPARTMENT("department", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.NONE),
  GROUPS("groups", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.KNOWN),
  PHOTO("photo", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.KNOWN),
  STATUS("status", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.NONE),
  LEFT_ON("leftOn", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.NONE),
  HOST("host", RosterColumn.ANY_LENGTH, Use.NONE, Use.REQUIRED),
  DATE_TIME_FROM("dateTimeFrom", RosterColumn.ANY_LENGTH, Use.NONE, Use.REQUIRED),
  DATE_TIME_TO("dateTimeTo", RosterColumn.ANY_LENGTH, Use.NONE, Use.REQUIRED);

  /** What {@link #maxLength} says where the manual prints no limit. */
  public static final int ANY_LENGTH = Integer.MAX_VALUE;

  /** The other header of {@link #HOST}; under it a bare number is an id. */
  public static final String HOST_ID_HEADER = "receptionUserId";

  private static final Set<RosterColumn> IDENTIFIERS =
      Set.of(JOB_NUMBER, MOBILE, IC_NUMBER, ID_NUMBER);

  private final String header;
  private final int maxLength;
  private final Use users;
  private final Use guests;

  RosterColumn(String header, int maxLength, Use users, Use guests) {
    this.header = header;
    this.maxLength = maxLength;
    this.users = users;
    this.guests = guests;
  }

  /** The header our own files write, for example {@code jobNumber}. */
  public String header() {
    return header;
  }

  /**
   * The column in a sentence: in English its {@link #header}, in Chinese its Chinese name with the
   * header in brackets, since a roster may have either.
   */
  public String spoken() {
    return words("column." + header);
  }

  /** The longest text the server takes, in characters (code points); manual 6.3.1 to 6.3.5. */
  public int maxLength() {
    return maxLength;
  }

  /** Whether a roster of this kind has the column at all. */
  public boolean knownIn(RosterKind kind) {
    return use(kind) != Use.NONE;
  }

  /** Whether a roster of this kind cannot be read without the column. */
  public boolean requiredIn(RosterKind kind) {
    return use(kind) == Use.REQUIRED;
  }

  /**
   * Whether cells are identifiers, which spreadsheets like to destroy by taking them for numbers.
   */
  public boolean isIdentifier() {
    return IDENTIFIERS.contains(this);
  }

  /**
   * Whether the column says whether somebody is still employed. Several headers may fill it, and
   * nothing of it is sent.
   */
  public boolean tellsStanding() {
    return this == STATUS || this == LEFT_ON;
  }

  private Use use(RosterKind kind) {
    return kind == USERS ? users : guests;
  }

  private enum Use {
    NONE,
    KNOWN,
    REQUIRED
  }
}
