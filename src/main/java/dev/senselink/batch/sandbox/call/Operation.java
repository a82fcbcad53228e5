package dev.senselink.batch.sandbox.call;

import dev.senselink.batch.sandbox.call.Field.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operation of the API, with its parameters as printed in the manual's section. */
public enum Operation {
  GET_COMPANY("getCompany", "GET", "/api/v1/company"),
  LIST_DEVICES("listDevices", "GET", "/api/v1/device", Fields.PAGE),
  UPDATE_DEVICE("updateDevice", "POST", "/api/v2/device/update", Fields.DEVICE),
  DELETE_DEVICE("deleteDevice", "GET", "/api/v1/device/delete/{id}"),
  CREATE_USER("createUser", "POST", "/api/v1/user", Fields.USER_CREATE),
  UPDATE_USER("updateUser", "POST", "/api/v1/user/update/{id}", Fields.USER_UPDATE),
  DELETE_USER("deleteUser", "GET", "/api/v1/user/delete/{id}"),
  CREATE_GUEST("createGuest", "POST", "/api/v1/guest", Fields.GUEST),
  UPDATE_GUEST("updateGuest", "POST", "/api/v1/guest/update/{id}", Fields.GUEST),
  DELETE_GUEST("deleteGuest", "GET", "/api/v1/guest/delete/{id}"),
  LIST_USERS("listUsers", "GET", "/api/v1/user/list", Fields.PEOPLE_FILTER),
  LIST_GROUPS("listGroups", "GET", "/api/v1/group", Fields.GROUP_FILTER),
  CREATE_GROUP("createGroup", "POST", "/api/v1/group", Fields.GROUP),
  UPDATE_GROUP("updateGroup", "POST", "/api/v1/group/update", Fields.GROUP_UPDATE),
  ADD_TO_GROUP("addUsersToGroup", "POST", "/api/v1/user/add/group", Fields.MEMBERS),
  REMOVE_FROM_GROUP("removeUsersFromGroup", "POST", "/api/v1/user/remove/group", Fields.MEMBERS),
  LIST_RECORDS("listRecords", "GET", "/api/v1/record", Fields.RECORD_FILTER),
  COUNT_FACES("countFaces", "POST", "/api/v1/recognition/check", Fields.PHOTO),
  CHECK_QUALITY("checkFaceQuality", "POST", "/api/v1/recognition/quality", Fields.PHOTO),
  DEPARTMENT_TREE("getDepartmentTree", "GET", "/api/v2/department"),
  CREATE_DEPARTMENT("createDepartment", "POST", "/api/v2/department", Fields.DEPARTMENT),
  DEPARTMENT_BY_CODE("getDepartmentByCode", "GET", "/api/v2/department/search/code", Fields.CODE),
  GET_DEPARTMENT("getDepartmentById", "GET", "/api/v2/department/{id}"),
  UPDATE_DEPARTMENT(
      "updateDepartment", "POST", "/api/v2/department/update", Fields.DEPARTMENT_UPDATE),
  DELETE_DEPARTMENT("deleteDepartment", "GET", "/api/v2/department/delete", Fields.ID),
  /** Not in the manual, and without any signature (NOTES, F8). */
  GET_IMAGE("getImage", "GET", "/v1/image/2/{image}");

  private static final Map<String, Operation> BY_ID =
      Arrays.stream(values()).collect(Collectors.toMap(o -> o.id, Function.identity()));

  private final String id;
  private final String method;
  private final String path;

  @SuppressWarnings("ImmutableEnumChecker") // It is unmodifiable; the checker knows only Guava's.
  private final Map<String, Field> fields;

  Operation(String id, String method, String path) {
    this(id, method, path, List.of());
  }

  Operation(String id, String method, String path, List<Field> fields) {
    this.id = id;
    this.method = method;
    this.path = path;
    this.fields =
        fields.stream().collect(Collectors.toUnmodifiableMap(Field::name, field -> field));
  }

  /** The operationId of the API description, e.g. {@code createUser}. */
  public String id() {
    return id;
  }

  public String method() {
    return method;
  }

  /** The path, with {@code {id}} or {@code {image}} where a value stands. */
  public String path() {
    return path;
  }

  Map<String, Field> fields() {
    return fields;
  }

  public boolean isDepartment() {
    return path.startsWith("/api/v2/department");
  }

  public static Optional<Operation> byId(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  public static List<String> ids() {
    return BY_ID.keySet().stream().sorted().toList();
  }

  /** The tables of chapter 6; an enum's constants cannot see its own statics. */
  private static final class Fields {
    private static final int SHORT = 45;
    private static final int MOBILE = 20;
    private static final int LONG = 255;
    private static final int DEPARTMENT_NAME = 50;
    private static final int UNLIMITED = Integer.MAX_VALUE;

    static final List<Field> ID = List.of(Field.number("id").must());
    static final List<Field> PAGE = List.of(Field.number("page"), Field.number("size"));
    static final List<Field> CODE = List.of(Field.text("code", SHORT).must().filled());
    static final List<Field> PHOTO = List.of(Field.of("face_avatar", Kind.FILE).must());
    static final List<Field> DEVICE =
        List.of(
            Field.number("id").must(),
            Field.text("name", SHORT).must().filled(),
            Field.text("location", LONG).must(),
            Field.text("description", LONG),
            Field.number("direction").must(),
            Field.of("groupStaff", Kind.IDS),
            Field.of("groupVisitor", Kind.IDS));
    private static final List<Field> USER =
        List.of(
            Field.of("avatarFile", Kind.FILE),
            Field.of("force", Kind.ZERO_OR_ONE),
            Field.of("groups", Kind.IDS).must(),
            Field.text("icNumber", SHORT).must(),
            Field.text("jobNumber", SHORT).must(),
            Field.text("mobile", MOBILE).must(),
            Field.text("name", SHORT).must().filled(),
            Field.text("remark", LONG).must(),
            Field.number("departmentId"),
            Field.number("department_id"),
            Field.text("areaCode", UNLIMITED),
            Field.text("area_code", UNLIMITED),
            Field.of("entryTime", Kind.DATE),
            Field.of("entry_time", Kind.DATE),
            Field.of("birthday", Kind.DATE),
            Field.text("mail", SHORT),
            Field.text("position", SHORT),
            Field.text("location", SHORT));
    static final List<Field> USER_CREATE =
        joined(USER, List.of(Field.text("idNumber", SHORT), Field.of("gender", Kind.ONE_OR_TWO)));
    static final List<Field> USER_UPDATE =
        joined(USER, List.of(Field.text("idNumber", SHORT).must()));
    static final List<Field> GUEST =
        List.of(
            Field.of("avatarFile", Kind.FILE).must(),
            Field.of("force", Kind.ZERO_OR_ONE),
            Field.of("groups", Kind.IDS).must(),
            Field.text("name", SHORT).must().filled(),
            Field.text("mobile", MOBILE).must(),
            Field.text("remark", LONG).must(),
            Field.text("idNumber", SHORT).must(),
            Field.number("receptionUserId").must(),
            Field.of("dateTimeFrom", Kind.MOMENT).must(),
            Field.of("dateTimeTo", Kind.MOMENT).must());
    static final List<Field> PEOPLE_FILTER =
        List.of(
            Field.text("name", UNLIMITED),
            Field.text("jobNumber", UNLIMITED),
            Field.text("mobile", UNLIMITED),
            Field.text("mail", UNLIMITED),
            Field.text("icNumber", UNLIMITED),
            Field.number("id"));
    static final List<Field> GROUP_FILTER = joined(PAGE, List.of(Field.number("type")));
    static final List<Field> GROUP =
        List.of(
            Field.text("name", SHORT).must().filled(), Field.of("type", Kind.ONE_OR_TWO).must());
    static final List<Field> GROUP_UPDATE = joined(GROUP, ID);
    static final List<Field> MEMBERS =
        List.of(Field.number("groupId").must(), Field.of("userIds", Kind.IDS).must().filled());
    static final List<Field> RECORD_FILTER =
        joined(
            PAGE,
            List.of(
                Field.number("startRecordId"),
                Field.number("endRecordId"),
                Field.text("deviceSN", UNLIMITED),
                Field.number("type"),
                Field.number("userId"),
                Field.number("startTime"),
                Field.number("endTime"),
                Field.text("username", UNLIMITED)));
    static final List<Field> DEPARTMENT =
        List.of(
            Field.number("parentId").must(),
            Field.text("name", DEPARTMENT_NAME).must().filled(),
            new Field("leaderId", Kind.NUMBER, false, true, 0),
            Field.text("code", SHORT));
    static final List<Field> DEPARTMENT_UPDATE = joined(DEPARTMENT, ID);

    private Fields() {}

    private static List<Field> joined(List<Field> first, List<Field> second) {
      return Stream.concat(first.stream(), second.stream()).toList();
    }
  }
}
