package dev.senselink.batch.enrol.lookup;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Department;
import dev.senselink.batch.api.organisation.DepartmentByCode;
import dev.senselink.batch.api.organisation.DepartmentNode;
import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.check.Finding;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The server's departments and groups, and which of them a cell means. Safe between threads. */
public final class ServerPlaces {
  private final RetryingClient server;
  private final int groupType;
  private final String company;
  private final Map<Long, Group> groupsById = new HashMap<>();
  private final Map<String, List<Group>> groupsByName = new HashMap<>();
  private final Map<Long, String> pathById = new TreeMap<>();
  private final Map<List<String>, Long> idByPath = new HashMap<>();
  private final Map<String, List<Long>> idsByName = new HashMap<>();
  private final Map<String, Optional<Long>> idByCode = new ConcurrentHashMap<>();

  /**
   * @param groupType 1 staff, 2 guest: groups of the other type are not for these people
   * @param company the company's name, which may stand in front of a department's path
   */
  public ServerPlaces(
      RetryingClient server,
      int groupType,
      String company,
      List<Group> groups,
      DepartmentNode root) {
    this.server = server;
    this.groupType = groupType;
    this.company = company;
    for (Group group : groups) {
      groupsById.put(group.id(), group);
      if (group.type() == groupType) {
        groupsByName.computeIfAbsent(group.name(), name -> new ArrayList<>()).add(group);
      }
    }
    for (DepartmentNode child : root.children()) {
      learn(child, List.of());
    }
  }

  private void learn(DepartmentNode node, List<String> above) {
    List<String> path = new ArrayList<>(above);
    path.add(node.name());
    pathById.put(node.id(), DepartmentCell.write(path));
    idByPath.putIfAbsent(List.copyOf(path), node.id());
    idsByName.computeIfAbsent(node.name(), name -> new ArrayList<>()).add(node.id());
    if (!node.code().isEmpty()) {
      idByCode.put(node.code(), Optional.of(node.id()));
    }
    node.children().forEach(child -> learn(child, path));
  }

  /** A cell's reading: the id, or why it has none. */
  public record Found(@Nullable Long id, @Nullable Finding finding) {
    static Found of(long id) {
      return new Found(id, null);
    }

    static Found not(Finding finding) {
      return new Found(null, finding);
    }
  }

  /**
   * The department a cell means.
   *
   * @throws UnansweredException if the server did not say whether the cell is a code
   */
  public Found department(DepartmentCell cell) throws UnansweredException {
    if (cell.id() != null) {
      return cell.id() == 0 || pathById.containsKey(cell.id())
          ? Found.of(cell.id())
          : Found.not(noDepartment(words("department.noId", cell)));
    }
    Set<Long> readings = readings(cell);
    if (readings.size() == 1) {
      return Found.of(readings.iterator().next());
    }
    if (readings.isEmpty()) {
      return Found.not(noDepartment(words("department.none", cell)));
    }
    String which = DisplayLanguage.list(readings.stream().map(this::shown).toList());
    return Found.not(noDepartment(words("department.several", cell, which)));
  }

  /** The path and id of a department, for messages. */
  public String shown(long id) {
    String path = pathById.get(id);
    return path == null ? words("department.company", id) : words("named", path, id);
  }

  /** Whether there is a group of this id. */
  public boolean hasGroup(long id) {
    return groupsById.containsKey(id);
  }

  /** A department and all below it. */
  public List<Long> withBelow(long id) {
    String path = pathById.get(id);
    List<Long> ids = new ArrayList<>(List.of(id));
    pathById.forEach(
        (other, place) -> {
          if (other != id && (path == null || place.startsWith(path + "/"))) {
            ids.add(other);
          }
        });
    return List.copyOf(ids);
  }

  /**
   * Whatever a cell may mean: a path, one department's whole name, its code, or an id.
   *
   * @throws UnansweredException if the server did not say whether the cell is a code
   */
  public Set<Long> readings(DepartmentCell cell) throws UnansweredException {
    if (cell.id() != null) {
      return cell.id() == 0 || pathById.containsKey(cell.id()) ? Set.of(cell.id()) : Set.of();
    }
    Set<Long> readings = new LinkedHashSet<>();
    byPath(cell.path()).ifPresent(readings::add);
    readings.addAll(idsByName.getOrDefault(cell.whole(), List.of()));
    if (cell.whole().length() <= 45) {
      byCode(cell.whole()).ifPresent(readings::add);
    }
    return readings;
  }

  /**
   * The id at a path from the top, with or without the company's name in front; 0 = the company.
   */
  public Optional<Long> byPath(List<String> path) {
    Long id = idByPath.get(path);
    if (id != null) {
      return Optional.of(id);
    }
    if (!path.isEmpty() && path.get(0).equals(company)) {
      List<String> below = path.subList(1, path.size());
      return below.isEmpty() ? Optional.of(0L) : Optional.ofNullable(idByPath.get(below));
    }
    return Optional.empty();
  }

  /** The department a cell means, as far as that can be told without asking. */
  public Optional<Long> known(DepartmentCell cell) {
    if (cell.id() != null) {
      return Optional.of(cell.id());
    }
    Optional<Long> byPath = byPath(cell.path());
    List<Long> named = idsByName.getOrDefault(cell.whole(), List.of());
    return byPath.isEmpty() && named.size() == 1 ? Optional.of(named.get(0)) : byPath;
  }

  private Optional<Long> byCode(String code) throws UnansweredException {
    Optional<Long> known = idByCode.get(code);
    if (known != null) {
      return known;
    }
    Reply<Department> reply = server.ask(new DepartmentByCode(code));
    Optional<Long> found;
    if (reply instanceof Reply.Answer<Department> answer) {
      found = Optional.of(answer.value().id());
    } else if (reply instanceof Reply.Refusal<Department> refusal
        && refusal.codeClass() == ErrorCategory.NOT_FOUND) {
      found = Optional.empty();
    } else {
      throw new UnansweredException(reply);
    }
    idByCode.put(code, found);
    return found;
  }

  /** Whether nothing on the server fits the cell, so that it could be created. */
  public boolean isUnknown(DepartmentCell cell) throws UnansweredException {
    return byPath(cell.path()).isEmpty()
        && !idsByName.containsKey(cell.whole())
        && (cell.whole().length() > 45 || byCode(cell.whole()).isEmpty());
  }

  /** Whether no group fits the name, so that it could be created. */
  public boolean isUnknown(GroupName name) {
    return !groupsByName.containsKey(name.name())
        && (name.id() == null || !groupsById.containsKey(name.id()));
  }

  /** The groups a cell means, or the first one that has no answer. */
  public sealed interface GroupIds {
    /** All of them. */
    record Known(List<Long> ids) implements GroupIds {}

    /** One of them means nothing, or too much. */
    record Unknown(Finding finding) implements GroupIds {}
  }

  public GroupIds groups(List<GroupName> names) {
    Set<Long> ids = new LinkedHashSet<>();
    for (GroupName name : names) {
      Found found = group(name);
      if (found.finding() != null) {
        return new GroupIds.Unknown(found.finding());
      }
      if (found.id() != null) {
        ids.add(found.id());
      }
    }
    return new GroupIds.Known(List.copyOf(ids));
  }

  /** The group one name means: the name, else a bare number as an id. */
  public Found group(GroupName name) {
    List<Group> named =
        name.isIdOnly() ? List.of() : groupsByName.getOrDefault(name.name(), List.of());
    Set<Long> readings =
        named.stream().map(Group::id).collect(Collectors.toCollection(LinkedHashSet::new));
    if (readings.isEmpty() && name.id() != null) {
      Group byId = groupsById.get(name.id());
      if (byId != null && byId.type() != groupType) {
        return Found.not(
            noGroup(words(groupType == 1 ? "group.ofVisitors" : "group.ofStaff", name)));
      }
      if (byId != null) {
        readings.add(byId.id());
      }
    }
    if (readings.size() == 1) {
      return Found.of(readings.iterator().next());
    }
    if (readings.isEmpty()) {
      return Found.not(noGroup(words("group.none", name)));
    }
    return Found.not(
        noGroup(
            words(
                "group.several",
                name,
                DisplayLanguage.list(readings.stream().map(id -> "#" + id).toList()))));
  }

  /** The one group new people join when nothing is said: named 默认组 or Default. */
  public List<Group> defaults() {
    List<Group> found = new ArrayList<>(groupsByName.getOrDefault("默认组", List.of()));
    found.addAll(groupsByName.getOrDefault("Default", List.of()));
    return found;
  }

  /** The names of all groups, as a cell writes them. */
  public List<String> groupCells() {
    return groupsByName.keySet().stream().map(n -> GroupsCell.write(List.of(n))).sorted().toList();
  }

  /** The groups of this type, for messages. */
  public List<String> groupNames() {
    return groupsByName.values().stream()
        .flatMap(List::stream)
        .map(g -> words("named", g.name(), g.id()))
        .sorted()
        .toList();
  }

  /** A group with its name, for messages; {@code #} and the id where it is none of these. */
  public String named(long group) {
    return groupsByName.values().stream()
        .flatMap(List::stream)
        .filter(g -> g.id() == group)
        .findFirst()
        .map(g -> words("named", g.name(), g.id()))
        .orElse("#" + group);
  }

  /** The departments' paths, for messages. */
  public List<String> departmentPaths() {
    return List.copyOf(pathById.values());
  }

  private static Finding noDepartment(String why) {
    return new Finding("UNKNOWN_DEPARTMENT", RosterColumn.DEPARTMENT, why);
  }

  private static Finding noGroup(String why) {
    return new Finding("UNKNOWN_GROUP", RosterColumn.GROUPS, why);
  }
}
