package dev.senselink.batch.enrol.lookup;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.check.Finding;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.lookup.ServerPlaces.Found;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The server's groups for people of one type, and which of them a cell means. Nothing is asked
 * later. Safe between threads.
 */
public final class ServerGroups {
  private final int type;
  private final Map<Long, Group> byId = new HashMap<>();
  private final Map<String, List<Group>> byName = new HashMap<>();

  /**
   * @param type 1 staff, 2 guest: groups of the other type are not for these people
   */
  ServerGroups(int type, List<Group> groups) {
    this.type = type;
    for (Group group : groups) {
      byId.put(group.id(), group);
      if (group.type() == type) {
        byName.computeIfAbsent(group.name(), name -> new ArrayList<>()).add(group);
      }
    }
  }

  /** Whether there is a group of this id, for people of whichever type. */
  public boolean isThere(long id) {
    return byId.containsKey(id);
  }

  /**
   * Whether the group that had this id and name is there still: on a server set up anew the id may
   * be that of another one, which opens other doors.
   *
   * @param name {@code ""} where the server did not tell it
   */
  public boolean isStill(long id, String name) {
    Group group = byId.get(id);
    return group != null
        && (name.isEmpty() || KeyRules.name(name).equals(KeyRules.name(group.name())));
  }

  /** Whether no group fits the name, so that it could be created. */
  public boolean isUnknown(GroupName name) {
    return !byName.containsKey(name.name()) && (name.id() == null || !byId.containsKey(name.id()));
  }

  /** The groups a cell means, or the first one that has no answer. */
  public sealed interface GroupIds {
    /** All of them. */
    record Known(List<Long> ids) implements GroupIds {}

    /** One of them means nothing, or too much. */
    record Unknown(Finding finding) implements GroupIds {}
  }

  public GroupIds of(List<GroupName> names) {
    Set<Long> ids = new LinkedHashSet<>();
    for (GroupName name : names) {
      Found found = of(name);
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
  private Found of(GroupName name) {
    List<Group> named = name.isIdOnly() ? List.of() : byName.getOrDefault(name.name(), List.of());
    Set<Long> readings =
        named.stream().map(Group::id).collect(Collectors.toCollection(LinkedHashSet::new));
    if (readings.isEmpty() && name.id() != null) {
      Group numbered = byId.get(name.id());
      if (numbered != null && numbered.type() != type) {
        return Found.not(noGroup(words(type == 1 ? "group.ofVisitors" : "group.ofStaff", name)));
      }
      if (numbered != null) {
        readings.add(numbered.id());
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
    List<Group> found = new ArrayList<>(byName.getOrDefault("默认组", List.of()));
    found.addAll(byName.getOrDefault("Default", List.of()));
    return found;
  }

  /** The names of all groups, as a cell writes them. */
  public List<String> cells() {
    return byName.keySet().stream().map(n -> GroupsCell.write(List.of(n))).sorted().toList();
  }

  /** The groups of this type, for messages. */
  public List<String> inWords() {
    return byName.values().stream()
        .flatMap(List::stream)
        .map(g -> words("named", g.name(), g.id()))
        .sorted()
        .toList();
  }

  /** A group's name, {@code ""} where there is none of this id. */
  public String name(long group) {
    Group found = byId.get(group);
    return found == null ? "" : found.name();
  }

  /** A group with its name, for messages; {@code #} and the id where it is none of these. */
  public String named(long group) {
    return byName.values().stream()
        .flatMap(List::stream)
        .filter(g -> g.id() == group)
        .findFirst()
        .map(g -> words("named", g.name(), g.id()))
        .orElse("#" + group);
  }

  private static Finding noGroup(String why) {
    return new Finding("UNKNOWN_GROUP", RosterColumn.GROUPS, why);
  }
}
