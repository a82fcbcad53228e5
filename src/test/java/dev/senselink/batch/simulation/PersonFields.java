package dev.senselink.batch.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of a person: as we call them, as a create, an update and a list spell them. */
final class PersonFields {
  /** What a person of staff holds as text; all but the last two can be replaced by an update. */
  static final List<String> STAFF =
      List.of(
          "name",
          "jobNumber",
          "mobile",
          "icNumber",
          "mail",
          "remark",
          "position",
          "location",
          "birthday",
          "entryTime",
          "areaCode",
          "departmentId",
          "idNumber",
          "gender");

  static final List<String> GUEST =
      List.of(
          "name", "mobile", "remark", "idNumber", "receptionUserId", "dateTimeFrom", "dateTimeTo");

  /** What people can be searched by. */
  static final Set<String> FILTERS = Set.of("name", "jobNumber", "mobile", "mail", "icNumber");

  private static final Map<String, String> SNAKE =
      Map.of(
          "departmentId", "department_id",
          "areaCode", "area_code",
          "entryTime", "entry_time");

  private PersonFields() {}

  static List<String> of(int type) {
    return type == PersonState.STAFF ? STAFF : GUEST;
  }

  /**
   * What a create or an update says, under our names; a field that was not sent is not in it.
   *
   * @param update an update, which the manual spells differently
   * @param spelling which spelling this server takes
   */
  static Map<String, String> said(
      WorldRequest request, int type, boolean update, FieldSpelling spelling) {
    Map<String, String> said = new LinkedHashMap<>();
    for (String field : of(type)) {
      if (update && field.equals("gender")) {
        continue;
      }
      String snake = SNAKE.get(field);
      if (snake == null) {
        put(said, field, request, field);
        continue;
      }
      if (spelling.takesCamel(update)) {
        put(said, field, request, field);
      }
      if (spelling.takesSnake(update)) {
        put(said, field, request, snake);
      }
    }
    return said;
  }

  private static void put(
      Map<String, String> said, String field, WorldRequest request, String name) {
    if (request.fields().containsKey(name)) {
      said.put(field, request.of(name));
    }
  }
}
