package dev.senselink.batch.enrol.plan;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.roster.RosterColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How somebody was when a plan was made: a short keyed hash of each field that an update is merged
 * from, groups by id and the photo by its id, so that a later look tells which of them somebody has
 * changed. No times: a server moves them by itself.
 */
final class PersonSight {
  /** The photo, as people know it. */
  static final String PHOTO = "photo";

  private static final int LENGTH = 8;

  private final UnaryOperator<String> hash;

  PersonSight(UnaryOperator<String> hash) {
    this.hash = hash;
  }

  /**
   * @param guest what was last sent for a guest, which the server does not show; {@code null} if
   *     not known
   */
  String of(Person person, @Nullable KnownGuest guest) {
    StringBuilder seen = new StringBuilder();
    fields(person, guest).forEach((field, value) -> seen.append(hashed(field, value)));
    return seen.toString();
  }

  private String hashed(String field, String value) {
    return hash.apply("seen\n" + field + "\n" + value).substring(0, LENGTH);
  }

  /**
   * The fields that are not as they were.
   *
   * @return all of them for a sight that is none of this program's
   */
  List<String> differing(String seen, Person now, @Nullable KnownGuest guest) {
    List<String> differing = new ArrayList<>();
    int at = 0;
    for (Map.Entry<String, String> field : fields(now, guest).entrySet()) {
      String is = hashed(field.getKey(), field.getValue());
      if (!seen.startsWith(is, at)) {
        differing.add(field.getKey());
      }
      at += LENGTH;
    }
    return differing;
  }

  private static Map<String, String> fields(Person p, @Nullable KnownGuest guest) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(RosterColumn.NAME.header(), p.name());
    fields.put(RosterColumn.JOB_NUMBER.header(), p.jobNumber());
    fields.put(RosterColumn.MOBILE.header(), p.mobile());
    fields.put(RosterColumn.IC_NUMBER.header(), p.icNumber());
    fields.put(RosterColumn.MAIL.header(), p.mail());
    fields.put(RosterColumn.REMARK.header(), p.remark());
    fields.put(RosterColumn.BIRTHDAY.header(), p.birthday());
    fields.put(RosterColumn.POSITION.header(), p.position());
    fields.put(RosterColumn.LOCATION.header(), p.location());
    fields.put(RosterColumn.AREA_CODE.header(), p.areaCode());
    fields.put(RosterColumn.ENTRY_TIME.header(), p.entryTime());
    fields.put(RosterColumn.ID_NUMBER.header(), text(p.encryptedIdNumber()));
    Long department = p.departmentId();
    fields.put(RosterColumn.DEPARTMENT.header(), department == null ? "0" : department.toString());
    fields.put(RosterColumn.GROUPS.header(), groups(p.groups()));
    fields.put(PHOTO, p.avatarId());
    if (p.type() == Person.GUEST) {
      fields.putAll(visit(guest));
    }
    return fields;
  }

  /** Host and window by the names of their columns, as far as they are known. */
  static Map<String, String> visit(@Nullable KnownGuest guest) {
    Map<String, String> visit = new LinkedHashMap<>();
    visit.put(RosterColumn.HOST.header(), guest == null ? "" : "#" + guest.sent().host());
    visit.put(RosterColumn.DATE_TIME_FROM.header(), guest == null ? "" : guest.sent().from());
    visit.put(RosterColumn.DATE_TIME_TO.header(), guest == null ? "" : guest.sent().to());
    return visit;
  }

  private static String groups(@Nullable List<GroupReference> groups) {
    return groups == null
        ? "?"
        : GroupReference.ids(groups).stream()
            .sorted()
            .distinct()
            .map(String::valueOf)
            .collect(Collectors.joining(","));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
