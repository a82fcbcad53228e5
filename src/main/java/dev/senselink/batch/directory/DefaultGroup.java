package dev.senselink.batch.directory;

import dev.senselink.batch.api.Group;
import dev.senselink.batch.api.Person;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The group that new people join when nothing else is said: one of each type must be there. */
final class DefaultGroup {
  private static final Set<String> NAMES = Set.of("默认组", "default");

  private DefaultGroup() {}

  /**
   * @param type {@link Person#STAFF} or {@link Person#GUEST}
   */
  static Diagnosis of(int type, List<Group> all) {
    String kind = type == Person.STAFF ? "staff" : "guest";
    String check = "default-group-" + kind;
    List<String> found =
        all.stream()
            .filter(group -> group.type() == type)
            .filter(group -> NAMES.contains(group.name().strip().toLowerCase(Locale.ROOT)))
            .map(group -> group.name() + " (#" + group.id() + ")")
            .toList();
    if (found.size() == 1) {
      return Diagnosis.ok(check, found.get(0));
    }
    String command = type == Person.STAFF ? "import users" : "import guests";
    return Diagnosis.bad(
        check,
        found.isEmpty()
            ? "no " + kind + " group is named 默认组 or Default"
            : "several " + kind + " groups are named so: " + String.join(", ", found),
        "say with --groups which groups new people join (or --groups none), else `"
            + command
            + "` does not start; or name exactly one "
            + kind
            + " group Default");
  }
}
