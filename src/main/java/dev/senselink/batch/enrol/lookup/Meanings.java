package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.api.people.Visit;
import dev.senselink.batch.check.Person;
import dev.senselink.batch.enrol.row.Unanswered;
import dev.senselink.batch.enrol.row.Wanted;
import dev.senselink.batch.roster.Column;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.HostCell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what a row's department, groups and host are on this server. Safe between threads. */
public final class Meanings {
  private final Places places;
  private final Hosts hosts;
  private final boolean missingToBeCreated;

  public Meanings(Places places, Hosts hosts, boolean missingToBeCreated) {
    this.places = places;
    this.hosts = hosts;
    this.missingToBeCreated = missingToBeCreated;
  }

  /**
   * What the cells mean.
   *
   * @throws Unanswered if the server did not tell
   */
  public Meaning of(Person person) throws Unanswered {
    Places.Found department = department(person);
    if (department.finding() != null) {
      return Meaning.none(department.finding());
    }
    List<GroupName> named =
        person.groups().stream().filter(name -> !toBeCreated(places.isUnknown(name))).toList();
    Places.GroupIds groups = places.groups(named);
    if (groups instanceof Places.GroupIds.Unknown unknown) {
      return Meaning.none(unknown.finding());
    }
    HostCell cell = person.host();
    Places.Found host = host(cell);
    if (host.finding() != null) {
      return Meaning.none(host.finding());
    }
    List<Long> ids = ((Places.GroupIds.Known) groups).ids();
    return new Meaning(
        new Wanted(department.id(), keepsGroups(person) ? null : ids, visit(person, host.id())),
        null);
  }

  private Places.Found host(@Nullable HostCell cell) throws Unanswered {
    if (cell == null) {
      return new Places.Found(null, null);
    }
    return cell.equals(HostCell.TO_COME) ? Places.Found.of(0) : hosts.of(cell);
  }

  private static boolean keepsGroups(Person person) {
    return person.groups().isEmpty() && !person.field(Column.GROUPS).clears();
  }

  private static @Nullable Visit visit(Person person, @Nullable Long host) {
    return host == null
        ? null
        : new Visit(host, person.visit().fromText(), person.visit().toText());
  }

  /** No id where the cell is blank, or where the department is going to be created. */
  private Places.Found department(Person person) throws Unanswered {
    DepartmentCell cell = person.department();
    if (cell == null) {
      boolean clears = person.field(Column.DEPARTMENT).clears();
      return clears ? Places.Found.of(0) : new Places.Found(null, null);
    }
    if (cell.equals(DepartmentCell.TO_COME)) {
      return new Places.Found(null, null);
    }
    Places.Found found = places.department(cell);
    boolean coming = found.finding() != null && toBeCreated(places.isUnknown(cell));
    return coming ? new Places.Found(null, null) : found;
  }

  private boolean toBeCreated(boolean unknown) {
    return unknown && missingToBeCreated;
  }
}
