package dev.senselink.batch.sandbox.world;

import dev.senselink.batch.sandbox.call.SandboxClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A stored person as the request form that would make it. */
public final class PersonFormFields {
  private PersonFormFields() {}

  public static Map<String, String> of(Person person) {
    Person.Profile p = person.profile();
    Map<String, String> fields = new HashMap<>();
    put(fields, "name", p.name());
    put(fields, "jobNumber", p.jobNumber());
    put(fields, "mobile", p.mobile());
    put(fields, "icNumber", p.icNumber());
    put(fields, "remark", p.remark());
    put(fields, "mail", p.mail());
    put(fields, "position", p.position());
    put(fields, "location", p.location());
    put(fields, "birthday", p.birthday());
    put(fields, "entryTime", p.entryTime());
    put(fields, "areaCode", p.areaCode());
    put(fields, "idNumber", p.idNumber());
    put(fields, "gender", p.gender());
    put(fields, "departmentId", p.departmentId());
    put(fields, "groups", joined(person.groups()));
    Person.Visit visit = p.visit();
    if (visit != null) {
      put(fields, "receptionUserId", visit.receptionUserId());
      put(fields, "dateTimeFrom", SandboxClock.text(visit.from()));
      put(fields, "dateTimeTo", SandboxClock.text(visit.to()));
    }
    return fields;
  }

  private static String joined(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static void put(Map<String, String> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value.toString());
    }
  }
}
