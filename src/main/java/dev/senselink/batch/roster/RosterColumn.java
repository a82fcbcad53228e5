package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.RosterKind.USERS;
import static dev.senselink.batch.roster.cell.RosterMessages.words;

import java.util.List;
import java.util.Set;

/** A column a roster may have: its header, what else the header may say, and how long a cell is. */
public enum RosterColumn {
  NAME("name", 45, Use.REQUIRED, Use.REQUIRED, "姓名", "名字", "人员姓名", "员工姓名", "访客姓名"),
  JOB_NUMBER(
      "jobNumber",
      45,
      Use.KNOWN,
      Use.NONE,
      "employee id",
      "staff no",
      "工号",
      "人员编号",
      "员工编号",
      "员工号",
      "职工号"),
  MOBILE(
      "mobile",
      20,
      Use.KNOWN,
      Use.REQUIRED,
      "phone",
      "手机",
      "手机号",
      "手机号码",
      "电话",
      "联系电话",
      "联系方式",
      "移动电话"),
  IC_NUMBER("icNumber", 45, Use.KNOWN, Use.NONE, "card no", "IC卡号", "卡号", "门禁卡号"),
  ID_NUMBER("idNumber", 45, Use.KNOWN, Use.KNOWN, "id card", "身份证", "身份证号", "身份证号码", "证件号", "证件号码"),
  GENDER("gender", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.NONE, "sex", "性别"),
  BIRTHDAY("birthday", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.NONE, "生日", "出生日期"),
  ENTRY_TIME("entryTime", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.NONE, "入职时间", "入职日期"),
  MAIL("mail", 45, Use.KNOWN, Use.NONE, "email", "邮箱", "电子邮箱"),
  POSITION("position", 45, Use.KNOWN, Use.NONE, "title", "职位", "职务", "岗位"),
  LOCATION("location", 45, Use.KNOWN, Use.NONE, "seat", "工位"),
  AREA_CODE("areaCode", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.NONE, "区号"),
  REMARK("remark", 255, Use.KNOWN, Use.KNOWN, "note", "备注"),
  DEPARTMENT(
      "department", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.NONE, "部门", "所属部门", "部门名称", "组织"),
  GROUPS("groups", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.KNOWN, "人员组", "分组", "所属人员组"),
  PHOTO(
      "photo", RosterColumn.ANY_LENGTH, Use.KNOWN, Use.KNOWN, "照片", "照片名称", "照片文件名", "人脸照片", "头像"),
  HOST(
      "host",
      RosterColumn.ANY_LENGTH,
      Use.NONE,
      Use.REQUIRED,
      "接待人",
      "接待人员",
      "被访人",
      "受访人",
      "拜访对象",
      RosterColumn.HOST_ID_HEADER),
  DATE_TIME_FROM(
      "dateTimeFrom",
      RosterColumn.ANY_LENGTH,
      Use.NONE,
      Use.REQUIRED,
      "from",
      "来访时间",
      "到访时间",
      "开始时间"),
  DATE_TIME_TO(
      "dateTimeTo", RosterColumn.ANY_LENGTH, Use.NONE, Use.REQUIRED, "to", "离开时间", "离访时间", "结束时间");

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

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which nobody can change
  private final List<String> aliases;

  RosterColumn(String header, int maxLength, Use users, Use guests, String... aliases) {
    this.header = header;
    this.maxLength = maxLength;
    this.users = users;
    this.guests = guests;
    this.aliases = List.of(aliases);
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

  /** What else the header may say, besides {@link #header}. */
  List<String> aliases() {
    return aliases;
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
