package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.row.DayComparison;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.roster.RosterColumn;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People as the server shows them, put into the forms the other stages use. */
public final class ServerPersonMapper {
  private ServerPersonMapper() {}

  /** As the snapshot keeps them. */
  public static KnownPerson known(Person p, @Nullable Long rosterLine) {
    return new KnownPerson(
        p.id(),
        p.type(),
        p.name(),
        KeyRules.name(p.name()),
        p.jobNumber(),
        p.mobile(),
        p.icNumber(),
        p.mail(),
        KeyRules.normal(KeyField.JOB_NUMBER, p.jobNumber()),
        KeyRules.normal(KeyField.MOBILE, p.mobile()),
        KeyRules.normal(KeyField.IC_NUMBER, p.icNumber()),
        KeyRules.normal(KeyField.MAIL, p.mail()),
        p.remark(),
        p.avatarId(),
        p.updateAt(),
        p.departmentId() == null ? 0 : p.departmentId(),
        rest(p),
        rosterLine);
  }

  private static String rest(Person p) {
    Map<RosterColumn, String> fields = new EnumMap<>(RosterColumn.class);
    fields.put(RosterColumn.POSITION, p.position());
    fields.put(RosterColumn.LOCATION, p.location());
    fields.put(RosterColumn.AREA_CODE, p.areaCode());
    fields.put(RosterColumn.BIRTHDAY, DayComparison.normal(p.birthday()));
    fields.put(RosterColumn.ENTRY_TIME, DayComparison.normal(p.entryTime()));
    if (p.groups() != null) {
      fields.put(RosterColumn.GROUPS, groups(p.groups().stream().map(GroupReference::id)));
    }
    return fields.entrySet().stream()
        .map(field -> field.getKey().header() + "=" + field.getValue().replace('\n', ' '))
        .collect(Collectors.joining("\n"));
  }

  /** Groups as they are compared. */
  public static String groups(Stream<Long> ids) {
    return ids.sorted().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** One of the other fields as the list of people showed it; empty where that is not known. */
  public static Optional<String> shown(KnownPerson p, RosterColumn column) {
    String begin = column.header() + "=";
    return p.rest()
        .lines()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length()))
        .findFirst();
  }

  /** Somebody just made: what was sent, under the id and with the photo of the answer. */
  public static KnownPerson made(Person answer, UserFields sent, int type) {
    String mail = sent.mail() == null ? "" : sent.mail();
    return new KnownPerson(
        answer.id(),
        type,
        sent.name(),
        KeyRules.name(sent.name()),
        sent.jobNumber(),
        sent.mobile(),
        sent.icNumber(),
        mail,
        KeyRules.normal(KeyField.JOB_NUMBER, sent.jobNumber()),
        KeyRules.normal(KeyField.MOBILE, sent.mobile()),
        KeyRules.normal(KeyField.IC_NUMBER, sent.icNumber()),
        KeyRules.normal(KeyField.MAIL, mail),
        sent.remark(),
        answer.avatarId(),
        answer.updateAt(),
        sent.departmentId() == null ? 0 : sent.departmentId(),
        "",
        null);
  }

  /** Somebody of whom no more is known than whose row they are. */
  public static KnownPerson nameless(long id, int type, long line) {
    return new KnownPerson(
        id, type, "", "", "", "", "", "", "", "", "", "", "", "", "", 0, "", line);
  }

  /** The same person, with the line of the roster that made them. */
  public static KnownPerson by(KnownPerson p, long line) {
    return new KnownPerson(
        p.id(),
        p.type(),
        p.name(),
        p.normalName(),
        p.jobNumber(),
        p.mobile(),
        p.icNumber(),
        p.mail(),
        p.normalJobNumber(),
        p.normalMobile(),
        p.normalIcNumber(),
        p.normalMail(),
        p.remark(),
        p.avatarId(),
        p.updateAt(),
        p.department(),
        p.rest(),
        line);
  }

  /** The person's value of a key field, as it is compared. */
  public static String normal(KnownPerson p, KeyField field) {
    return switch (field) {
      case JOB_NUMBER -> p.normalJobNumber();
      case MOBILE -> p.normalMobile();
      case IC_NUMBER -> p.normalIcNumber();
      case MAIL -> p.normalMail();
      case MOBILE_AND_NAME -> p.normalMobile() + "\n" + p.normalName();
      case NAME_AND_DEPARTMENT -> hasAny(p) ? "" : keyless(p).value();
    };
  }

  private static boolean hasAny(KnownPerson p) {
    return KeyRules.USER_KEYS.stream().anyMatch(field -> !normal(p, field).isEmpty());
  }

  private static PersonKey keyless(KnownPerson p) {
    return KeyRules.keyless(p.name(), p.department() == 0 ? "" : "#" + p.department());
  }

  /** The person's value of a key field, as the server shows it. */
  public static String shown(KnownPerson p, KeyField field) {
    return switch (field) {
      case JOB_NUMBER -> p.jobNumber();
      case MOBILE -> p.mobile();
      case IC_NUMBER -> p.icNumber();
      case MAIL -> p.mail();
      case MOBILE_AND_NAME -> p.mobile();
      case NAME_AND_DEPARTMENT -> p.name();
    };
  }

  /** Whether the person has the row's key. */
  public static boolean hasKey(KnownPerson p, PersonKey key) {
    return normal(p, key.field()).equals(key.value());
  }

  public static ConflictCandidate candidate(KnownPerson p, PersonKey key, boolean canForce) {
    return new ConflictCandidate(p.id(), p.name(), shown(p, key.field()), canForce);
  }
}
