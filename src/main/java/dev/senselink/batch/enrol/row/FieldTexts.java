package dev.senselink.batch.enrol.row;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.before.LastWrite;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a person as texts, by the names under which they are sent. */
public final class FieldTexts {
  /** The department's id, which is no text but is compared like one; 0 is none. */
  public static final String DEPARTMENT = "department";

  private static final String NO_DEPARTMENT = "0";
  private static final String GENDER = "gender";

  /** The names of the texts of {@link #of}, the department's aside. */
  private static final List<String> TEXTS =
      List.of(
          "name",
          "jobNumber",
          "mobile",
          "icNumber",
          "remark",
          "mail",
          "position",
          "location",
          "birthday",
          "areaCode",
          "entryTime");

  private static final Set<String> TWO_SPELLINGS = Set.of("areaCode", "entryTime", DEPARTMENT);

  private FieldTexts() {}

  /** As the server shows them; days in one spelling. */
  public static Map<String, String> of(Person p) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("name", p.name());
    texts.put("jobNumber", p.jobNumber());
    texts.put("mobile", p.mobile());
    texts.put("icNumber", p.icNumber());
    texts.put("remark", p.remark());
    texts.put("mail", p.mail());
    texts.put("position", p.position());
    texts.put("location", p.location());
    texts.put("birthday", DayComparison.normal(p.birthday()));
    texts.put("areaCode", p.areaCode());
    texts.put("entryTime", DayComparison.normal(p.entryTime()));
    texts.put(DEPARTMENT, department(p.departmentId()));
    return texts;
  }

  /** All that a request says of somebody; what it leaves out is missing. */
  public static Map<String, String> sent(UserFields f) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("name", f.name());
    if (f.visit() == null) {
      texts.put("jobNumber", f.jobNumber());
      texts.put("icNumber", f.icNumber());
    }
    texts.put("mobile", f.mobile());
    texts.put("remark", f.remark());
    put(texts, "mail", f.mail());
    put(texts, "position", f.position());
    put(texts, "location", f.location());
    put(texts, "birthday", f.birthday() == null ? null : DayComparison.normal(f.birthday()));
    put(texts, "areaCode", f.areaCode());
    put(texts, "entryTime", f.entryTime() == null ? null : DayComparison.normal(f.entryTime()));
    put(texts, DEPARTMENT, f.departmentId() == null ? null : department(f.departmentId()));
    return texts;
  }

  private static void put(Map<String, String> texts, String name, @Nullable String text) {
    if (text != null) {
      texts.put(name, text);
    }
  }

  private static String department(@Nullable Long id) {
    return String.valueOf(Objects.requireNonNullElse(id, 0L));
  }

  /** The hash by which two spellings of a field that are one to us are equal. */
  public static String hash(BeforeStore hashes, String field, String text) {
    return hashes.hash(field, FieldFolding.of(field, text));
  }

  /** All that is compared of somebody just made. */
  public static Map<String, String> whole(Person p) {
    Map<String, String> texts = of(p);
    texts.put(GENDER, gender(p.gender()));
    return texts;
  }

  private static String gender(@Nullable Integer gender) {
    return gender == null || gender == 0 ? "" : gender.toString();
  }

  /**
   * What a create has left, as it is compared later: what it sent, and as its answer shows them
   * those fields that it left out, for whoever fills one of them in has touched this person.
   */
  public static LastWrite created(BeforeStore hashes, UserFields fields, Person answer) {
    Map<String, String> texts = whole(answer);
    Map<String, String> sent = sent(fields);
    sent.put(GENDER, gender(fields.gender()));
    sent.forEach(
        (name, text) -> {
          if (isBlank(texts.getOrDefault(name, ""))) { // an answer may be silent on it
            texts.put(name, text);
          }
        });
    return write(hashes, texts, fields, answer.avatarId(), cipher(fields, answer));
  }

  /**
   * The same of a create that was not answered: what it left out was blank when it was carried out,
   * and whoever has filled it in by the time somebody looks has touched this person.
   *
   * @param avatar the image id under which the picture that was sent is shown
   * @param shown by a look, {@code null} where none came
   */
  public static LastWrite adopted(
      BeforeStore hashes, UserFields fields, String avatar, @Nullable Person shown) {
    Map<String, String> texts = new LinkedHashMap<>();
    TEXTS.forEach(name -> texts.put(name, ""));
    texts.put(DEPARTMENT, NO_DEPARTMENT);
    texts.putAll(sent(fields));
    texts.put(GENDER, gender(fields.gender()));
    boolean sendsNumber = fields.idNumber() != null && !fields.idNumber().isEmpty();
    return write(
        hashes,
        texts,
        fields,
        fields.avatarJpeg() == null ? "" : avatar,
        sendsNumber ? cipher(fields, shown) : "");
  }

  /**
   * What an update has sent, as it is compared later: it replaces the whole person, so that what it
   * leaves out is as it was.
   */
  public static LastWrite updated(
      BeforeStore hashes, Person stored, UserFields fields, @Nullable String avatar) {
    Map<String, String> texts = of(stored);
    texts.putAll(sent(fields));
    return write(hashes, texts, fields, avatar, null);
  }

  /**
   * What a further write has left of whom the row itself has made: only what that one has changed
   * is the row's too. All else it has carried along, and somebody else may have set it meanwhile.
   *
   * @param made what the create has left
   * @param stored as read before the further write
   */
  public static LastWrite completed(
      BeforeStore hashes, LastWrite made, Person stored, UserFields fields, Person answer) {
    Map<String, String> was = whole(stored);
    Map<String, String> shown = of(answer);
    Map<String, String> hashed = new LinkedHashMap<>(made.hashes());
    sent(fields)
        .forEach(
            (name, text) -> {
              String before = FieldFolding.of(name, was.getOrDefault(name, ""));
              if (!FieldFolding.of(name, text).equals(before)) {
                String now = shown.getOrDefault(name, "");
                hashed.put(name, hash(hashes, name, isBlank(now) ? text : now));
              }
            });
    boolean photo = fields.avatarJpeg() != null;
    boolean number = fields.idNumber() != null && !fields.idNumber().isEmpty();
    return new LastWrite(
        hashed,
        made.groups(),
        photo || made.photoSent(),
        photo ? answer.avatarId() : made.avatarId(),
        number ? cipher(fields, answer) : made.idCipher());
  }

  /**
   * What a write has left once it was answered: where the server shows a value otherwise than it
   * was sent, because it cuts it perhaps, that one counts.
   */
  public static LastWrite answered(
      BeforeStore hashes,
      LastWrite sent,
      UserFields fields,
      Person answer,
      @Nullable String avatar) {
    Map<String, String> hashed = new LinkedHashMap<>(sent.hashes());
    of(answer)
        .forEach(
            (name, text) -> {
              if (!isBlank(text)) {
                hashed.replace(name, hash(hashes, name, text));
              }
            });
    return new LastWrite(
        hashed,
        sent.groups(),
        sent.photoSent(),
        avatar,
        cipher(fields, answer),
        true,
        sent.mayErase());
  }

  /** What a write has left where the server turns out to have stored these fields otherwise. */
  public static LastWrite stored(
      BeforeStore hashes, LastWrite sent, Person shown, Collection<String> fields) {
    Map<String, String> texts = of(shown);
    Map<String, String> hashed = new LinkedHashMap<>(sent.hashes());
    fields.forEach(name -> hashed.replace(name, hash(hashes, name, texts.getOrDefault(name, ""))));
    return sent.with(hashed);
  }

  /** Whether the manual spells a field in two ways (NOTES 30). */
  public static boolean hasTwoSpellings(String field) {
    return TWO_SPELLINGS.contains(field);
  }

  /** What a request takes from somebody instead of setting it, where its spelling is wrong. */
  public static Set<String> endangered(UserFields sent) {
    return sent(sent).entrySet().stream()
        .filter(field -> hasTwoSpellings(field.getKey()) && !isBlank(field.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What a request in the wrong spelling has taken from somebody instead of setting it. */
  public static List<String> taken(UserFields sent, Person now) {
    Map<String, String> shown = of(now);
    return endangered(sent).stream()
        .filter(name -> isBlank(shown.getOrDefault(name, "")))
        .sorted()
        .toList();
  }

  /**
   * Whether somebody looks as a request in the wrong spelling leaves them that nobody has answered:
   * it takes all that it endangers, and changes all else as it says. Where something is as it was
   * before, others have done the rest.
   *
   * @param before as read just before it
   */
  public static boolean mayHaveTaken(UserFields sent, Person before, Person now) {
    Map<String, String> was = of(before);
    Map<String, String> shown = of(now);
    return sent(sent).entrySet().stream()
        .noneMatch(
            field -> {
              String name = field.getKey();
              String old = FieldFolding.of(name, was.getOrDefault(name, ""));
              String here = FieldFolding.of(name, shown.getOrDefault(name, ""));
              String meant = FieldFolding.of(name, field.getValue());
              boolean same = here.equals(old);
              return hasTwoSpellings(name)
                  ? !isBlank(meant) && !isBlank(here) && (same || here.equals(meant))
                  : same && !meant.equals(old);
            });
  }

  /** Whether a text of {@link #of} says that there is none. */
  public static boolean isBlank(String text) {
    return text.isEmpty() || text.equals(NO_DEPARTMENT);
  }

  /** The ID number as it is shown since; {@code null} where one was sent and none is shown. */
  private static @Nullable String cipher(UserFields fields, @Nullable Person shown) {
    String cipher = shown == null ? null : shown.encryptedIdNumber();
    String sent = fields.idNumber();
    return cipher == null && (sent == null || sent.isEmpty()) ? "" : cipher;
  }

  private static LastWrite write(
      BeforeStore hashes,
      Map<String, String> texts,
      UserFields fields,
      @Nullable String avatar,
      @Nullable String cipher) {
    Map<String, String> hashed = new LinkedHashMap<>();
    texts.forEach((name, text) -> hashed.put(name, hash(hashes, name, text)));
    return new LastWrite(hashed, fields.groups(), fields.avatarJpeg() != null, avatar, cipher);
  }
}
