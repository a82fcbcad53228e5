package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.FilterMode;
import dev.senselink.batch.sandbox.world.Person;
import dev.senselink.batch.sandbox.world.PersonJson;
import dev.senselink.batch.sandbox.world.SandboxWorld;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** Searches people, or lists everybody (6.3.7). The answer is written person by person. */
final class PeopleListDesk {
  private static final Map<String, Function<Person, String>> FILTERS =
      Map.of(
          "name", person -> person.profile().name(),
          "jobNumber", person -> person.profile().jobNumber(),
          "mobile", person -> person.profile().mobile(),
          "icNumber", person -> person.profile().icNumber(),
          "mail", Person::mailOrBlank);

  private final DeskContext office;
  private final PersonJson json;

  PeopleListDesk(DeskContext office, PersonJson json) {
    this.office = office;
    this.json = json;
  }

  CallAnswer list(CallForm form) {
    SandboxWorld world = office.world();
    synchronized (world) {
      List<Person> found = found(form);
      if (found.size() == 1 && !office.deviations().listHidesGroups()) {
        Person only = found.get(0);
        return CallAnswer.ok(List.of(json.listed(only, world.groupReferences(only.groups()))));
      }
      return CallAnswer.streamed((out, share) -> write(found, out, share));
    }
  }

  private List<Person> found(CallForm form) {
    SandboxWorld world = office.world();
    Stream<Person> people = world.people.all().stream();
    if (!form.text("id").isEmpty()) {
      people =
          Stream.ofNullable(world.people.get(form.number("id", 0)))
              .filter(one -> one.type() == 1 || !office.deviations().listFindsNoGuestById());
    }
    for (Map.Entry<String, Function<Person, String>> filter : FILTERS.entrySet()) {
      String wanted = form.text(filter.getKey());
      if (!wanted.isEmpty()) {
        FilterMode mode = office.settings().filters();
        people = people.filter(person -> mode.matches(wanted, filter.getValue().apply(person)));
      }
    }
    return people.toList();
  }

  private void write(List<Person> people, OutputStream out, double share) {
    JsonGenerator generator = CallAnswer.JSON.createGenerator(out);
    generator.writeStartObject();
    generator.writeNumberProperty("code", 200);
    generator.writeStringProperty("message", "OK");
    generator.writeArrayPropertyStart("data");
    long written = Math.round(people.size() * share);
    people.stream()
        .limit(written)
        .forEach(person -> generator.writePOJO(json.listed(person, null)));
    if (share >= 1) {
      generator.writeEndArray();
      generator.writeEndObject();
    }
    generator.flush();
  }
}
