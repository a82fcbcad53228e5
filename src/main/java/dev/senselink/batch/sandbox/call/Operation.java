package dev.senselink.batch.sandbox.call;

import dev.senselink.batch.sandbox.call.ParameterRule.Kind;
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
  private final Map<String, ParameterRule> fields;

  Operation(String id, String method, String path) {
    this(id, method, path, List.of());
  }

  Operation(String id, String method, String path, List<ParameterRule> fields) {
    this.id = id;
    this.method = method;
    this.path = path;
    this.fields =
        fields.stream().collect(Collectors.toUnmodifiableMap(ParameterRule::name, field -> field));
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

  Map<String, ParameterRule> fields() {
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

    static final List<ParameterRule> ID = List.of(ParameterRule.number("id").asRequired());
    static final List<ParameterRule> PAGE =
        List.of(ParameterRule.number("page"), ParameterRule.number("size"));
    static final List<ParameterRule> CODE =
        List.of(ParameterRule.text("code", SHORT).asRequired().asFilled());
    static final List<ParameterRule> PHOTO =
        List.of(ParameterRule.of("face_avatar", Kind.FILE).asRequired());
    static final List<ParameterRule> DEVICE =
        List.of(
            ParameterRule.number("id").asRequired(),
            ParameterRule.text("name", SHORT).asRequired().asFilled(),
            ParameterRule.text("location", LONG).asRequired(),
            ParameterRule.text("description", LONG),
            ParameterRule.number("direction").asRequired(),
            ParameterRule.of("groupStaff", Kind.IDS),
            ParameterRule.of("groupVisitor", Kind.IDS));
    private static final List<ParameterRule> USER =
        List.of(
            ParameterRule.of("avatarFile", Kind.FILE),
            ParameterRule.of("force", Kind.ZERO_OR_ONE),
            ParameterRule.of("groups", Kind.IDS).asRequired(),
            ParameterRule.text("icNumber", SHORT).asRequired(),
            ParameterRule.text("jobNumber", SHORT).asRequired(),
            ParameterRule.text("mobile", MOBILE).asRequired(),
            ParameterRule.text("name", SHORT).asRequired().asFilled(),
            ParameterRule.text("remark", LONG).asRequired(),
            ParameterRule.number("departmentId"),
            ParameterRule.number("department_id"),
            ParameterRule.text("areaCode", UNLIMITED),
            ParameterRule.text("area_code", UNLIMITED),
            ParameterRule.of("entryTime", Kind.DATE),
            ParameterRule.of("entry_time", Kind.DATE),
            ParameterRule.of("birthday", Kind.DATE),
            ParameterRule.text("mail", SHORT),
            ParameterRule.text("position", SHORT),
            ParameterRule.text("location", SHORT));
    static final List<ParameterRule> USER_CREATE =
        joined(
            USER,
            List.of(
                ParameterRule.text("idNumber", SHORT),
                ParameterRule.of("gender", Kind.ONE_OR_TWO)));
    static final List<ParameterRule> USER_UPDATE =
        joined(USER, List.of(ParameterRule.text("idNumber", SHORT).asRequired()));
    static final List<ParameterRule> GUEST =
        List.of(
            ParameterRule.of("avatarFile", Kind.FILE).asRequired(),
            ParameterRule.of("force", Kind.ZERO_OR_ONE),
            ParameterRule.of("groups", Kind.IDS).asRequired(),
            ParameterRule.text("name", SHORT).asRequired().asFilled(),
            ParameterRule.text("mobile", MOBILE).asRequired(),
            ParameterRule.text("remark", LONG).asRequired(),
            ParameterRule.text("idNumber", SHORT).asRequired(),
            ParameterRule.number("receptionUserId").asRequired(),
            ParameterRule.of("dateTimeFrom", Kind.MOMENT).asRequired(),
            ParameterRule.of("dateTimeTo", Kind.MOMENT).asRequired());
    static final List<ParameterRule> PEOPLE_FILTER =
        List.of(
            ParameterRule.text("name", UNLIMITED),
            ParameterRule.text("jobNumber", UNLIMITED),
            ParameterRule.text("mobile", UNLIMITED),
            ParameterRule.text("mail", UNLIMITED),
            ParameterRule.text("icNumber", UNLIMITED),
            ParameterRule.number("id"));
    static final List<ParameterRule> GROUP_FILTER =
        joined(PAGE, List.of(ParameterRule.number("type")));
    static final List<ParameterRule> GROUP =
        List.of(
            ParameterRule.text("name", SHORT).asRequired().asFilled(),
            ParameterRule.of("type", Kind.ONE_OR_TWO).asRequired());
    static final List<ParameterRule> GROUP_UPDATE = joined(GROUP, ID);
    static final List<ParameterRule> MEMBERS =
        List.of(
            ParameterRule.number("groupId").asRequired(),
            ParameterRule.of("userIds", Kind.IDS).asRequired().asFilled());
    static final List<ParameterRule> RECORD_FILTER =
        joined(
            PAGE,
            List.of(
                ParameterRule.number("startRecordId"),
                ParameterRule.number("endRecordId"),
                ParameterRule.text("deviceSN", UNLIMITED),
                ParameterRule.number("type"),
                ParameterRule.number("userId"),
                ParameterRule.number("startTime"),
                ParameterRule.number("endTime"),
                ParameterRule.text("username", UNLIMITED)));
    static final List<ParameterRule> DEPARTMENT =
        List.of(
            ParameterRule.number("parentId").asRequired(),
            ParameterRule.text("name", DEPARTMENT_NAME).asRequired().asFilled(),
            new ParameterRule("leaderId", Kind.NUMBER, false, true, 0),
            ParameterRule.text("code", SHORT));
    static final List<ParameterRule> DEPARTMENT_UPDATE = joined(DEPARTMENT, ID);

    private Fields() {}

    private static List<ParameterRule> joined(
        List<ParameterRule> first, List<ParameterRule> second) {
      return Stream.concat(first.stream(), second.stream()).toList();
    }
  }
}
