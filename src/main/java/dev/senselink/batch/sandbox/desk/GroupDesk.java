package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.Answer;
import dev.senselink.batch.sandbox.call.Form;
import dev.senselink.batch.sandbox.call.Operation;
import dev.senselink.batch.sandbox.call.Pages;
import dev.senselink.batch.sandbox.call.Refusal;
import dev.senselink.batch.sandbox.world.Commits;
import dev.senselink.batch.sandbox.world.Group;
import dev.senselink.batch.sandbox.world.Person;
import dev.senselink.batch.sandbox.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Person groups and who is in them (6.4). */
final class GroupDesk {
  private final Office office;
  private final World world;

  GroupDesk(Office office) {
    this.office = office;
    this.world = office.world();
  }

  Answer list(Form form) {
    long type = form.number("type", 0);
    if (type > Person.GUEST) {
      throw Refusal.invalid("type is 0, 1 or 2");
    }
    synchronized (world) {
      List<Group> groups =
          world.groups.all().stream().filter(g -> type == 0 || g.type() == type).toList();
      return Pages.page(form, groups, this::listed);
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

  Answer create(Form form) {
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
      return Answer.ok(fields);
    }
  }

  Answer update(Form form) {
    synchronized (world) {
      Group before = world.groups.get(form.number("id", 0));
      if (before == null || before.type() != form.number("type", 0)) {
        throw new Refusal(Refusal.GROUP_UPDATE_INVALID, "no such group of this type");
      }
      refuseSameName(before.type(), form.text("name"), before.id());
      Instant now = office.clock().now();
      Group after =
          new Group(before.id(), form.text("name"), before.type(), before.createdAt(), now);
      world.groups.put(after);
      commit(Operation.UPDATE_GROUP, after, List.of());
      return Answer.ok();
    }
  }

  private void refuseSameName(int type, String name, long self) {
    boolean taken =
        world.groups.all().stream()
            .anyMatch(g -> g.type() == type && g.name().equals(name) && g.id() != self);
    if (taken) {
      throw new Refusal(Refusal.SAME_EXISTS, "a group of this name exists");
    }
  }

  Answer add(Form form) {
    return changeMembers(Operation.ADD_TO_GROUP, form, true);
  }

  Answer remove(Form form) {
    return changeMembers(Operation.REMOVE_FROM_GROUP, form, false);
  }

  private Answer changeMembers(Operation operation, Form form, boolean add) {
    synchronized (world) {
      Group group = world.groups.require(form.number("groupId", 0), "group");
      List<Person> people = new ArrayList<>();
      for (long id : form.ids("userIds")) {
        Person person = world.people.require(id, "person");
        if (person.type() != group.type()) {
          throw Refusal.invalid("a person of the other type");
        }
        people.add(person);
      }
      people.forEach(person -> world.people.put(changed(person, group.id(), add)));
      commit(operation, group, people.stream().map(Person::id).toList());
      return Answer.ok();
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
    office.commit(operation, new Commits.Thing(group.id(), group.type(), group.name()), members);
  }
}
