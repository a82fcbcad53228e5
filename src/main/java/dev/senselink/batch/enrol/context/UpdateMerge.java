package dev.senselink.batch.enrol.context;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.GuestVisit;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.check.FieldChange;
import dev.senselink.batch.enrol.row.DayComparison;
import dev.senselink.batch.enrol.row.References;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.store.SentGuestFields;
import dev.senselink.batch.roster.RosterColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an update must send, since it replaces the whole person: the row's wishes laid over what the
 * server holds. Blank cells keep, {@code <clear>} erases, filled cells replace.
 *
 * @param fields everything to send, without photo and ID number
 * @param changed the names of the fields that are to change
 * @param genderDiffers the row wants another gender, which an update cannot send
 * @param groupsUnknown the server did not say which groups to keep
 */
public record UpdateMerge(
    UserFields fields, List<String> changed, boolean genderDiffers, boolean groupsUnknown) {

  /**
   * Merges.
   *
   * @param lost what a write just before has sent in a spelling that the server does not take, and
   *     so has taken from the person; null for nothing
   */
  static UpdateMerge of(
      Person stored,
      dev.senselink.batch.check.RosterPerson wanted,
      References places,
      @Nullable KnownGuest guest,
      @Nullable UserFields lost) {
    Building b = new Building(wanted);
    Long department = places.department();
    List<Long> groups = places.groups();
    List<Long> present = stored.groups() == null ? List.of() : GroupReference.ids(stored.groups());
    List<Long> after = groups == null ? present : groups;
    if (groups != null
        && (stored.groups() == null || !new HashSet<>(after).equals(new HashSet<>(present)))) {
      b.changed.add("groups");
    }
    if (places.visit() != null) {
      UserFields fields = ofGuest(stored, b, after, places.visit(), guest);
      return new UpdateMerge(fields, List.copyOf(b.changed), false, unknown(stored, groups));
    }
    long departmentBefore = stored.departmentId() == null ? 0 : stored.departmentId();
    long departmentKept = departmentBefore == 0 ? departmentOf(lost) : departmentBefore;
    long departmentAfter = department == null ? departmentKept : department;
    if (departmentAfter != departmentBefore) {
      b.changed.add("department");
    }
    UserFields fields =
        UserFields.named(b.text(RosterColumn.NAME, stored.name()))
            .jobNumber(b.text(RosterColumn.JOB_NUMBER, stored.jobNumber()))
            .mobile(b.text(RosterColumn.MOBILE, stored.mobile()))
            .icNumber(b.text(RosterColumn.IC_NUMBER, stored.icNumber()))
            .remark(b.text(RosterColumn.REMARK, stored.remark()))
            .groups(after)
            .mail(b.optional(RosterColumn.MAIL, stored.mail()))
            .position(b.optional(RosterColumn.POSITION, stored.position()))
            .location(b.optional(RosterColumn.LOCATION, stored.location()))
            .areaCode(
                b.optional(
                    RosterColumn.AREA_CODE,
                    stored.areaCode(),
                    lost == null ? null : lost.areaCode()))
            .birthday(b.day(RosterColumn.BIRTHDAY, stored.birthday()))
            .entryTime(
                b.optional(
                    RosterColumn.ENTRY_TIME,
                    DayComparison.normal(stored.entryTime()),
                    lost == null ? null : lost.entryTime()))
            .departmentId(departmentBefore == 0 && departmentAfter == 0 ? null : departmentAfter)
            .build();
    boolean gender = wanted.gender() != null && !wanted.gender().equals(stored.gender());
    return new UpdateMerge(fields, List.copyOf(b.changed), gender, unknown(stored, groups));
  }

  private static long departmentOf(@Nullable UserFields lost) {
    Long department = lost == null ? null : lost.departmentId();
    return department == null ? 0 : department;
  }

  private static boolean unknown(Person stored, @Nullable List<Long> groups) {
    return groups == null && stored.groups() == null;
  }

  /** What the API has of a guest. Host and window cannot be read, so what was last sent counts. */
  private static UserFields ofGuest(
      Person stored, Building b, List<Long> groups, GuestVisit visit, @Nullable KnownGuest guest) {
    SentGuestFields last = guest == null || !guest.settled() ? null : guest.sent();
    b.changed("host", last == null || last.host() != visit.receptionUserId());
    b.changed("dateTimeFrom", last == null || !last.from().equals(visit.from()));
    b.changed("dateTimeTo", last == null || !last.to().equals(visit.to()));
    return UserFields.named(b.text(RosterColumn.NAME, stored.name()))
        .mobile(b.text(RosterColumn.MOBILE, stored.mobile()))
        .remark(b.text(RosterColumn.REMARK, stored.remark()))
        .groups(groups)
        .visit(visit)
        .build();
  }

  /** Takes note of what changes while the fields are put together. */
  private static final class Building {
    private final List<String> changed = new ArrayList<>();
    private final dev.senselink.batch.check.RosterPerson wanted;

    Building(dev.senselink.batch.check.RosterPerson wanted) {
      this.wanted = wanted;
    }

    void changed(String name, boolean differs) {
      if (differs) {
        changed.add(name);
      }
    }

    String text(RosterColumn column, String present) {
      return text(column, present, present);
    }

    /**
     * A field of which a blank cell keeps something else than what is there.
     *
     * @param kept by a blank cell
     */
    private String text(RosterColumn column, String present, String kept) {
      FieldChange wish = wanted.field(column);
      String after = wish.over(kept);
      changed(column.header(), !after.equals(present));
      return after;
    }

    /**
     * Left out where there was nothing and is to be nothing; sent empty where it is to be erased.
     */
    @Nullable String optional(RosterColumn column, String present) {
      return optional(column, present, null);
    }

    /**
     * The same.
     *
     * @param lost what a blank cell brings back where there is nothing
     */
    @Nullable String optional(RosterColumn column, String present, @Nullable String lost) {
      String after = text(column, present, present.isEmpty() && lost != null ? lost : present);
      return after.isEmpty() && present.isEmpty() ? null : after;
    }

    @Nullable String day(RosterColumn column, String present) {
      return optional(column, DayComparison.normal(present));
    }
  }
}
