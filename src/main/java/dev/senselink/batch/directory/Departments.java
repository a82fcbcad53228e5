package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.Words.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.CodeClass;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.Verbatim;
import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.organisation.CreateDepartment;
import dev.senselink.batch.api.organisation.DeleteDepartment;
import dev.senselink.batch.api.organisation.Department;
import dev.senselink.batch.api.organisation.DepartmentByCode;
import dev.senselink.batch.api.organisation.DepartmentNode;
import dev.senselink.batch.api.organisation.DepartmentTree;
import dev.senselink.batch.api.organisation.GetDepartment;
import dev.senselink.batch.api.organisation.UpdateDepartment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The departments. */
public final class Departments {
  private static final String STEP = "  ";

  private final Server server;
  private final Replies replies;

  public Departments(Server server) {
    this.server = server;
    this.replies = new Replies(server);
  }

  /** The tree, whose root is the company; some servers send it as a list of one (NOTES 77). */
  public Told<DepartmentNode> tree() {
    Told<DepartmentNode> told = Told.one(replies.ask(new Verbatim<>(new DepartmentTree())));
    JsonNode json = told.json();
    return json.isArray() && json.size() == 1 ? new Told<>(told.value(), json.get(0)) : told;
  }

  /** One by its id. */
  public Told<Department> get(long id) {
    return Told.one(replies.ask(new Verbatim<>(new GetDepartment(id))));
  }

  /** One by its code. */
  public Told<Department> byCode(String code) {
    return Told.one(replies.ask(new Verbatim<>(new DepartmentByCode(code))));
  }

  /**
   * Adds a department.
   *
   * @param wanted what is null is not set; without a parent it is directly below the company
   */
  public Told<Department> create(String name, DepartmentChange wanted) {
    Set<Long> before = new HashSet<>();
    collect(tree().value(), before);
    long parent = wanted.parent() == null ? 0 : wanted.parent();
    Call<Verbatim.Said<Department>> call =
        new Verbatim<>(new CreateDepartment(parent, name, leader(wanted.leader()), wanted.code()));
    return Told.one(
        replies.need(call, new Write(server).carryOut(call, () -> made(before, parent, name))));
  }

  private static @Nullable Long leader(@Nullable Long chosen) {
    return chosen == null || chosen == 0 ? null : chosen;
  }

  private static void collect(DepartmentNode node, Set<Long> ids) {
    ids.add(node.id());
    node.children().forEach(child -> collect(child, ids));
  }

  private Verbatim.@Nullable Said<Department> made(Set<Long> before, long parent, String name) {
    Optional<DepartmentNode> found =
        find(tree().value(), parent)
            .flatMap(
                node ->
                    node.children().stream()
                        .filter(child -> child.name().equals(name))
                        .filter(child -> !before.contains(child.id()))
                        .findFirst());
    return found
        .map(node -> replies.ask(new Verbatim<>(new GetDepartment(node.id()))))
        .orElse(null);
  }

  private static Optional<DepartmentNode> find(DepartmentNode node, long id) {
    return node.id() == id
        ? Optional.of(node)
        : node.children().stream().flatMap(child -> find(child, id).stream()).findFirst();
  }

  /** Changes what is named and nothing else; the answer is the department. */
  public Told<Department> update(long id, DepartmentChange change) {
    UpdateDepartment call = changed(get(id).value(), change);
    Verbatim<Department> verbatim = new Verbatim<>(call);
    return Told.one(replies.need(call, new Write(server).carryOut(verbatim, () -> updated(call))));
  }

  private static UpdateDepartment changed(Department now, DepartmentChange change) {
    UpdateDepartment call = UpdateDepartment.keeping(now);
    if (change.name() != null) {
      call = call.withName(change.name());
    }
    if (change.parent() != null) {
      call = call.withParent(change.parent());
    }
    if (change.leader() != null) {
      call = call.withLeader(leader(change.leader()));
    }
    String code = change.code();
    return code == null ? call : call.withCode(code.isEmpty() ? null : code);
  }

  private Verbatim.@Nullable Said<Department> updated(UpdateDepartment wanted) {
    Verbatim.Said<Department> now = replies.ask(new Verbatim<>(new GetDepartment(wanted.id())));
    return UpdateDepartment.keeping(now.value()).equals(wanted) ? now : null;
  }

  /** Prepares the deletion of a department. */
  public Deletion deletion(long id) {
    Deletion deletion = new Deletion(server, DeleteDepartment::new, this::isGone);
    Reply<Department> reply = server.ask(new GetDepartment(id));
    if (isNotFound(reply)) {
      deletion.missing(id);
    } else {
      Department found = replies.need(new GetDepartment(id), reply);
      deletion.add(id, words("name.department", id, found.name()));
    }
    return deletion;
  }

  private boolean isGone(long id) {
    Reply<Department> reply = server.ask(new GetDepartment(id));
    return isNotFound(reply) || replies.need(new GetDepartment(id), reply).id() != id;
  }

  private static boolean isNotFound(Reply<?> reply) {
    return reply instanceof Reply.Refusal<?> refusal && refusal.codeClass() == CodeClass.NOT_FOUND;
  }

  /** The tree as a table: who is below whom is shown by blanks before the name. */
  public static Sheet sheet(DepartmentNode root) {
    List<List<String>> rows = new ArrayList<>();
    add(root, "", rows);
    return new Sheet(Sheet.heads("name", "id", "code", "people", "leaderId"), rows);
  }

  private static void add(DepartmentNode node, String blanks, List<List<String>> rows) {
    rows.add(
        Sheet.row(blanks + node.name(), node.id(), node.code(), node.people(), node.leaderId()));
    node.children().forEach(child -> add(child, blanks + STEP, rows));
  }

  /** One department as a table. */
  public static Sheet sheet(Department one) {
    return new Sheet(
        List.of(),
        List.of(
            Sheet.pair("id", one.id()),
            Sheet.pair("name", one.name()),
            Sheet.pair("code", one.code()),
            Sheet.pair("parentId", one.parentId()),
            Sheet.pair("leaderId", one.leaderId())));
  }
}
