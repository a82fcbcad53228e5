package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.CallRefusedException;
import dev.senselink.batch.sandbox.call.Operation;
import dev.senselink.batch.sandbox.world.CommitFactory;
import dev.senselink.batch.sandbox.world.Department;
import dev.senselink.batch.sandbox.world.Person;
import dev.senselink.batch.sandbox.world.SandboxWorld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The departments (6.7). An update replaces: what it does not send is cleared. */
final class DepartmentDesk {
  private final DeskContext office;
  private final SandboxWorld world;

  DepartmentDesk(DeskContext office) {
    this.office = office;
    this.world = office.world();
  }

  /** The tree without codes, as the sample has it; the company is its root, id 0. */
  CallAnswer tree() {
    synchronized (world) {
      Map<Long, Long> people = new HashMap<>();
      world.people.all().stream()
          .filter(person -> person.type() == Person.STAFF)
          .forEach(person -> people.merge(person.profile().departmentId(), 1L, Long::sum));
      Map<String, Object> root = new LinkedHashMap<>();
      root.put("id", Department.COMPANY);
      root.put("name", office.settings().companyName());
      root.put("children", children(Department.COMPANY, people));
      return CallAnswer.ok(root);
    }
  }

  private List<Object> children(long parent, Map<Long, Long> people) {
    List<Object> nodes = new ArrayList<>();
    for (Department department : world.departments.all()) {
      if (department.parentId() == parent) {
        nodes.add(node(department, people));
      }
    }
    return nodes;
  }

  private Map<String, Object> node(Department department, Map<Long, Long> people) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("id", department.id());
    node.put("name", department.name());
    node.put("children", children(department.id(), people));
    node.put("parent_id", department.parentId());
    node.put("leader_id", department.leaderId());
    node.put("leader_name", leaderName(department.leaderId()));
    node.put("user_num", people.getOrDefault(department.id(), 0L));
    return node;
  }

  private @Nullable String leaderName(@Nullable Long leaderId) {
    Person leader = leaderId == null ? null : world.people.get(leaderId);
    return leader == null ? null : leader.profile().name();
  }

  CallAnswer byCode(CallForm form) {
    synchronized (world) {
      return world.departments.all().stream()
          .filter(department -> form.text("code").equals(department.code()))
          .findFirst()
          .map(department -> CallAnswer.ok(department.fields()))
          .orElseThrow(() -> CallRefusedException.notExist("code"));
    }
  }

  CallAnswer get(CallForm form) {
    synchronized (world) {
      return CallAnswer.ok(world.departments.require(form.pathId(), "department").fields());
    }
  }

  CallAnswer create(CallForm form) {
    synchronized (world) {
      Department department = checked(form, world.departments.newId());
      world.departments.put(department);
      commit(Operation.CREATE_DEPARTMENT, department);
      return CallAnswer.ok(department.fields());
    }
  }

  CallAnswer update(CallForm form) {
    synchronized (world) {
      Department before = world.departments.require(form.number("id", 0), "department");
      Department after = checked(form, before.id());
      refuseCircle(after);
      world.departments.put(after);
      commit(Operation.UPDATE_DEPARTMENT, after);
      return CallAnswer.ok(after.fields());
    }
  }

  private Department checked(CallForm form, long id) {
    long parent = form.number("parentId", 0);
    world.requireDepartment(parent);
    String code = form.text("code").isEmpty() ? null : form.text("code");
    Long leader = form.text("leaderId").isEmpty() ? null : form.number("leaderId", 0);
    if (leader != null) {
      world.requireStaff(leader, "leaderId");
    }
    String name = form.text("name");
    for (Department other : world.departments.all()) {
      boolean sameName = other.parentId() == parent && other.name().equals(name);
      boolean sameCode = code != null && code.equals(other.code());
      if (other.id() != id && (sameName || sameCode)) {
        throw new CallRefusedException(
            CallRefusedException.SAME_EXISTS, "a department of this name or code exists");
      }
    }
    return new Department(id, parent, name, code, leader);
  }

  private void refuseCircle(Department moved) {
    long at = moved.parentId();
    while (at != Department.COMPANY) {
      if (at == moved.id()) {
        throw CallRefusedException.invalid("parentId lies below the department itself");
      }
      at = world.departments.require(at, "department").parentId();
    }
  }

  CallAnswer delete(CallForm form) {
    synchronized (world) {
      Department gone = world.departments.require(form.number("id", 0), "department");
      boolean hasPeople =
          world.people.all().stream().anyMatch(p -> p.profile().departmentId() == gone.id());
      boolean hasChildren =
          world.departments.all().stream().anyMatch(d -> d.parentId() == gone.id());
      if (hasPeople || hasChildren) {
        throw new CallRefusedException(
            CallRefusedException.NOT_EMPTY, "the department is not empty");
      }
      world.departments.remove(gone.id());
      commit(Operation.DELETE_DEPARTMENT, gone);
      return CallAnswer.ok();
    }
  }

  private void commit(Operation operation, Department department) {
    office.commit(
        operation, new CommitFactory.Thing(department.id(), 0, department.name()), List.of());
  }
}
