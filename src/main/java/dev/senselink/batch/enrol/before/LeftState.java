package dev.senselink.batch.enrol.before;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.row.FieldTexts;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.LastWrite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether somebody is still as a run has left them. */
public final class LeftState {
  /** What {@link #differing} calls the groups. */
  public static final String GROUPS = "groups";

  /** What {@link #differing} calls the photo. */
  public static final String PHOTO = "photo";

  /** What {@link #differing} calls the ID number. */
  public static final String ID_NUMBER = "idNumber";

  private LeftState() {}

  /**
   * The names of what is not as the run's last write left it; empty where nobody has touched it
   * since. A field that is as it was before that write is none of them: the server has not taken
   * ours, or somebody has put it back already.
   *
   * @param image of somebody whom the run has made or updated
   */
  public static List<String> differing(BeforeStore hashes, BeforeImage image, Person now) {
    List<String> differing = new ArrayList<>();
    FormerPerson before = image.before();
    Map<String, String> shown = FieldTexts.whole(now);
    image
        .sent()
        .hashes()
        .forEach(
            (name, hash) -> {
              String text = shown.getOrDefault(name, "");
              boolean asSent = FieldTexts.hash(hashes, name, text).equals(hash);
              boolean asBefore = before != null && before.field(name).equals(text);
              if (!asSent && !asBefore) {
                differing.add(name);
              }
            });
    if (!sameGroups(image, now)) {
      differing.add(GROUPS);
    }
    if (!samePhoto(image, now)) {
      differing.add(PHOTO);
    }
    if (!sameIdNumber(image, now)) {
      differing.add(ID_NUMBER);
    }
    return differing;
  }

  private static boolean sameGroups(BeforeImage image, Person now) {
    List<Long> sent = image.sent().groups();
    List<GroupReference> shown = now.groups();
    if (sent == null) {
      return true;
    }
    if (shown == null) {
      return false;
    }
    List<Long> ids = GroupReference.ids(shown).stream().sorted().distinct().toList();
    FormerPerson before = image.before();
    List<Long> were = before == null ? null : before.groupIds();
    return ids.equals(sent) || (were != null && new HashSet<>(were).equals(new HashSet<>(ids)));
  }

  private static boolean samePhoto(BeforeImage image, Person now) {
    LastWrite sent = image.sent();
    FormerPerson before = image.before();
    String after = sent.avatarId();
    return (after != null && after.equals(now.avatarId()))
        || (before != null && before.avatarId().equals(now.avatarId()));
  }

  /** It is never seen in plain, but one that is shown otherwise is another one. */
  private static boolean sameIdNumber(BeforeImage image, Person now) {
    String shown = cipher(now);
    String after = image.sent().idCipher();
    FormerPerson before = image.before();
    boolean none = before == null && after == null && shown.isEmpty(); // never shown, it seems
    return none || shown.equals(after) || (before != null && before.idCipher().equals(shown));
  }

  private static String cipher(Person person) {
    String shown = person.encryptedIdNumber();
    return shown == null ? "" : shown;
  }

  /**
   * The keyed hash of all that the server shows of somebody, photo and groups included; {@code ""}
   * where it does not tell the groups.
   */
  public static String whole(BeforeStore hashes, @Nullable Person person) {
    return person == null || person.groups() == null
        ? ""
        : whole(hashes, person, GroupReference.ids(person.groups()));
  }

  /** What {@link #whole} is to be once somebody is in no group any more. */
  public static String inNoGroup(BeforeStore hashes, Person person) {
    return whole(hashes, person, List.of());
  }

  private static String whole(BeforeStore hashes, Person person, List<Long> groups) {
    Map<String, String> texts = new TreeMap<>(FieldTexts.whole(person));
    texts.put(PHOTO, person.avatarId());
    texts.put(GROUPS, groups.stream().sorted().distinct().toList() + "");
    texts.put(ID_NUMBER, cipher(person));
    return hashes.hash("person", texts.toString());
  }
}
