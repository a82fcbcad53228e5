package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.Words.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Verbatim;
import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.organisation.CreateGroup;
import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.api.organisation.ListGroups;
import dev.senselink.batch.api.organisation.UpdateGroup;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The groups of people. */
public final class Groups {
  private final Server server;
  private final Replies replies;

  public Groups(Server server) {
    this.server = server;
    this.replies = new Replies(server);
  }

  /** All of them, staff and visitors. */
  public Told<List<Group>> list() {
    return Told.list(said(), "");
  }

  /**
   * Adds a group.
   *
   * @param type 1 staff, 2 visitors
   */
  public Told<Group> create(String name, int type) {
    Set<Long> before =
        said().value().stream().map(Group::id).collect(Collectors.toUnmodifiableSet());
    Predicate<Group> made =
        group -> group.type() == type && group.name().equals(name) && !before.contains(group.id());
    Call<Verbatim.Said<Group>> call = new Verbatim<>(new CreateGroup(name, type));
    return Told.one(replies.need(call, new Write(server).carryOut(call, () -> found(made))));
  }

  /**
   * Gives a group another name; the answer is the group as it is listed then.
   *
   * @param group a name, an id or {@code #ID}
   */
  public Told<Group> rename(String group, String name) {
    Group meant = book().find(group);
    UpdateGroup call = new UpdateGroup(meant.id(), name, meant.type());
    Predicate<Group> same = other -> other.id() == meant.id();
    Predicate<Group> renamed = same.and(other -> other.name().equals(name));
    replies.need(
        call, new Write(server).carryOut(call, () -> found(renamed) == null ? null : meant.id()));
    Verbatim.Said<Group> now = found(same);
    if (now == null) {
      throw Replies.notThere(call);
    }
    return Told.one(now);
  }

  /**
   * Puts people into a group, or takes them out.
   *
   * @param group a name, an id or {@code #ID}
   */
  public Removal members(String group, List<Long> people, boolean add) {
    return new Membership(server, book().find(group), add).change(people);
  }

  GroupBook book() {
    return new GroupBook(replies.ask(new ListGroups(0)));
  }

  private Verbatim.Said<List<Group>> said() {
    return replies.ask(new Verbatim<>(new ListGroups(0)));
  }

  private Verbatim.@Nullable Said<Group> found(Predicate<Group> wanted) {
    Verbatim.Said<List<Group>> all = said();
    return all.value().stream()
        .filter(wanted)
        .findFirst()
        .map(g -> new Verbatim.Said<>(g, List.of(Told.row(all, "", g.id()))))
        .orElse(null);
  }

  static String named(Group group) {
    return words("name.group", group.id(), group.name(), Sheet.type(group.type()));
  }

  /** Groups as a table. */
  public static Sheet sheet(List<Group> groups) {
    return new Sheet(
        Sheet.heads("id", "type", "name", "members"),
        groups.stream()
            .map(g -> Sheet.row(g.id(), Sheet.type(g.type()), g.name(), g.people()))
            .toList());
  }
}
