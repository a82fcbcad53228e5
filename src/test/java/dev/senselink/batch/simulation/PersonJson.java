package dev.senselink.batch.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** People as the simulated server prints them. */
final class PersonJson {
  private static final int CIPHER = 16;

  private final SimWorld world;

  PersonJson(SimWorld world) {
    this.world = world;
  }

  /**
   * As a list shows somebody.
   *
   * @param alone whether nobody else was found: only then the groups are told
   */
  Map<String, @Nullable Object> listed(PersonState person, boolean alone, ExchangeTwist twist) {
    Map<String, @Nullable Object> json = plain(person);
    if (twist != ExchangeTwist.NO_TYPE) {
      json.put("type", person.type());
    }
    if (twist == ExchangeTwist.HIDES_REMARK) {
      json.put("remark", null);
    }
    if (alone && twist != ExchangeTwist.NO_GROUPS) {
      json.put("groupList", groups(person));
    }
    return json;
  }

  /** As a create answers. */
  Map<String, @Nullable Object> written(PersonState person) {
    Map<String, @Nullable Object> json = plain(person);
    json.put("type", person.type());
    boolean guest = person.type() == PersonState.GUEST;
    json.put(guest ? "groups" : "groupList", groups(person));
    if (guest) {
      json.put("reception_user_id", 0);
      json.put("date_time_from", person.of("dateTimeFrom"));
      json.put("date_time_to", person.of("dateTimeTo"));
    }
    return json;
  }

  /** As an update answers: an echo that proves nothing. */
  Map<String, @Nullable Object> echoed(PersonState asked) {
    Map<String, @Nullable Object> json = written(asked);
    json.put("gender", null);
    json.put("create_at", null);
    json.put("department_id", null);
    return json;
  }

  private Map<String, @Nullable Object> plain(PersonState person) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", person.id());
    json.put("name", person.name());
    json.put("avatar", person.avatar().isEmpty() ? null : person.avatar());
    json.put("mobile", person.of("mobile"));
    json.put("remark", person.of("remark"));
    json.put("company_id", SimWorld.COMPANY);
    json.put("create_at", world.print(person.createAt()));
    json.put("update_at", world.print(person.updateAt()));
    if (person.type() == PersonState.STAFF) {
      staff(person, json);
    }
    String number = person.of("idNumber");
    json.put("id_number", number.isEmpty() ? "" : cipher(number));
    return json;
  }

  private static void staff(PersonState person, Map<String, @Nullable Object> json) {
    json.put("job_number", person.of("jobNumber"));
    json.put("ic_number", person.of("icNumber"));
    json.put("mail", orNull(person.of("mail")));
    json.put("position", orNull(person.of("position")));
    json.put("location", orNull(person.of("location")));
    json.put("birthday", person.of("birthday"));
    json.put("entry_time", orNull(person.of("entryTime")));
    json.put("area_code", orNull(person.of("areaCode")));
    String gender = person.of("gender");
    json.put("gender", gender.isEmpty() ? null : Integer.valueOf(gender));
    String department = person.of("departmentId");
    json.put("department_id", department.isEmpty() ? 0L : Long.parseLong(department));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String cipher(String number) {
    byte[] bytes = new byte[CIPHER];
    byte[] plain = number.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < CIPHER; at++) {
      bytes[at] = (byte) (plain[at % plain.length] * 31 + at);
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  private List<Map<String, @Nullable Object>> groups(PersonState person) {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (long id : new TreeSet<>(person.groups())) {
      PlaceBook.SimGroup group = world.places.groups.get(id);
      if (group != null) {
        list.add(PlaceDesk.json(group));
      }
    }
    return list;
  }
}
