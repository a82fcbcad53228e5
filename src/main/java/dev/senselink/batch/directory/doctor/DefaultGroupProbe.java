package dev.senselink.batch.directory.doctor;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.language.DisplayLanguage;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The group that new people join when nothing else is said: one of each type must be there. */
final class DefaultGroupProbe {
  private static final Set<String> NAMES = Set.of("默认组", "default");

  private DefaultGroupProbe() {}

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
    return Diagnosis.bad(
        check,
        type == Person.STAFF ? staff(found) : guests(found),
        words(type == Person.STAFF ? "defaultGroup.staff.remedy" : "defaultGroup.guest.remedy"));
  }

  private static String staff(List<String> found) {
    return found.isEmpty()
        ? words("defaultGroup.staff.none")
        : words("defaultGroup.staff.several", DisplayLanguage.list(found));
  }

  private static String guests(List<String> found) {
    return found.isEmpty()
        ? words("defaultGroup.guest.none")
        : words("defaultGroup.guest.several", DisplayLanguage.list(found));
  }
}
