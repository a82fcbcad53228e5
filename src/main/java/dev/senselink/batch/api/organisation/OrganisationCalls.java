package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.PagedListCall;
import dev.senselink.batch.api.PagedListWalk;
import dev.senselink.batch.api.PlainCall;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The calls about the company, its devices, groups and departments. */
public final class OrganisationCalls {
  private OrganisationCalls() {}

  /** Whose company the app key opens (manual 6.1); also the probe whether the server is there. */
  public static Call<Company> company() {
    return PlainCall.of(
        Operation.GET_COMPANY,
        words("purpose.company"),
        new RequestForm(),
        envelope -> {
          JsonNode data = envelope.path("data");
          if (!data.isObject()) {
            throw new UnexpectedAnswerException(words("missing.company"));
          }
          return Company.read(data);
        });
  }

  /** All devices (manual 6.2.1). */
  public static Call<List<Device>> devices() {
    return new PagedListCall<>(
        Operation.LIST_DEVICES,
        words("purpose.listDevices"),
        UnaryOperator.identity(),
        Device::read,
        Device::id,
        PagedListWalk.begin());
  }

  /**
   * Replaces what can be changed of a device (manual 6.2.2); the answer is the device. Both lists
   * of groups are always sent: one that is left out is emptied by the server.
   */
  public static Call<Device> updateDevice(long id, DeviceFields fields) {
    return PlainCall.of(
        Operation.UPDATE_DEVICE,
        words("purpose.updateDevice", id),
        new RequestForm()
            .with("id", id)
            .with("name", fields.name())
            .with("location", fields.location())
            .with("description", fields.description())
            .with("direction", fields.direction())
            .withIds("groupStaff", fields.staffGroups())
            .withIds("groupVisitor", fields.guestGroups()),
        envelope -> found(Device.read(envelope.path("data")), words("missing.deviceId")));
  }

  /** Deletes a device (manual 6.2.3); the answer is the id. A GET that changes (NOTES 15, 28). */
  public static Call<Long> deleteDevice(long id) {
    return PlainCall.at(
        id,
        Operation.DELETE_DEVICE,
        words("purpose.deleteDevice", id),
        new RequestForm(),
        envelope -> id);
  }

  /**
   * Adds a group (manual 6.4.1).
   *
   * @param type 1 staff, 2 visitors
   */
  public static Call<Group> createGroup(String name, int type) {
    return PlainCall.of(
        Operation.CREATE_GROUP,
        words("purpose.createGroup"),
        new RequestForm().with("name", name).with("type", type),
        envelope -> found(Group.read(envelope.path("data")), words("missing.groupId")));
  }

  /**
   * All groups of a type (manual 6.4.2).
   *
   * @param type 1 staff, 2 visitors, 0 both
   */
  public static Call<List<Group>> groups(int type) {
    return new PagedListCall<>(
        Operation.LIST_GROUPS,
        words("purpose.listGroups"),
        form -> form.with("type", type),
        Group::read,
        Group::id,
        PagedListWalk.begin());
  }

  /**
   * Renames a group (manual 6.4.3); the answer is the id. A group that is not there is refused with
   * 320 or 620 (NOTES 17).
   *
   * @param type 1 staff, 2 visitors: as it is, a group cannot change it
   */
  public static Call<Long> updateGroup(long id, String name, int type) {
    return PlainCall.of(
        Operation.UPDATE_GROUP,
        words("purpose.updateGroup", id),
        new RequestForm().with("id", id).with("name", name).with("type", type),
        envelope -> id);
  }

  /**
   * Puts people into a group (manual 6.4.4); the answer is how many were sent. Code 620 means that
   * the group or one of the people is not there (NOTES 18).
   *
   * @param people ids, at least one and at most {@link GroupMemberIds#MOST}
   */
  public static Call<Integer> addToGroup(long group, List<Long> people) {
    return membership(Operation.ADD_TO_GROUP, words("purpose.addToGroup", group), group, people);
  }

  /** Takes people out of a group (manual 6.4.5); otherwise as {@link #addToGroup}. */
  public static Call<Integer> removeFromGroup(long group, List<Long> people) {
    return membership(
        Operation.REMOVE_FROM_GROUP, words("purpose.removeFromGroup", group), group, people);
  }

  private static Call<Integer> membership(
      Operation operation, String purpose, long group, List<Long> people) {
    List<Long> checked = GroupMemberIds.checked(people);
    return PlainCall.of(
        operation,
        purpose,
        new RequestForm().with("groupId", group).withIds("userIds", checked),
        envelope -> checked.size());
  }

  /** All departments (manual 6.7.1). */
  public static Call<DepartmentNode> departments() {
    return PlainCall.of(
        Operation.DEPARTMENT_TREE,
        words("purpose.departments"),
        new RequestForm(),
        envelope -> DepartmentNode.root(envelope.path("data")));
  }

  /** The department with this id (manual 6.7.3). */
  public static Call<Department> department(long id) {
    return new PlainCall<>(
        Operation.GET_DEPARTMENT,
        words("purpose.getDepartment", id),
        Long.toString(id),
        new RequestForm(),
        true,
        Department::required);
  }

  /**
   * Adds a department (manual 6.7.4); 610 if one of that name is there on that level.
   *
   * @param parentId 0 = directly below the company
   * @param leaderId the manager's id; null = none
   * @param code null = none
   */
  public static Call<Department> createDepartment(
      long parentId, String name, @Nullable Long leaderId, @Nullable String code) {
    return PlainCall.of(
        Operation.CREATE_DEPARTMENT,
        words("purpose.createDepartment"),
        new RequestForm()
            .with("parentId", parentId)
            .with("name", name)
            .withIfGiven("leaderId", leaderId)
            .withIfGiven("code", code),
        Department::required);
  }

  /**
   * Deletes an empty department (manual 6.7.6), 650 if it is not; the answer is the id. A GET that
   * changes, and the only one with its id in the query (NOTES 82).
   */
  public static Call<Long> deleteDepartment(long id) {
    return PlainCall.of(
        Operation.DELETE_DEPARTMENT,
        words("purpose.deleteDepartment", id),
        new RequestForm().with("id", id),
        envelope -> id);
  }

  private static <T> T found(@Nullable T entry, String missing) throws UnexpectedAnswerException {
    if (entry == null) {
      throw new UnexpectedAnswerException(missing);
    }
    return entry;
  }
}
