package dev.senselink.batch.simulation;

import java.util.Map;

/** The calls of the API that the simulated server knows, told apart as a fault sees them. */
enum CallKind {
  COMPANY,
  LIST_EVERYBODY,
  FIND_PEOPLE,
  GET_PERSON,
  CREATE_USER,
  UPDATE_USER,
  DELETE_USER,
  CREATE_GUEST,
  UPDATE_GUEST,
  DELETE_GUEST,
  LIST_GROUPS,
  CREATE_GROUP,
  UPDATE_GROUP,
  JOIN_GROUP,
  LEAVE_GROUP,
  DEPARTMENTS,
  DEPARTMENT_BY_CODE,
  GET_DEPARTMENT,
  CREATE_DEPARTMENT,
  UPDATE_DEPARTMENT,
  DELETE_DEPARTMENT,
  DEVICES,
  UPDATE_DEVICE,
  RECORDS,
  COUNT_FACES,
  QUALITY,
  IMAGE,
  UNKNOWN;

  private static final Map<String, CallKind> GETS =
      Map.of(
          "/company", COMPANY,
          "/device", DEVICES,
          "/user/list", LIST_EVERYBODY,
          "/group", LIST_GROUPS,
          "/record", RECORDS,
          "/department", DEPARTMENTS,
          "/department/search/code", DEPARTMENT_BY_CODE,
          "/department/delete", DELETE_DEPARTMENT);

  private static final Map<String, CallKind> POSTS =
      Map.ofEntries(
          Map.entry("/user", CREATE_USER),
          Map.entry("/guest", CREATE_GUEST),
          Map.entry("/group", CREATE_GROUP),
          Map.entry("/group/update", UPDATE_GROUP),
          Map.entry("/user/add/group", JOIN_GROUP),
          Map.entry("/user/remove/group", LEAVE_GROUP),
          Map.entry("/device/update", UPDATE_DEVICE),
          Map.entry("/department", CREATE_DEPARTMENT),
          Map.entry("/department/update", UPDATE_DEPARTMENT),
          Map.entry("/recognition/check", COUNT_FACES),
          Map.entry("/recognition/quality", QUALITY));

  private static final Map<String, CallKind> BY_ID =
      Map.of(
          "/user/update/", UPDATE_USER,
          "/user/delete/", DELETE_USER,
          "/guest/update/", UPDATE_GUEST,
          "/guest/delete/", DELETE_GUEST,
          "/department/", GET_DEPARTMENT);

  /** What kind a request is of. */
  static CallKind of(WorldRequest request) {
    String path = request.path().replaceFirst("^/api/v[12]", "");
    if (path.startsWith("/v1/image/")) {
      return IMAGE;
    }
    boolean get = request.method().equals("GET");
    CallKind plain = (get ? GETS : POSTS).get(path);
    if (plain == LIST_EVERYBODY) {
      return people(request);
    }
    if (plain != null) {
      return plain;
    }
    String front = path.substring(0, path.lastIndexOf('/') + 1);
    return BY_ID.getOrDefault(front, UNKNOWN);
  }

  private static CallKind people(WorldRequest request) {
    if (request.has("id")) {
      return GET_PERSON;
    }
    boolean filtered = request.fields().keySet().stream().anyMatch(PersonFields.FILTERS::contains);
    return filtered ? FIND_PEOPLE : LIST_EVERYBODY;
  }

  /** Whether the server may be another one afterwards. */
  boolean changes() {
    return switch (this) {
      case CREATE_USER,
          UPDATE_USER,
          DELETE_USER,
          CREATE_GUEST,
          UPDATE_GUEST,
          DELETE_GUEST,
          CREATE_GROUP,
          UPDATE_GROUP,
          JOIN_GROUP,
          LEAVE_GROUP,
          CREATE_DEPARTMENT,
          UPDATE_DEPARTMENT,
          DELETE_DEPARTMENT,
          UPDATE_DEVICE ->
          true;
      default -> false;
    };
  }

  boolean creates() {
    return this == CREATE_USER || this == CREATE_GUEST;
  }

  boolean updates() {
    return this == UPDATE_USER || this == UPDATE_GUEST;
  }

  boolean deletes() {
    return this == DELETE_USER || this == DELETE_GUEST;
  }

  /** Whether its answer is a list of people. */
  boolean listsPeople() {
    return this == LIST_EVERYBODY || this == FIND_PEOPLE || this == GET_PERSON;
  }
}
