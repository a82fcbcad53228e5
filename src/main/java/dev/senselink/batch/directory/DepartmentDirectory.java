package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.WithRawJson;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Department;
import dev.senselink.batch.api.organisation.DepartmentByCode;
import dev.senselink.batch.api.organisation.DepartmentNode;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.organisation.UpdateDepartment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The departments. */
public final class DepartmentDirectory {
  private static final String STEP = "  ";
  private static final Pattern ID = Pattern.compile("#?([0-9]{1,18})");

  private final RetryingClient server;
  private final DirectoryQueries replies;

  public DepartmentDirectory(RetryingClient server) {
    this.server = server;
    this.replies = new DirectoryQueries(server);
  }

  /** The tree, whose root is the company; some servers send it as a list of one (NOTES 77). */
  public ServerReply<DepartmentNode> tree() {
    ServerReply<DepartmentNode> told =
        ServerReply.one(replies.ask(new WithRawJson<>(OrganisationCalls.departments())));
    JsonNode json = told.json();
    return json.isArray() && json.size() == 1 ? new ServerReply<>(told.value(), json.get(0)) : told;
  }

  /** One by its id. */
  public ServerReply<Department> get(long id) {
    return ServerReply.one(replies.ask(new WithRawJson<>(OrganisationCalls.department(id))));
  }

  /** One by its id, {@code #} before it or not, else by its code. */
  public ServerReply<Department> named(String text) {
    Matcher id = ID.matcher(text);
    if (!id.matches()) {
      return byCode(text);
    }
    Call<WithRawJson.Said<Department>> call =
        new WithRawJson<>(OrganisationCalls.department(Long.parseLong(id.group(1))));
    Reply<WithRawJson.Said<Department>> reply = server.ask(call);
    return isNotFound(reply) && !text.startsWith("#")
        ? byCode(text)
        : ServerReply.one(replies.need(call, reply));
  }

  /** One by its code. */
  public ServerReply<Department> byCode(String code) {
    return ServerReply.one(replies.ask(new WithRawJson<>(new DepartmentByCode(code))));
  }

  /**
   * Adds a department.
   *
   * @param wanted what is null is not set; without a parent it is directly below the company
   */
  public ServerReply<Department> create(String name, DepartmentChange wanted) {
    Set<Long> before = new HashSet<>();
    collect(tree().value(), before);
    long parent = wanted.parent() == null ? 0 : wanted.parent();
    Call<WithRawJson.Said<Department>> call =
        new WithRawJson<>(
            OrganisationCalls.createDepartment(
                parent, name, leader(wanted.leader()), wanted.code()));
    return ServerReply.one(
        replies.need(
            call, new VerifiedWrite(server).carryOut(call, () -> made(before, parent, name))));
  }

  private static @Nullable Long leader(@Nullable Long chosen) {
    return chosen == null || chosen == 0 ? null : chosen;
  }

  private static void collect(DepartmentNode node, Set<Long> ids) {
    ids.add(node.id());
    node.children().forEach(child -> collect(child, ids));
  }

  private WithRawJson.@Nullable Said<Department> made(Set<Long> before, long parent, String name) {
    Optional<DepartmentNode> found =
        find(tree().value(), parent)
            .flatMap(
                node ->
                    node.children().stream()
                        .filter(child -> child.name().equals(name))
                        .filter(child -> !before.contains(child.id()))
                        .findFirst());
    return found
        .map(node -> replies.ask(new WithRawJson<>(OrganisationCalls.department(node.id()))))
        .orElse(null);
  }

  private static Optional<DepartmentNode> find(DepartmentNode node, long id) {
    return node.id() == id
        ? Optional.of(node)
        : node.children().stream().flatMap(child -> find(child, id).stream()).findFirst();
  }

  /** Changes what is named and nothing else; the answer is the department. */
  public ServerReply<Department> update(long id, DepartmentChange change) {
    UpdateDepartment call = changed(get(id).value(), change);
    WithRawJson<Department> verbatim = new WithRawJson<>(call);
    return ServerReply.one(
        replies.need(call, new VerifiedWrite(server).carryOut(verbatim, () -> updated(call))));
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

  private WithRawJson.@Nullable Said<Department> updated(UpdateDepartment wanted) {
    WithRawJson.Said<Department> now =
        replies.ask(new WithRawJson<>(OrganisationCalls.department(wanted.id())));
    return UpdateDepartment.keeping(now.value()).equals(wanted) ? now : null;
  }

  /** Prepares the deletion of a department. */
  public PendingDeletion deletion(long id) {
    PendingDeletion deletion =
        new PendingDeletion(server, OrganisationCalls::deleteDepartment, this::isGone);
    Reply<Department> reply = server.ask(OrganisationCalls.department(id));
    if (isNotFound(reply)) {
      deletion.missing(id);
    } else {
      Department found = replies.need(OrganisationCalls.department(id), reply);
      deletion.add(id, words("name.department", id, found.name()));
    }
    return deletion;
  }

  private boolean isGone(long id) {
    Reply<Department> reply = server.ask(OrganisationCalls.department(id));
    return isNotFound(reply) || replies.need(OrganisationCalls.department(id), reply).id() != id;
  }

  private static boolean isNotFound(Reply<?> reply) {
    return reply instanceof Reply.Refusal<?> refusal
        && refusal.codeClass() == ErrorCategory.NOT_FOUND;
  }

  /** The tree as a table: who is below whom is shown by blanks before the name. */
  public static DisplayTable sheet(DepartmentNode root) {
    List<List<String>> rows = new ArrayList<>();
    add(root, "", rows);
    return new DisplayTable(DisplayTable.heads("name", "id", "code", "people", "leaderId"), rows);
  }

  private static void add(DepartmentNode node, String blanks, List<List<String>> rows) {
    rows.add(
        DisplayTable.row(
            blanks + node.name(), node.id(), node.code(), node.people(), node.leaderId()));
    node.children().forEach(child -> add(child, blanks + STEP, rows));
  }

  /** One department as a table. */
  public static DisplayTable sheet(Department one) {
    return new DisplayTable(
        List.of(),
        List.of(
            DisplayTable.pair("id", one.id()),
            DisplayTable.pair("name", one.name()),
            DisplayTable.pair("code", one.code()),
            DisplayTable.pair("parentId", one.parentId()),
            DisplayTable.pair("leaderId", one.leaderId())));
  }
}
