package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.WithRawJson;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The groups of people. */
public final class GroupDirectory {
  private final RetryingClient server;
  private final DirectoryQueries replies;

  public GroupDirectory(RetryingClient server) {
    this.server = server;
    this.replies = new DirectoryQueries(server);
  }

  /** All of them, staff and visitors. */
  public ServerReply<List<Group>> list() {
    return ServerReply.list(said(), "");
  }

  /**
   * Adds a group.
   *
   * @param type 1 staff, 2 visitors
   */
  public ServerReply<Group> create(String name, int type) {
    Set<Long> before =
        said().value().stream().map(Group::id).collect(Collectors.toUnmodifiableSet());
    Predicate<Group> made =
        group -> group.type() == type && group.name().equals(name) && !before.contains(group.id());
    Call<WithRawJson.Said<Group>> call =
        new WithRawJson<>(OrganisationCalls.createGroup(name, type));
    return ServerReply.one(
        replies.need(call, new VerifiedWrite(server).carryOut(call, () -> found(made))));
  }

  /**
   * Gives a group another name; the answer is the group as it is listed then.
   *
   * @param group a name, an id or {@code #ID}
   */
  public ServerReply<Group> rename(String group, String name) {
    Group meant = book().find(group);
    Call<Long> call = OrganisationCalls.updateGroup(meant.id(), name, meant.type());
    Predicate<Group> same = other -> other.id() == meant.id();
    Predicate<Group> renamed = same.and(other -> other.name().equals(name));
    replies.need(
        call,
        new VerifiedWrite(server).carryOut(call, () -> found(renamed) == null ? null : meant.id()));
    WithRawJson.Said<Group> now = found(same);
    if (now == null) {
      throw DirectoryQueries.notThere(call);
    }
    return ServerReply.one(now);
  }

  /**
   * Puts people into a group, or takes them out.
   *
   * @param group a name, an id or {@code #ID}
   * @param keeper keeps whoever is about to be taken out
   */
  public BulkResult members(String group, List<Long> people, boolean add, ChangeKeeper keeper) {
    return new MembershipChange(server, book().find(group), add, keeper).change(people);
  }

  GroupFinder book() {
    return new GroupFinder(replies.ask(OrganisationCalls.groups(0)));
  }

  private WithRawJson.Said<List<Group>> said() {
    return replies.ask(new WithRawJson<>(OrganisationCalls.groups(0)));
  }

  private WithRawJson.@Nullable Said<Group> found(Predicate<Group> wanted) {
    WithRawJson.Said<List<Group>> all = said();
    return all.value().stream()
        .filter(wanted)
        .findFirst()
        .map(g -> new WithRawJson.Said<>(g, List.of(ServerReply.row(all, "", g.id()))))
        .orElse(null);
  }

  static String named(Group group) {
    return words("name.group", group.id(), group.name(), DisplayTable.type(group.type()));
  }

  /** Groups as a table. */
  public static DisplayTable sheet(List<Group> groups) {
    return new DisplayTable(
        DisplayTable.heads("id", "type", "name", "members"),
        groups.stream()
            .map(g -> DisplayTable.row(g.id(), DisplayTable.type(g.type()), g.name(), g.people()))
            .toList());
  }
}
