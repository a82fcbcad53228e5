package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Department;
import dev.senselink.batch.api.organisation.DepartmentNode;
import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.backup.BackedUpDepartment;
import dev.senselink.batch.backup.BackedUpGroup;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.job.run.CreateIfAbsent;
import dev.senselink.batch.job.run.ServerPreflight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which department and group of a backup is which on the server: matched by path, and by type and
 * name; those that are missing are created one at a time, parents first. None is ever renamed,
 * moved or removed.
 */
public final class RestoredPlaces {
  private static final int SAME_EXISTS = 610;

  private final RetryingClient server;
  private final UnrestoredCollector shortcomings;
  private final List<BackedUpGroup> backedUpGroups;
  private final List<BackedUpDepartment> backedUpDepartments;
  private final Map<Long, Long> groups = new HashMap<>();
  private final Map<Long, Long> departments = new HashMap<>();
  private final List<String> createdGroups = new ArrayList<>();
  private final List<String> createdDepartments = new ArrayList<>();
  private final Set<Long> groupsToCome = new TreeSet<>();
  private final Set<Long> madeGroups = new TreeSet<>();
  private final Set<Long> departmentsToCome = new TreeSet<>();
  private Runnable onChange = () -> {};
  private List<Group> listedGroups = List.of();
  private Map<Long, List<DepartmentNode>> listedDepartments = Map.of();

  /**
   * @param shortcomings is told what cannot be created
   */
  public RestoredPlaces(RetryingClient server, Backup backup, UnrestoredCollector shortcomings) {
    this.server = server;
    this.shortcomings = shortcomings;
    try (Stream<BackedUpGroup> all = backup.groups()) {
      this.backedUpGroups = all.toList();
    }
    try (Stream<BackedUpDepartment> all = backup.departments()) {
      this.backedUpDepartments = all.toList();
    }
  }

  /** Is told just before something is created, so that a crash in the middle forgets nothing. */
  RestoredPlaces noting(Runnable listener) {
    onChange = listener;
    return this;
  }

  /**
   * Takes up which groups earlier processes of this run have made; to be run after {@link #match}.
   * The name of a staff and of a guest group alike does not tell which of them that was: neither
   * counts, and nobody is put into it.
   */
  void recall(List<String> created) {
    for (BackedUpGroup group : backedUpGroups) {
      Long there = groups.get(group.id());
      boolean only =
          backedUpGroups.stream().filter(g -> g.name().equals(group.name())).count() == 1;
      if (there != null && only && created.contains(group.name())) {
        madeGroups.add(there);
      }
    }
  }

  /** Finds what is there; the rest is to come. Changes nothing. */
  public void match() {
    listGroups();
    listDepartments();
    for (BackedUpGroup group : backedUpGroups) {
      OptionalLong found = find(group);
      found.ifPresentOrElse(id -> groups.put(group.id(), id), () -> groupsToCome.add(group.id()));
    }
    for (BackedUpDepartment department : backedUpDepartments) {
      OptionalLong found = find(department);
      found.ifPresentOrElse(
          id -> departments.put(department.id(), id), () -> departmentsToCome.add(department.id()));
    }
  }

  /** Creates what is to come. */
  void create() {
    for (BackedUpGroup group : backedUpGroups) {
      if (groupsToCome.remove(group.id())) {
        create(group);
      }
    }
    for (BackedUpDepartment department : backedUpDepartments) {
      if (departmentsToCome.remove(department.id())) {
        create(department);
      }
    }
  }

  /** The group of the server; empty if it could not be created. */
  OptionalLong group(long backedUp) {
    return of(groups, backedUp);
  }

  /** The group of the server if this run has made it: whoever is in any other is so by others. */
  OptionalLong madeGroup(long backedUp) {
    OptionalLong id = group(backedUp);
    return id.isPresent() && madeGroups.contains(id.getAsLong()) ? id : OptionalLong.empty();
  }

  /** The names of those groups of somebody that this run has made. */
  List<String> madeGroups(List<Long> backedUp) {
    return names(backedUp, group -> madeGroup(group).isPresent());
  }

  /** The names of those groups of somebody that a run would make. */
  List<String> groupsToCome(List<Long> backedUp) {
    return names(backedUp, this::isGroupToCome);
  }

  private List<String> names(List<Long> backedUp, LongPredicate some) {
    return backedUpGroups.stream()
        .filter(group -> backedUp.contains(group.id()) && some.test(group.id()))
        .map(BackedUpGroup::name)
        .toList();
  }

  /** The department of the server; empty if it could not be created. 0 is the company. */
  OptionalLong department(long backedUp) {
    return backedUp == 0 ? OptionalLong.of(0) : of(departments, backedUp);
  }

  private static OptionalLong of(Map<Long, Long> places, long backedUp) {
    Long id = places.get(backedUp);
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  boolean isGroupToCome(long backedUp) {
    return groupsToCome.contains(backedUp);
  }

  boolean isDepartmentToCome(long backedUp) {
    return departmentsToCome.contains(backedUp);
  }

  /** How many of the backup's groups are to come. */
  int groupsToCome() {
    return groupsToCome.size();
  }

  int departmentsToCome() {
    return departmentsToCome.size();
  }

  /** The backup's own, parents first. */
  List<BackedUpDepartment> backedUpDepartments() {
    return backedUpDepartments;
  }

  List<BackedUpGroup> backedUpGroups() {
    return backedUpGroups;
  }

  List<String> createdGroups() {
    return List.copyOf(createdGroups);
  }

  List<String> createdDepartments() {
    return List.copyOf(createdDepartments);
  }

  private void listGroups() {
    listedGroups =
        ServerPreflight.need(
            server, server.ask(OrganisationCalls.groups(0)), words("asked.groups"));
  }

  private void listDepartments() {
    DepartmentNode root =
        ServerPreflight.need(
            server, server.ask(OrganisationCalls.departments()), words("asked.departments"));
    listedDepartments = new HashMap<>();
    learn(0, root.children());
  }

  private void learn(long parent, List<DepartmentNode> children) {
    listedDepartments.put(parent, children);
    children.forEach(child -> learn(child.id(), child.children()));
  }

  /** Groups of one type and name, which no server should have, are told apart by their order. */
  private OptionalLong find(BackedUpGroup group) {
    List<Long> before =
        backedUpGroups.stream()
            .filter(g -> isSame(g, group.type(), group.name()) && g.id() < group.id())
            .map(BackedUpGroup::id)
            .toList();
    return listedGroups.stream()
        .filter(g -> g.type() == group.type() && g.name().equals(group.name()))
        .sorted(Comparator.comparingLong(Group::id))
        .skip(before.size())
        .mapToLong(Group::id)
        .findFirst();
  }

  private static boolean isSame(BackedUpGroup group, int type, String name) {
    return group.type() == type && group.name().equals(name);
  }

  private OptionalLong find(BackedUpDepartment department) {
    OptionalLong parent = department(parentOf(department));
    if (parent.isEmpty()) {
      return OptionalLong.empty();
    }
    return listedDepartments.getOrDefault(parent.getAsLong(), List.of()).stream()
        .filter(d -> d.name().equals(department.name()))
        .mapToLong(DepartmentNode::id)
        .findFirst();
  }

  private static long parentOf(BackedUpDepartment department) {
    Long parent = department.parentId();
    return parent == null ? 0 : parent;
  }

  private void create(BackedUpGroup group) {
    CreateIfAbsent<Group> making = new CreateIfAbsent<>(server, Group::id);
    Supplier<OptionalLong> there =
        () -> {
          listGroups();
          return find(group);
        };
    noting(createdGroups, group.name());
    OptionalLong id = making.make(OrganisationCalls.createGroup(group.name(), group.type()), there);
    if (id.isEmpty()) {
      shortcomings.add("group", 1, making.why());
    }
    if (id.isEmpty() || !making.isPerhapsOwn()) {
      forget(createdGroups, group.name());
    } else {
      madeGroups.add(id.getAsLong());
    }
    id.ifPresent(made -> groups.put(group.id(), made));
  }

  /** Told before it is sent: a crash in between must not forget it. */
  private void noting(List<String> created, String name) {
    created.add(name);
    onChange.run();
  }

  private void forget(List<String> created, String name) {
    created.remove(name);
    onChange.run();
  }

  private void create(BackedUpDepartment department) {
    OptionalLong parent = department(parentOf(department));
    if (parent.isEmpty()) {
      shortcomings.add("department", 1, words("restore.noParent"));
      return;
    }
    noting(createdDepartments, department.path());
    CreateIfAbsent<Department> making = new CreateIfAbsent<>(server, Department::id);
    OptionalLong id = make(making, department, parent.getAsLong());
    if (id.isEmpty()) {
      shortcomings.add("department", 1, making.why());
    }
    if (id.isEmpty() || !making.isPerhapsOwn()) {
      forget(createdDepartments, department.path());
    }
    id.ifPresent(made -> departments.put(department.id(), made));
  }

  private OptionalLong make(
      CreateIfAbsent<Department> making, BackedUpDepartment department, long parent) {
    Supplier<OptionalLong> there =
        () -> {
          listDepartments();
          return find(department);
        };
    String code = department.code().isEmpty() ? null : department.code();
    Call<Department> whole =
        OrganisationCalls.createDepartment(parent, department.name(), null, code);
    OptionalLong id = making.make(whole, there);
    if (id.isPresent() || code == null || making.refusedWith() != SAME_EXISTS) {
      return id;
    }
    // No department of this name is there, so it is the code that another one has: Ties tells.
    return making.make(
        OrganisationCalls.createDepartment(parent, department.name(), null, null), there);
  }
}
