package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.CallRefusedException;
import dev.senselink.batch.sandbox.call.ListPage;
import dev.senselink.batch.sandbox.call.Operation;
import dev.senselink.batch.sandbox.world.CommitFactory;
import dev.senselink.batch.sandbox.world.Group;
import dev.senselink.batch.sandbox.world.Person;
import dev.senselink.batch.sandbox.world.SandboxWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Person groups and who is in them (6.4). */
final class GroupDesk {
  private final DeskContext office;
  private final SandboxWorld world;

  GroupDesk(DeskContext office) {
    this.office = office;
    this.world = office.world();
  }

  CallAnswer list(CallForm form) {
    long type = form.number("type", 0);
    if (type > Person.GUEST) {
      throw CallRefusedException.invalid("type is 0, 1 or 2");
    }
    synchronized (world) {
      List<Group> groups =
          world.groups.all().stream().filter(g -> type == 0 || g.type() == type).toList();
      return ListPage.page(form, groups, this::listed);
    }
  }

  private Map<String, Object> listed(Group group) {
    Map<String, Object> fields = group.reference();
    fields.put("user_number", world.countMembers(group.id()));
    fields.put("company_id", office.settings().companyId());
    fields.put("create_at", office.clock().listText(group.createdAt()));
    fields.put("update_at", office.clock().listText(group.updatedAt()));
    return fields;
  }

  CallAnswer create(CallForm form) {
    synchronized (world) {
      int type = (int) form.number("type", 0);
      refuseSameName(type, form.text("name"), -1);
      Instant now = office.clock().now();
      Group group = new Group(world.groups.newId(), form.text("name"), type, now, now);
      world.groups.put(group);
      commit(Operation.CREATE_GROUP, group, List.of());
      Map<String, Object> fields = group.reference();
      fields.put("company_id", office.settings().companyId());
      fields.put("create_at", office.clock().text(now));
      fields.put("update_at", office.clock().text(now));
      return CallAnswer.ok(fields);
    }
  }

  CallAnswer update(CallForm form) {
    synchronized (world) {
      Group before = world.groups.get(form.number("id", 0));
      if (before == null || before.type() != form.number("type", 0)) {
        throw new CallRefusedException(
            CallRefusedException.GROUP_UPDATE_INVALID, "no such group of this type");
      }
      refuseSameName(before.type(), form.text("name"), before.id());
      Instant now = office.clock().now();
      Group after =
          new Group(before.id(), form.text("name"), before.type(), before.createdAt(), now);
      world.groups.put(after);
      commit(Operation.UPDATE_GROUP, after, List.of());
      return CallAnswer.ok();
    }
  }

  private void refuseSameName(int type, String name, long self) {
    boolean taken =
        world.groups.all().stream()
            .anyMatch(g -> g.type() == type && g.name().equals(name) && g.id() != self);
    if (taken) {
      throw new CallRefusedException(
          CallRefusedException.SAME_EXISTS, "a group of this name exists");
    }
  }

  CallAnswer add(CallForm form) {
    return changeMembers(Operation.ADD_TO_GROUP, form, true);
  }

  CallAnswer remove(CallForm form) {
    return changeMembers(Operation.REMOVE_FROM_GROUP, form, false);
  }

  private CallAnswer changeMembers(Operation operation, CallForm form, boolean add) {
    synchronized (world) {
      Group group = world.groups.require(form.number("groupId", 0), "group");
      List<Person> people = new ArrayList<>();
      for (long id : form.ids("userIds")) {
        Person person = world.people.require(id, "person");
        if (person.type() != group.type()) {
          throw CallRefusedException.invalid("a person of the other type");
        }
        people.add(person);
      }
      if (!add && office.deviations().leavingDoesNothing()) {
        return CallAnswer.ok();
      }
      people.forEach(person -> world.people.put(changed(person, group.id(), add)));
      commit(operation, group, people.stream().map(Person::id).toList());
      return CallAnswer.ok();
    }
  }

  private Person changed(Person person, long groupId, boolean add) {
    List<Long> groups = new ArrayList<>(person.groups());
    groups.remove(groupId);
    if (add) {
      groups.add(groupId);
    }
    List<Long> kept = List.copyOf(groups);
    return person.changed(person.profile(), kept, person.avatarId(), office.clock().now());
  }

  private void commit(Operation operation, Group group, List<Long> members) {
    office.commit(
        operation, new CommitFactory.Thing(group.id(), group.type(), group.name()), members);
  }
}
