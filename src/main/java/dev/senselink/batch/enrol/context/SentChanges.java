package dev.senselink.batch.enrol.context;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.row.FieldFolding;
import dev.senselink.batch.enrol.row.FieldTexts;
import dev.senselink.batch.ledger.SentUpdateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a write was to set, in a form for the ledger, and what a list shows of it later. Why: an
 * answer may only echo the request, also of a server that does nothing or something else.
 *
 * <p>Somebody made had nothing before. Of each field that changes there are the hashes of what it
 * was before the row began and of what was sent, and a mark where the two are one to us: a server
 * that folds or trims what it keeps goes on showing the old spelling of it, whatever it does (E18).
 * Gender, which no update takes, is left out. Groups are told by a look-up by id alone. Of a field
 * that stays as it was there is its hash, folding aside, since an update replaces the whole person:
 * nothing in its place is a loss. Of an ID number the list shows a cipher at most: it counts only
 * where there was none, and as long as the server's time of the person does not move.
 */
public final class SentChanges {
  /** The name of the photo among the fields. */
  public static final String PHOTO = "avatarFile";

  /** The name of the ID number among them. */
  public static final String ID_NUMBER = "idNumber";

  /** The name of the groups among them. */
  public static final String GROUPS = "groups";

  private static final String FOLDED = ":";

  private static final Set<String> OPENS_DOORS = Set.of(GROUPS, PHOTO);

  /** What a server may leave out of an area code, or put before it. */
  private static final Pattern INTERNATIONAL = Pattern.compile("^(\\+|0+)");

  private SentChanges() {}

  /**
   * What a list shows of an update.
   *
   * @param taken the fields that are as sent
   * @param left the fields that are as before
   * @param other the fields that are neither
   * @param folded the fields that are as before, which is the same to us as what was sent
   * @param lost the fields that were to stay as they were, and of which nothing is there
   * @param unasked the fields that were to stay as they were, and of which something else is there
   */
  public record Shown(
      List<String> taken,
      List<String> left,
      List<String> other,
      List<String> folded,
      List<String> lost,
      List<String> unasked) {
    /** Whether the server has said yes and done nothing. */
    public boolean isNothing() {
      return taken.isEmpty() && other.isEmpty() && lost.isEmpty() && !left.isEmpty();
    }

    /** The same of somebody whom others have touched since: what they have changed is theirs. */
    public Shown touched() {
      return new Shown(taken, left, other, folded, lost, List.of());
    }

    /** The fields that are not as sent, or gone. */
    public List<String> missed() {
      List<String> missed = lacking();
      other.stream().filter(name -> !missed.contains(name)).forEach(missed::add);
      missed.addAll(folded);
      return missed;
    }

    /**
     * Those of them that the person lacks, or that nobody has asked to change; what is there of
     * another field in some other form was stored. No other photo is shown than none.
     */
    public List<String> lacking() {
      List<String> lacking = new ArrayList<>(left);
      lacking.addAll(lost);
      lacking.addAll(unasked);
      other.stream().filter(OPENS_DOORS::contains).forEach(lacking::add);
      return lacking;
    }
  }

  /**
   * The changes of an update; {@code ""} if there are none that can be compared.
   *
   * @param replaced the id of the photo in whose place another is to come; {@code null} for none
   * @param made whether the row itself has made the person, perhaps in this very second
   * @param doubtful whether it is not known if the server takes the spelling that was used of three
   *     of the fields: that they are left as they were does not say then that it did nothing
   */
  static String of(
      SentUpdateStore hashes,
      Person before,
      UserFields sent,
      @Nullable String replaced,
      boolean made,
      boolean doubtful) {
    Map<String, String> was = values(before);
    List<String> changes = new ArrayList<>();
    FieldTexts.sent(sent)
        .forEach(
            (name, value) -> {
              String old = Objects.requireNonNullElse(was.get(name), "");
              boolean unsure = doubtful && FieldTexts.hasTwoSpellings(name);
              if (!old.equals(value)) {
                String change =
                    name + "=" + hash(hashes, name, old) + ":" + hash(hashes, name, value);
                changes.add(unsure || isOne(name, old, value) ? change + FOLDED : change);
              } else if (!isNothing(name, value)) {
                changes.add(name + "=" + folded(hashes, name, value));
              }
            });
    if (replaced != null) {
      changes.add(PHOTO + "=" + hash(hashes, PHOTO, replaced) + ":");
    } else if (!before.avatarId().isEmpty()) {
      changes.add(PHOTO + "=" + folded(hashes, PHOTO, before.avatarId()));
    }
    if (!made && fillsIdNumber(before, sent)) {
      changes.add(ID_NUMBER + "=" + hash(hashes, ID_NUMBER, inAnyZone(before.updateAt())) + ":");
    }
    if (changes.isEmpty() && before.groups() == null) {
      return "";
    }
    changes.add(groups(hashes, sent));
    return String.join(" ", changes);
  }

  /** The same of a create: what was not sent is the server's own. */
  static String ofMade(SentUpdateStore hashes, UserFields sent) {
    List<String> changes = new ArrayList<>();
    FieldTexts.sent(sent)
        .forEach(
            (name, value) -> {
              if (!isNothing(name, value)) {
                String none = name.equals(FieldTexts.DEPARTMENT) ? "0" : "";
                changes.add(
                    name + "=" + hash(hashes, name, none) + ":" + hash(hashes, name, value));
              }
            });
    if (sent.avatarJpeg() != null) {
      changes.add(PHOTO + "=:");
    }
    changes.add(groups(hashes, sent));
    return String.join(" ", changes);
  }

  /** With the ids behind, so that whoever is in more of them is told from whoever lacks one. */
  private static String groups(SentUpdateStore hashes, UserFields sent) {
    String groups = ids(sent.groups());
    return GROUPS + "=:" + hash(hashes, GROUPS, groups) + ":" + groups;
  }

  /** Adds the fields of which something is shown of this person. */
  public static void addShown(Person person, Set<String> fields) {
    values(person)
        .forEach(
            (name, value) -> {
              if (!isNothing(name, value)) {
                fields.add(name);
              }
            });
    if (!cipher(person).isEmpty()) {
      fields.add(ID_NUMBER);
    }
  }

  /** Whether something is shown of the person's ID number. */
  public static boolean showsIdNumber(Person person) {
    return !cipher(person).isEmpty();
  }

  /** Nobody is in the department 0; of a text that is a value. */
  private static boolean isNothing(String name, String value) {
    return value.isEmpty() || (name.equals(FieldTexts.DEPARTMENT) && value.equals("0"));
  }

  /** What the list, or a look-up by id, shows of them. */
  public static Shown shown(SentUpdateStore hashes, String changes, Person now) {
    Map<String, String> is = values(now);
    Shown shown =
        new Shown(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (String change : changes.split(" ", -1)) {
      if (WrittenPerson.isNote(change)) {
        continue;
      }
      String name = change.substring(0, Math.max(0, change.indexOf('=')));
      String[] hash = change.substring(name.length() + 1).split(":", -1);
      if (name.equals(ID_NUMBER)) {
        if (isWithoutIdNumber(hashes, hash[0], now)) {
          shown.left.add(name);
        }
        continue;
      }
      String value = name.equals(GROUPS) ? groups(now) : is.get(name);
      if (value != null && hash.length == 1) {
        if (isNothing(name, value)) {
          shown.lost.add(name);
        } else if (!hash[0].isEmpty() && !folded(hashes, name, value).equals(hash[0])) {
          shown.unasked.add(name);
        }
      } else if (value != null) {
        String seen = hash(hashes, name, value);
        boolean isPhoto = name.equals(PHOTO); // under another id, and not lost
        boolean taken = isPhoto ? !seen.equals(hash[0]) && !value.isEmpty() : seen.equals(hash[1]);
        boolean left = seen.equals(hash[0]);
        if (taken && left) {
          continue; // it was not to change, and shows nothing
        }
        List<String> before = hash.length > 2 ? shown.folded : shown.left; // see FOLDED
        boolean more = name.equals(GROUPS) && hash.length > 2 && isWithin(hash[2], now);
        (taken ? shown.taken : left ? before : more ? shown.folded : shown.other).add(name);
      }
    }
    if (shown.taken.equals(List.of(GROUPS))) {
      shown.taken.clear(); // they may have been so before
    }
    if (shown.taken.isEmpty() && shown.other.equals(List.of(GROUPS)) && !shown.left.isEmpty()) {
      shown.other.clear();
      shown.left.add(GROUPS); // what they were is not known
    }
    if (!shown.taken.isEmpty() || !shown.other.isEmpty()) {
      shown.left.remove(ID_NUMBER); // it was carried out, and in this very second
    }
    return shown;
  }

  /**
   * Whether an ID number was sent to somebody who has none, and nobody has written them since: only
   * a cipher of it comes back, and perhaps none at all.
   */
  private static boolean isWithoutIdNumber(SentUpdateStore hashes, String before, Person now) {
    return cipher(now).isEmpty()
        && hash(hashes, ID_NUMBER, inAnyZone(now.updateAt())).equals(before);
  }

  /** The part of a time that is the same in whatever zone the server prints it. */
  private static String inAnyZone(String time) {
    int minutes = time.length() - "mm:ss".length();
    return time.matches(".*:[0-9]{2}:[0-9]{2}")
        ? Integer.parseInt(time, minutes, minutes + 2, 10) % 15 + time.substring(minutes + 2)
        : time;
  }

  private static boolean fillsIdNumber(Person before, UserFields sent) {
    return sent.idNumber() != null
        && !sent.idNumber().isEmpty()
        && cipher(before).isEmpty()
        && !before.updateAt().isEmpty();
  }

  private static String cipher(Person person) {
    return Objects.requireNonNullElse(person.encryptedIdNumber(), "");
  }

  /** Whether two values are one to us. */
  private static boolean isOne(String name, String old, String value) {
    return name.equals("areaCode")
        ? INTERNATIONAL
            .matcher(old)
            .replaceFirst("")
            .equals(INTERNATIONAL.matcher(value).replaceFirst(""))
        : FieldFolding.of(name, old).equals(FieldFolding.of(name, value));
  }

  private static String hash(SentUpdateStore hashes, String name, String value) {
    return hashes.hash(name + "\n" + value);
  }

  private static String folded(SentUpdateStore hashes, String name, String value) {
    return hash(hashes, name, name.equals(PHOTO) ? value : FieldFolding.of(name, value));
  }

  /** Whether the person is in all of these groups. */
  private static boolean isWithin(String ids, Person now) {
    List<String> there = List.of(Objects.requireNonNullElse(groups(now), "").split(",", -1));
    return ids.isEmpty() || there.containsAll(List.of(ids.split(",", -1)));
  }

  private static @Nullable String groups(Person now) {
    return now.groups() == null ? null : ids(GroupReference.ids(now.groups()));
  }

  private static String ids(List<Long> groups) {
    return groups.stream()
        .sorted()
        .distinct()
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private static Map<String, String> values(Person person) {
    Map<String, String> values = FieldTexts.of(person);
    values.put(PHOTO, person.avatarId());
    return values;
  }
}
