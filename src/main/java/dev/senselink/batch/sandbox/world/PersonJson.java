package dev.senselink.batch.sandbox.world;

import dev.senselink.batch.sandbox.call.IdNumberCipher;
import dev.senselink.batch.sandbox.call.ParameterRule;
import dev.senselink.batch.sandbox.call.SandboxClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** People in the API's words, each answer with the oddities of its sample in the manual. */
public final class PersonJson {
  private final SandboxClock clock;
  private final IdNumberCipher idNumbers;
  private final long companyId;

  public PersonJson(SandboxClock clock, IdNumberCipher idNumbers, long companyId) {
    this.clock = clock;
    this.idNumbers = idNumbers;
    this.companyId = companyId;
  }

  /** As user create answers (6.3.1): dates as they were sent. */
  public Map<String, Object> created(Person person, List<Map<String, Object>> groups) {
    return user(person, groups, clock.text(person.createdAt()), clock.text(person.updatedAt()));
  }

  /** As user update answers (6.3.2): an echo without gender, create_at and department_id. */
  public Map<String, Object> updated(Person person, List<Map<String, Object>> groups) {
    Map<String, Object> fields = user(person, groups, "", clock.text(person.updatedAt()));
    fields.put("gender", null);
    fields.put("create_at", null);
    fields.put("department_id", null);
    return fields;
  }

  /**
   * As user/list answers (6.3.7): dates padded, update_at in another zone once there was an update.
   *
   * @param groups null unless exactly one person was found
   */
  public Map<String, Object> listed(Person person, @Nullable List<Map<String, Object>> groups) {
    Instant updated = person.updatedAt();
    String updatedText =
        person.edited() ? clock.listTextUtc(updated) : clock.listText(person.createdAt());
    Map<String, Object> fields =
        user(person, groups, clock.listText(person.createdAt()), updatedText);
    fields.put("birthday", padded(person.profile().birthday()));
    fields.put("entry_time", padded(person.profile().entryTime()));
    return fields;
  }

  private static @Nullable String padded(@Nullable String date) {
    return date == null ? null : ParameterRule.paddedDate(date);
  }

  private Map<String, Object> user(
      Person person, @Nullable List<Map<String, Object>> groups, String created, String updated) {
    Person.Profile p = person.profile();
    Map<String, Object> fields = common(person);
    fields.put("type", person.type());
    fields.put("birthday", p.birthday());
    fields.put("mail", p.mail());
    fields.put("position", p.position());
    fields.put("location", p.location());
    fields.put("groupList", groups);
    fields.put("gender", p.gender());
    fields.put("job_number", p.jobNumber());
    fields.put("create_at", created);
    fields.put("update_at", updated);
    fields.put("department_id", p.departmentId());
    fields.put("area_code", p.areaCode());
    fields.put("entry_time", p.entryTime());
    fields.put("country_code", null);
    fields.put("place_code", null);
    fields.put("staff_type", 0);
    return fields;
  }

  /** As guest create and update answer (6.3.4, 6.3.5). */
  public Map<String, Object> guest(
      Person person, List<Map<String, Object>> groups, @Nullable String receptionName) {
    Person.Visit visit = person.profile().visit();
    Map<String, Object> fields = common(person);
    fields.put("groups", groups);
    fields.put("group_count", groups.size());
    if (visit != null) {
      fields.put("reception_user_id", visit.receptionUserId());
      fields.put("reception_user_name", receptionName);
      fields.put("date_time", moment(visit.from()));
      fields.put("date_time_from", moment(visit.from()));
      fields.put("date_time_to", moment(visit.to()));
    }
    fields.put("create_at", clock.listText(person.createdAt()));
    fields.put("update_at", clock.listText(person.updatedAt()));
    return fields;
  }

  private static String moment(LocalDateTime time) {
    return SandboxClock.text(time) + ".0";
  }

  private Map<String, Object> common(Person person) {
    Person.Profile p = person.profile();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", person.id());
    fields.put("name", p.name());
    fields.put("avatar", person.avatarId());
    fields.put("mobile", p.mobile());
    fields.put("remark", p.remark());
    fields.put("ic_number", p.icNumber());
    fields.put("id_number", idNumbers.encrypted(p.idNumber()));
    fields.put("company_id", companyId);
    return fields;
  }
}
