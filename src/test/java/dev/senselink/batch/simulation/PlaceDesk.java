package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.PlaceBook.SimDepartment;
import dev.senselink.batch.simulation.PlaceBook.SimDevice;
import dev.senselink.batch.simulation.PlaceBook.SimGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groups, departments and devices of the simulated server (manual 6.2, 6.4, 6.7). */
final class PlaceDesk {
  private final SimWorld world;
  private final PlaceBook places;

  PlaceDesk(SimWorld world) {
    this.world = world;
    this.places = world.places;
  }

  static Map<String, @Nullable Object> json(SimGroup group) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", group.id());
    json.put("name", group.name());
    json.put("type", group.type());
    return json;
  }

  Object groups(WorldRequest request) {
    long type = RecordBook.number(request, "type", 0);
    List<@Nullable Object> all = new ArrayList<>();
    places.groups.values().stream()
        .filter(group -> type == 0 || group.type() == type)
        .forEach(group -> all.add(json(group)));
    return page(request, all);
  }

  Object createGroup(WorldRequest request) {
    int type = (int) RecordBook.number(request, "type", 1);
    if (request.of("name").isBlank()) {
      throw new WorldRefusal(30004, null);
    }
    if (places.group(request.of("name"), type) != null) {
      throw new WorldRefusal(610, null);
    }
    return json(places.addGroup(request.of("name"), type));
  }

  void renameGroup(WorldRequest request) {
    SimGroup group = places.groups.get(RecordBook.number(request, "id", -1));
    if (group == null) {
      throw new WorldRefusal(320, null);
    }
    places.groups.put(group.id(), new SimGroup(group.id(), request.of("name"), group.type()));
  }

  void members(WorldRequest request, boolean join, ChangeAuthor by, long seq) {
    long group = RecordBook.number(request, "groupId", -1);
    if (!places.groups.containsKey(group)) {
      throw new WorldRefusal(620, null);
    }
    List<PersonState> people = new ArrayList<>();
    for (String id : request.of("userIds").split(",", -1)) {
      PersonState person = world.people.now(Long.parseLong(id.strip()));
      if (person == null) {
        throw new WorldRefusal(620, null);
      }
      people.add(person);
    }
    for (PersonState person : people) {
      Set<Long> groups = new LinkedHashSet<>(person.groups());
      if (join ? groups.add(group) : groups.remove(group)) {
        world.people.change(world.now(), person.id(), person.withGroups(groups), by, seq);
      }
    }
  }

  Object devices(WorldRequest request) {
    List<@Nullable Object> all = new ArrayList<>();
    places.devices.values().forEach(device -> all.add(row(device)));
    return page(request, all);
  }

  private Map<String, @Nullable Object> row(SimDevice device) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("device", json(device));
    row.put("device_type", Map.of("name", "SensePass"));
    return row;
  }

  private Map<String, @Nullable Object> json(SimDevice device) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", device.id());
    json.put("sn", device.sn());
    json.put("name", device.name());
    json.put("location", device.location());
    json.put("description", device.description());
    json.put("direction", device.direction());
    json.put("status", 2);
    List<@Nullable Object> groups = new ArrayList<>();
    for (long id : device.groups()) {
      SimGroup group = places.groups.get(id);
      if (group != null) {
        groups.add(json(group));
      }
    }
    json.put("groups", groups);
    return json;
  }

  Object updateDevice(WorldRequest request) {
    SimDevice device = places.devices.get(RecordBook.number(request, "id", -1));
    if (device == null) {
      throw new WorldRefusal(620, null);
    }
    List<Long> groups = new ArrayList<>(ids(request.of("groupStaff")));
    groups.addAll(ids(request.of("groupVisitor")));
    SimDevice after =
        new SimDevice(
            device.id(),
            device.sn(),
            request.of("name"),
            request.of("location"),
            request.of("description"),
            RecordBook.number(request, "direction", 1),
            groups);
    places.devices.put(device.id(), after);
    return json(after);
  }

  private static List<Long> ids(String joined) {
    List<Long> ids = new ArrayList<>();
    for (String id : joined.split(",", -1)) {
      if (!id.isBlank()) {
        ids.add(Long.parseLong(id.strip()));
      }
    }
    return ids;
  }

  Object tree() {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("id", 0);
    root.put("name", "Acme");
    root.put("children", children(0));
    return root;
  }

  private List<@Nullable Object> children(long parent) {
    List<@Nullable Object> children = new ArrayList<>();
    for (SimDepartment department : places.departments.values()) {
      if (department.parent() == parent) {
        Map<String, @Nullable Object> json = json(department);
        json.put("children", children(department.id()));
        children.add(json);
      }
    }
    return children;
  }

  private static Map<String, @Nullable Object> json(SimDepartment department) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", department.id());
    json.put("parent_id", department.parent());
    json.put("name", department.name());
    json.put("code", department.code());
    json.put("leader_id", department.leader());
    return json;
  }

  Object department(WorldRequest request) {
    return json(need(request.id()));
  }

  Object byCode(WorldRequest request) {
    return places.departments.values().stream()
        .filter(department -> department.code().equals(request.of("code")))
        .findFirst()
        .map(PlaceDesk::json)
        .orElseThrow(() -> new WorldRefusal(620, null));
  }

  Object createDepartment(WorldRequest request) {
    long parent = RecordBook.number(request, "parentId", 0);
    if (parent != 0) {
      need(parent);
    }
    Collection<SimDepartment> all = places.departments.values();
    if (all.stream().anyMatch(d -> d.parent() == parent && d.name().equals(request.of("name")))) {
      throw new WorldRefusal(610, null);
    }
    return json(
        places.addDepartment(parent, request.of("name"), request.of("code"), leader(request)));
  }

  Object updateDepartment(WorldRequest request) {
    SimDepartment before = need(request.id());
    SimDepartment after =
        new SimDepartment(
            before.id(),
            RecordBook.number(request, "parentId", 0),
            request.of("name"),
            request.of("code"),
            leader(request));
    places.departments.put(after.id(), after);
    return json(after);
  }

  private static @Nullable Long leader(WorldRequest request) {
    return request.has("leaderId") ? Long.valueOf(request.of("leaderId")) : null;
  }

  private SimDepartment need(long id) {
    SimDepartment department = places.departments.get(id);
    if (department == null) {
      throw new WorldRefusal(620, null);
    }
    return department;
  }

  void deleteDepartment(WorldRequest request) {
    places.departments.remove(need(RecordBook.number(request, "id", -1)).id());
  }

  Map<String, @Nullable Object> page(WorldRequest request, List<@Nullable Object> all) {
    int size = (int) Math.min(RecordBook.number(request, "size", 20), world.traits.pageSize());
    int page = (int) RecordBook.number(request, "page", 1);
    int from = Math.min(all.size(), (page - 1) * size);
    int to = Math.min(all.size(), from + size);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("total", all.size());
    json.put("pageNum", page);
    json.put("pageSize", size);
    json.put("size", to - from);
    json.put("totalPage", Math.max(1, (all.size() + size - 1) / size));
    json.put("data", List.copyOf(all.subList(from, to)));
    return json;
  }
}
