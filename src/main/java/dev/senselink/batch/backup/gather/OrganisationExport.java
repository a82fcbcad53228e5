package dev.senselink.batch.backup.gather;

import dev.senselink.batch.api.organisation.Department;
import dev.senselink.batch.api.organisation.DepartmentNode;
import dev.senselink.batch.api.organisation.Device;
import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.backup.BackedUpDepartment;
import dev.senselink.batch.backup.BackedUpDevice;
import dev.senselink.batch.backup.BackedUpGroup;
import dev.senselink.batch.backup.gather.ExportShortfall.What;
import dev.senselink.batch.roster.cell.DepartmentCell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The departments, groups and devices of the server as a backup writes them. There are few of them:
 * they are in memory.
 */
public final class OrganisationExport {
  private final List<BackedUpDepartment> departments;
  private final Map<Long, BackedUpDepartment> departmentsById = new TreeMap<>();
  private final Map<Long, BackedUpGroup> groups = new TreeMap<>();
  private final List<Device> devices;

  private OrganisationExport(
      List<BackedUpDepartment> departments, List<BackedUpGroup> groups, List<Device> devices) {
    this.departments = departments;
    this.devices = devices;
    departments.forEach(one -> departmentsById.put(one.id(), one));
    groups.forEach(one -> this.groups.put(one.id(), one));
  }

  /**
   * Asks the server for all of them; the leaders are still nameless. To be done after the people
   * have told where they are: then what they name is there, or is gone from the server.
   */
  public static OrganisationExport ask(RequiredQueries asking, int concurrency) throws IOException {
    // The groups after the devices that name them, for the same reason.
    List<Device> devices =
        asking.need(OrganisationCalls.devices()).stream()
            .sorted(Comparator.comparingLong(Device::id))
            .toList();
    List<BackedUpGroup> groups =
        asking.need(OrganisationCalls.groups(0)).stream().map(OrganisationExport::group).toList();
    DepartmentNode root = asking.need(OrganisationCalls.departments());
    List<BackedUpDepartment> departments = new ArrayList<>();
    askCodes(asking, concurrency, below(root), departments);
    return new OrganisationExport(departments, groups, devices);
  }

  private static BackedUpGroup group(Group group) {
    return new BackedUpGroup(group.id(), group.type(), group.name());
  }

  /** A department with its names from the top. */
  private record Place(DepartmentNode node, List<String> path, long parent) {}

  /** Level by level, each by id: parents first. */
  private static List<Place> below(DepartmentNode root) {
    List<Place> all = new ArrayList<>();
    List<Place> level =
        root.id() == 0
            ? children(new Place(root, List.of(), 0))
            : List.of(new Place(root, List.of(root.name()), 0));
    while (!level.isEmpty()) {
      all.addAll(level);
      level =
          level.stream()
              .flatMap(place -> children(place).stream())
              .sorted(Comparator.comparingLong(place -> place.node().id()))
              .toList();
    }
    return all;
  }

  private static List<Place> children(Place place) {
    return place.node().children().stream()
        .sorted(Comparator.comparingLong(DepartmentNode::id))
        .map(
            child ->
                new Place(
                    child,
                    Stream.concat(place.path().stream(), Stream.of(child.name())).toList(),
                    place.node().id()))
        .toList();
  }

  /** The tree tells no codes on some servers (NOTES 79): then each department is asked for. */
  private static void askCodes(
      RequiredQueries asking, int concurrency, List<Place> places, List<BackedUpDepartment> into)
      throws IOException {
    Iterator<Place> left = places.iterator();
    OrderedParallel.run(
        asking.server().machine(),
        concurrency,
        concurrency,
        () -> {
          if (!left.hasNext()) {
            return null;
          }
          Place place = left.next();
          return () -> whole(asking, place);
        },
        into::add);
  }

  private static BackedUpDepartment whole(RequiredQueries asking, Place place) {
    DepartmentNode node = place.node();
    BackedUpDepartment told = department(place, node.code(), node.leaderId());
    Department known =
        node.code().isEmpty() ? asking.needIfThere(OrganisationCalls.department(node.id())) : null;
    return known == null ? told : completed(place, known);
  }

  private static BackedUpDepartment completed(Place place, Department known) {
    Long leader = known.leaderId();
    return department(place, known.code(), leader == null ? place.node().leaderId() : leader);
  }

  private static BackedUpDepartment department(Place place, String code, @Nullable Long leader) {
    return new BackedUpDepartment(
        place.node().id(),
        place.parent(),
        DepartmentCell.write(place.path()),
        place.node().name(),
        code,
        leader == null || leader == 0 ? null : leader,
        "");
  }

  public List<BackedUpDepartment> departments() {
    return departments;
  }

  /** The ids of all who lead one, be they on the server or not. */
  public Set<Long> leaders() {
    return departments.stream()
        .map(BackedUpDepartment::leaderId)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  @Nullable BackedUpDepartment department(long id) {
    return departmentsById.get(id);
  }

  /** By id, ascending. */
  public List<BackedUpGroup> groups() {
    return List.copyOf(groups.values());
  }

  /** The groups of these ids that there are; the others dangle and are counted. */
  List<BackedUpGroup> groups(List<Long> ids, ExportShortfall shortfall) {
    List<BackedUpGroup> found = new ArrayList<>();
    for (long id : ids) {
      BackedUpGroup group = groups.get(id);
      if (group == null) {
        shortfall.add(What.DANGLING);
      } else {
        found.add(group);
      }
    }
    return found;
  }

  /** By id, ascending; dangling groups are left out and counted. */
  public List<BackedUpDevice> devices(ExportShortfall shortfall) {
    return devices.stream().map(device -> device(device, shortfall)).toList();
  }

  private BackedUpDevice device(Device d, ExportShortfall shortfall) {
    List<Long> ids = d.groups().stream().map(GroupReference::id).distinct().sorted().toList();
    List<BackedUpGroup> bound = groups(ids, shortfall);
    List<BackedUpGroup> staff = bound.stream().filter(g -> g.type() != Person.GUEST).toList();
    List<BackedUpGroup> guests = bound.stream().filter(g -> g.type() == Person.GUEST).toList();
    return new BackedUpDevice(
        d.id(),
        d.sn(),
        d.name(),
        d.location(),
        d.direction(),
        d.description(),
        names(staff),
        names(guests),
        ids(staff),
        ids(guests),
        d.status(),
        d.ip(),
        d.softwareVersion());
  }

  static List<String> names(List<BackedUpGroup> groups) {
    return groups.stream().map(BackedUpGroup::name).toList();
  }

  static List<Long> ids(List<BackedUpGroup> groups) {
    return groups.stream().map(BackedUpGroup::id).toList();
  }
}
