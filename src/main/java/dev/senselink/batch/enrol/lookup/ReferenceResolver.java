package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.api.people.GuestVisit;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.enrol.row.References;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.HostCell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what a row's department, groups and host are on this server. Safe between threads. */
public final class ReferenceResolver {
  private final ServerPlaces places;
  private final HostResolver hosts;
  private final boolean missingToBeCreated;

  public ReferenceResolver(ServerPlaces places, HostResolver hosts, boolean missingToBeCreated) {
    this.places = places;
    this.hosts = hosts;
    this.missingToBeCreated = missingToBeCreated;
  }

  /**
   * What the cells mean.
   *
   * @throws UnansweredException if the server did not tell
   */
  public Resolution of(RosterPerson person) throws UnansweredException {
    ServerPlaces.Found department = department(person);
    if (department.finding() != null) {
      return Resolution.none(department.finding());
    }
    List<GroupName> named =
        person.groups().stream()
            .filter(name -> !toBeCreated(places.groups().isUnknown(name)))
            .toList();
    ServerGroups.GroupIds groups = places.groups().of(named);
    if (groups instanceof ServerGroups.GroupIds.Unknown unknown) {
      return Resolution.none(unknown.finding());
    }
    HostCell cell = person.host();
    ServerPlaces.Found host = host(cell);
    if (host.finding() != null) {
      return Resolution.none(host.finding());
    }
    List<Long> ids = ((ServerGroups.GroupIds.Known) groups).ids();
    List<String> coming = new ArrayList<>();
    DepartmentCell cellOfDepartment = person.department();
    if (department.id() == null
        && cellOfDepartment != null
        && !cellOfDepartment.equals(DepartmentCell.TO_COME)) {
      coming.add(RosterColumn.DEPARTMENT.header());
    }
    if (named.size() < person.groups().size()) {
      coming.add(RosterColumn.GROUPS.header());
    }
    return new Resolution(
        new References(
            department.id(), keepsGroups(person) ? null : ids, visit(person, host.id()), coming),
        null);
  }

  private ServerPlaces.Found host(@Nullable HostCell cell) throws UnansweredException {
    if (cell == null) {
      return new ServerPlaces.Found(null, null);
    }
    return cell.equals(HostCell.TO_COME) ? ServerPlaces.Found.of(0) : hosts.of(cell);
  }

  private static boolean keepsGroups(RosterPerson person) {
    return person.groups().isEmpty() && !person.field(RosterColumn.GROUPS).clears();
  }

  private static @Nullable GuestVisit visit(RosterPerson person, @Nullable Long host) {
    return host == null
        ? null
        : new GuestVisit(host, person.visit().fromText(), person.visit().toText());
  }

  /** No id where the cell is blank, or where the department is going to be created. */
  private ServerPlaces.Found department(RosterPerson person) throws UnansweredException {
    DepartmentCell cell = person.department();
    if (cell == null) {
      boolean clears = person.field(RosterColumn.DEPARTMENT).clears();
      return clears ? ServerPlaces.Found.of(0) : new ServerPlaces.Found(null, null);
    }
    if (cell.equals(DepartmentCell.TO_COME)) {
      return new ServerPlaces.Found(null, null);
    }
    ServerPlaces.Found found = places.department(cell);
    boolean coming = found.finding() != null && toBeCreated(places.isUnknown(cell));
    return coming ? new ServerPlaces.Found(null, null) : found;
  }

  private boolean toBeCreated(boolean unknown) {
    return unknown && missingToBeCreated;
  }
}
