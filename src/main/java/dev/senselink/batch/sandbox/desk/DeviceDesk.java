package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.ListPage;
import dev.senselink.batch.sandbox.call.Operation;
import dev.senselink.batch.sandbox.world.CommitFactory;
import dev.senselink.batch.sandbox.world.Device;
import dev.senselink.batch.sandbox.world.Group;
import dev.senselink.batch.sandbox.world.Person;
import dev.senselink.batch.sandbox.world.SandboxWorld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The terminals (6.2). An update unbinds the groups it does not name (NOTES 26). */
final class DeviceDesk {
  private static final int TYPE_ID = 47;
  private static final String TYPE_NAME = "SenseKeeper";
  private static final int ONLINE = 1;

  private final DeskContext office;
  private final SandboxWorld world;

  DeviceDesk(DeskContext office) {
    this.office = office;
    this.world = office.world();
  }

  CallAnswer list(CallForm form) {
    synchronized (world) {
      return ListPage.page(form, List.copyOf(world.devices.all()), this::listed);
    }
  }

  private Map<String, Object> listed(Device device) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("device_type", deviceType(device));
    row.put("device", fields(device));
    return row;
  }

  private Map<String, Object> deviceType(Device device) {
    Map<String, Object> type = new LinkedHashMap<>();
    type.put("id", TYPE_ID);
    type.put("name", TYPE_NAME);
    type.put("identifier", "SKP");
    type.put("description", "");
    type.put("create_at", office.clock().listText(device.createdAt()));
    type.put("update_at", office.clock().listText(device.createdAt()));
    return type;
  }

  private Map<String, Object> fields(Device device) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", device.id());
    fields.put("sn", device.sn());
    fields.put("name", device.name());
    fields.put("direction", device.direction());
    fields.put("location", device.location());
    fields.put("ip", device.ip());
    fields.put("status", device.status());
    fields.put("groups", world.groupReferences(device.groups()));
    fields.put("active", 1);
    fields.put("type_id", TYPE_ID);
    fields.put("description", device.description());
    fields.put("software_version", device.softwareVersion());
    fields.put("info", null);
    fields.put("company_id", office.settings().companyId());
    fields.put("group_count", device.groups().size());
    fields.put("create_at", office.clock().listText(device.createdAt()));
    fields.put("update_at", office.clock().listText(device.updatedAt()));
    return fields;
  }

  CallAnswer update(CallForm form) {
    synchronized (world) {
      Device before = world.devices.require(form.number("id", 0), "device");
      world.requireGroups(form.ids("groupStaff"), Person.STAFF);
      world.requireGroups(form.ids("groupVisitor"), Person.GUEST);
      List<Long> groups = new ArrayList<>(form.ids("groupStaff"));
      groups.addAll(form.ids("groupVisitor"));
      Device after =
          new Device(
              before.id(),
              before.sn(),
              form.text("name"),
              form.text("location"),
              form.text("description"),
              form.number("direction", 0),
              groups,
              before.status(),
              before.ip(),
              before.softwareVersion(),
              before.createdAt(),
              office.clock().now());
      world.devices.put(after);
      commit(Operation.UPDATE_DEVICE, after);
      return CallAnswer.ok(updated(after));
    }
  }

  private Map<String, Object> updated(Device device) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", device.id());
    fields.put("name", device.name());
    fields.put("location", device.location());
    fields.put("state", ONLINE);
    fields.put("description", device.description());
    fields.put("direction", device.direction());
    fields.put("ldid", device.sn());
    fields.put("type_id", TYPE_ID);
    fields.put("type_name", TYPE_NAME);
    fields.put("user_group", boundGroups(device, Person.STAFF));
    fields.put("guest_group", boundGroups(device, Person.GUEST));
    return fields;
  }

  private List<Map<String, Object>> boundGroups(Device device, int type) {
    List<Map<String, Object>> bound = new ArrayList<>();
    for (long id : device.groups()) {
      Group group = world.groups.get(id);
      if (group != null && group.type() == type) {
        Map<String, Object> reference = group.reference();
        reference.put("person_count", world.countMembers(id));
        bound.add(reference);
      }
    }
    return bound;
  }

  CallAnswer delete(CallForm form) {
    synchronized (world) {
      Device gone = world.devices.require(form.pathId(), "device");
      world.devices.remove(gone.id());
      commit(Operation.DELETE_DEVICE, gone);
      return CallAnswer.ok();
    }
  }

  private void commit(Operation operation, Device device) {
    office.commit(operation, new CommitFactory.Thing(device.id(), 0, device.name()), List.of());
  }
}
