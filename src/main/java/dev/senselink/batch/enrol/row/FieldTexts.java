package dev.senselink.batch.enrol.row;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.before.LastWrite;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a person as texts, by the names under which they are sent. */
public final class FieldTexts {
  /** The department's id, which is no text but is compared like one; 0 is none. */
  public static final String DEPARTMENT = "department";

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

  /** What a create has sent, as it is compared later. */
  public static LastWrite created(BeforeStore hashes, UserFields fields, @Nullable String avatar) {
    return write(hashes, sent(fields), fields, avatar);
  }

  /**
   * What an update has sent, as it is compared later: it replaces the whole person, so that what it
   * leaves out is as it was.
   */
  public static LastWrite updated(
      BeforeStore hashes, Person stored, UserFields fields, @Nullable String avatar) {
    Map<String, String> whole = of(stored);
    whole.putAll(sent(fields));
    return write(hashes, whole, fields, avatar);
  }

  private static LastWrite write(
      BeforeStore hashes, Map<String, String> texts, UserFields fields, @Nullable String avatar) {
    Map<String, String> hashed = new LinkedHashMap<>();
    texts.forEach((name, text) -> hashed.put(name, hash(hashes, name, text)));
    return new LastWrite(hashed, fields.groups(), fields.avatarJpeg() != null, avatar);
  }
}
