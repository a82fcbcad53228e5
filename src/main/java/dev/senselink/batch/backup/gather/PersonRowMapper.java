package dev.senselink.batch.backup.gather;

import dev.senselink.batch.backup.BackedUpDepartment;
import dev.senselink.batch.backup.BackedUpGroup;
import dev.senselink.batch.backup.BackedUpGuest;
import dev.senselink.batch.backup.BackedUpUser;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.GuestVisitLookup;
import dev.senselink.batch.backup.gather.ExportShortfall.What;
import dev.senselink.batch.backup.gather.ExportedPerson.Text;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the lines of the tables of people. One thread. */
public final class PersonRowMapper {
  private static final Pattern DATE =
      Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?: 00:00:00(?:\\.0+)?)?");
  private static final int FEMALE = 1;
  private static final int MALE = 2;

  private final OrganisationExport grounds;
  private final HostKeys names;
  private final GuestVisitLookup visits;
  private final ExportShortfall shortfall;

  /**
   * @param names of hosts and leaders
   * @param shortfall counts what is missing in every line made
   */
  public PersonRowMapper(
      OrganisationExport grounds,
      HostKeys names,
      GuestVisitLookup visits,
      ExportShortfall shortfall) {
    this.grounds = grounds;
    this.names = names;
    this.visits = visits;
    this.shortfall = shortfall;
  }

  /** A department with its leader; one who is not on the server dangles. */
  public BackedUpDepartment department(BackedUpDepartment d) {
    Long leader = d.leaderId();
    String name = leader == null ? null : names.of(leader);
    if (leader != null && name == null) {
      shortfall.add(What.DANGLING);
    }
    return new BackedUpDepartment(
        d.id(),
        d.parentId(),
        d.path(),
        d.name(),
        d.code(),
        name == null ? null : leader,
        name == null ? "" : name);
  }

  /**
   * A member of staff.
   *
   * @param photo whether the photo is in the backup
   */
  public BackedUpUser user(ExportedPerson p, boolean photo) {
    countIdNumber(p);
    List<BackedUpGroup> groups = groups(p);
    BackedUpDepartment department = department(p.department());
    boolean inCompany = p.department() != null && p.department() == 0;
    return new BackedUpUser(
        p.text(Text.NAME),
        p.text(Text.JOB_NUMBER),
        p.text(Text.MOBILE),
        p.text(Text.IC_NUMBER),
        gender(p.gender()),
        date(p.text(Text.BIRTHDAY)),
        date(p.text(Text.ENTRY_TIME)),
        p.text(Text.MAIL),
        p.text(Text.POSITION),
        p.text(Text.LOCATION),
        p.text(Text.AREA_CODE),
        p.text(Text.REMARK),
        department == null ? "" : department.path(),
        OrganisationExport.names(groups),
        photo ? BackupLayout.photoName(p.id()) : "",
        p.id(),
        department != null || inCompany ? p.department() : null,
        OrganisationExport.ids(groups),
        p.text(Text.AVATAR),
        p.text(Text.CREATE_AT),
        p.text(Text.UPDATE_AT));
  }

  private @Nullable BackedUpDepartment department(@Nullable Long id) {
    BackedUpDepartment found = id == null || id == 0 ? null : grounds.department(id);
    if (id != null && id != 0 && found == null) {
      shortfall.add(What.DANGLING);
    }
    return found;
  }

  /**
   * A visitor.
   *
   * @param photo whether the photo is in the backup
   * @param recorded the host that all access records of the visitor name; null for none
   */
  public BackedUpGuest guest(ExportedPerson p, boolean photo, @Nullable Long recorded) {
    countIdNumber(p);
    List<BackedUpGroup> groups = groups(p);
    Optional<GuestVisitLookup.Visit> visit =
        visits.of(p.id(), p.text(Text.NAME), p.text(Text.MOBILE));
    String host = visit.map(known -> names.of(known.host())).orElse("");
    String hostFrom = host.isEmpty() ? "" : BackedUpGuest.LEDGER;
    String named = host.isEmpty() && recorded != null ? names.of(recorded) : null;
    if (named != null) {
      host = named;
      hostFrom = BackedUpGuest.RECORDS;
    }
    if (host.isEmpty()) {
      shortfall.add(What.GUEST_HOST);
    }
    if (visit.isEmpty()) {
      shortfall.add(What.GUEST_WINDOW);
    }
    return new BackedUpGuest(
        p.text(Text.NAME),
        p.text(Text.MOBILE),
        p.text(Text.REMARK),
        OrganisationExport.names(groups),
        photo ? BackupLayout.photoName(p.id()) : "",
        host,
        visit.map(GuestVisitLookup.Visit::from).orElse(""),
        visit.map(GuestVisitLookup.Visit::to).orElse(""),
        p.id(),
        OrganisationExport.ids(groups),
        p.text(Text.AVATAR),
        p.text(Text.CREATE_AT),
        p.text(Text.UPDATE_AT),
        hostFrom);
  }

  private void countIdNumber(ExportedPerson p) {
    if (p.idNumber()) {
      shortfall.add(What.ID_NUMBER);
    }
  }

  private List<BackedUpGroup> groups(ExportedPerson p) {
    List<Long> ids = p.groups();
    return ids == null ? List.of() : grounds.groups(ids, shortfall);
  }

  private static String gender(int gender) {
    return gender == FEMALE ? "F" : gender == MALE ? "M" : "";
  }

  /** The day, padded; what is no day stays as the server wrote it. */
  static String date(String text) {
    Matcher matcher = DATE.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    try {
      return LocalDate.of(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)))
          .toString();
    } catch (DateTimeException e) {
      return text;
    }
  }
}
