package dev.senselink.batch.api;

/** Every operation of the server, as the manual prints it. */
public enum Operation {
  GET_COMPANY(Method.GET, "/api/v1/company", "6.1", false),
  LIST_DEVICES(Method.GET, "/api/v1/device", "6.2.1", false),
  UPDATE_DEVICE(Method.POST, "/api/v2/device/update", "6.2.2", true),
  DELETE_DEVICE(Method.GET, "/api/v1/device/delete/{id}", "6.2.3", true),
  CREATE_USER(Method.POST, "/api/v1/user", "6.3.1", true),
  UPDATE_USER(Method.POST, "/api/v1/user/update/{id}", "6.3.2", true),
  DELETE_USER(Method.GET, "/api/v1/user/delete/{id}", "6.3.3", true),
  CREATE_GUEST(Method.POST, "/api/v1/guest", "6.3.4", true),
  UPDATE_GUEST(Method.POST, "/api/v1/guest/update/{id}", "6.3.5", true),
  DELETE_GUEST(Method.GET, "/api/v1/guest/delete/{id}", "6.3.6", true),
  LIST_USERS(Method.GET, "/api/v1/user/list", "6.3.7", false),
  CREATE_GROUP(Method.POST, "/api/v1/group", "6.4.1", true),
  LIST_GROUPS(Method.GET, "/api/v1/group", "6.4.2", false),
  UPDATE_GROUP(Method.POST, "/api/v1/group/update", "6.4.3", true),
  ADD_TO_GROUP(Method.POST, "/api/v1/user/add/group", "6.4.4", true),
  REMOVE_FROM_GROUP(Method.POST, "/api/v1/user/remove/group", "6.4.5", true),
  LIST_RECORDS(Method.GET, "/api/v1/record", "6.5.1", false),
  CHECK_FACES(Method.POST, "/api/v1/recognition/check", "6.6.1", false),
  CHECK_QUALITY(Method.POST, "/api/v1/recognition/quality", "6.6.2", false),
  DEPARTMENT_TREE(Method.GET, "/api/v2/department", "6.7.1", false),
  DEPARTMENT_BY_CODE(Method.GET, "/api/v2/department/search/code", "6.7.2", false),
  GET_DEPARTMENT(Method.GET, "/api/v2/department/{id}", "6.7.3", false),
  CREATE_DEPARTMENT(Method.POST, "/api/v2/department", "6.7.4", true),
  UPDATE_DEPARTMENT(Method.POST, "/api/v2/department/update", "6.7.5", true),
  DELETE_DEPARTMENT(Method.GET, "/api/v2/department/delete", "6.7.6", true),
  /** Not in the manual; the path is a setting (NOTES F8). */
  FETCH_IMAGE(Method.GET, ServerSettings.IMAGE_PATH, "-", false);

  /** How a request is sent. */
  public enum Method {
    GET,
    POST
  }

  private final Method method;
  private final String path;
  private final String section;
  private final boolean changes;

  Operation(Method method, String path, String section, boolean changes) {
    this.method = method;
    this.path = path;
    this.section = section;
    this.changes = changes;
  }

  public Method method() {
    return method;
  }

  /** The path as printed, with {@code {id}} where an id goes. */
  public String path() {
    return path;
  }

  /** The section of the manual. */
  public String section() {
    return section;
  }

  /**
   * Whether the server may be another one afterwards. Deletes are GETs, so the method tells not.
   */
  public boolean changes() {
    return changes;
  }

  /** Departments are printed with two paths (NOTES 75). */
  public boolean hasTwoPaths() {
    return path.startsWith("/api/v2/department");
  }
}
