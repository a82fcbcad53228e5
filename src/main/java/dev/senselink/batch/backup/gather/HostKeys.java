package dev.senselink.batch.backup.gather;

import dev.senselink.batch.backup.gather.ExportedPerson.Text;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How hosts and leaders are written: job number, else mobile, else {@code #ID}. A number that
 * another member of staff has too, or that would be read as an id, names nobody; then it is the
 * next.
 */
public final class HostKeys {
  private final Map<Long, String> byPerson = new HashMap<>();

  /** Reads everybody twice; only who is meant stays in memory. */
  public interface People {
    KeyedRecords open() throws IOException;
  }

  /** Names these people, as far as they are members of staff here. */
  public static HostKeys of(Set<Long> meant, People people) throws IOException {
    HostKeys names = new HostKeys();
    Map<Long, ExportedPerson> staff = new HashMap<>();
    each(
        people,
        person -> {
          if (!person.guest() && meant.contains(person.id())) {
            staff.put(person.id(), person);
          }
        });
    Map<String, Integer> uses = uses(staff, people);
    staff.forEach((id, person) -> names.byPerson.put(id, name(person, uses)));
    return names;
  }

  private interface Each {
    void saw(ExportedPerson person);
  }

  private static void each(People people, Each each) throws IOException {
    try (KeyedRecords items = people.open()) {
      for (KeyedRecord item = items.next(); item != null; item = items.next()) {
        each.saw(ExportedPerson.of(item));
      }
    }
  }

  /** How many members of staff each of the numbers may mean. */
  private static Map<String, Integer> uses(Map<Long, ExportedPerson> staff, People people)
      throws IOException {
    Map<String, Integer> uses = new HashMap<>();
    for (ExportedPerson person : staff.values()) {
      uses.put(person.text(Text.JOB_NUMBER), 0);
      uses.put(person.text(Text.MOBILE), 0);
    }
    each(
        people,
        person -> {
          if (!person.guest()) {
            Set<String> own = new HashSet<>();
            own.add(person.text(Text.JOB_NUMBER));
            own.add(person.text(Text.MOBILE));
            own.add(person.text(Text.NAME));
            own.forEach(text -> uses.computeIfPresent(text, (same, count) -> count + 1));
          }
        });
    return uses;
  }

  private static String name(ExportedPerson person, Map<String, Integer> uses) {
    for (Text number : new Text[] {Text.JOB_NUMBER, Text.MOBILE}) {
      String text = person.text(number);
      if (!text.isBlank() && !text.startsWith("#") && uses.getOrDefault(text, 0) == 1) {
        return text;
      }
    }
    return "#" + person.id();
  }

  /** How a person is written; null for who is no member of staff on this server. */
  @Nullable String of(long person) {
    return byPerson.get(person);
  }
}
