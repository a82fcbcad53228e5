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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The server's departments and groups, and which of them a cell means. Safe between threads. */
public final class ServerPlaces {
  private final RetryingClient server;
  private final String company;
  private final ServerGroups groups;
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
    this.company = company;
    this.groups = new ServerGroups(groupType, groups);
    for (DepartmentNode child : root.children()) {
      learn(child, List.of());
    }
  }

  /** The groups that are for these people. */
  public ServerGroups groups() {
    return groups;
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

  /** The path of a department as a cell writes it, {@code ""} where there is none of this id. */
  public String path(long id) {
    return pathById.getOrDefault(id, "");
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

  /** The departments' paths, for messages. */
  public List<String> departmentPaths() {
    return List.copyOf(pathById.values());
  }

  private static Finding noDepartment(String why) {
    return new Finding("UNKNOWN_DEPARTMENT", RosterColumn.DEPARTMENT, why);
  }
}
