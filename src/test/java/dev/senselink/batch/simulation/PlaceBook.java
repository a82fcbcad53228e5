package dev.senselink.batch.simulation;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Groups, departments and devices of the simulated server. */
final class PlaceBook {
  /**
   * A group.
   *
   * @param type 1 staff, 2 visitors
   */
  record SimGroup(long id, String name, int type) {}

  record SimDepartment(long id, long parent, String name, String code, @Nullable Long leader) {}

  /** A door. */
  record SimDevice(
      long id,
      String sn,
      String name,
      String location,
      String description,
      long direction,
      java.util.List<Long> groups) {
    SimDevice {
      groups = java.util.List.copyOf(groups);
    }
  }

  final Map<Long, SimGroup> groups = new TreeMap<>();
  final Map<Long, SimDepartment> departments = new TreeMap<>();
  final Map<Long, SimDevice> devices = new TreeMap<>();
  private long ids;

  long newId() {
    return ++ids;
  }

  SimGroup addGroup(String name, int type) {
    SimGroup group = new SimGroup(newId(), name, type);
    groups.put(group.id(), group);
    return group;
  }

  SimDepartment addDepartment(long parent, String name, String code, @Nullable Long leader) {
    SimDepartment department = new SimDepartment(newId(), parent, name, code, leader);
    departments.put(department.id(), department);
    return department;
  }

  SimDevice addDevice(String sn, String name, java.util.List<Long> bound) {
    SimDevice device = new SimDevice(newId(), sn, name, "hall", "", 1, bound);
    devices.put(device.id(), device);
    return device;
  }

  /** The group of this name and type, null if there is none. */
  @Nullable SimGroup group(String name, int type) {
    return groups.values().stream()
        .filter(group -> group.type() == type && group.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Everything gone, and ids begin again. */
  void setUpAnew() {
    groups.clear();
    departments.clear();
    devices.clear();
    ids = 0;
  }
}
