package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.api.organisation.GroupMemberIds;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a group. The server takes many people in one call, and refuses all of them for the sake
 * of one: then the call is halved until that one is found, so that the others are worked. A call
 * that is too much for it (50003) is halved, too (NOTES 19).
 */
final class MembershipChange {
  private static final int TOO_MUCH = 50003;

  private final RetryingClient server;
  private final DirectoryQueries replies;
  private final Group group;
  private final boolean add;
  private final ChangeKeeper keeper;
  private final Set<Long> kept = new HashSet<>();
  private final BulkResult.Notes notes = new BulkResult.Notes();
  private boolean groupChecked;
  private boolean fewerAreNoHelp;

  /**
   * @param keeper keeps whoever is about to be taken out
   */
  MembershipChange(RetryingClient server, Group group, boolean add, ChangeKeeper keeper) {
    this.keeper = keeper;
    this.server = server;
    this.replies = new DirectoryQueries(server);
    this.group = group;
    this.add = add;
  }

  BulkResult change(List<Long> people) {
    GroupMemberIds.parts(people).forEach(this::work);
    return notes.end();
  }

  private void work(List<Long> part) {
    if (notes.isStopped()) {
      part.forEach(
          id ->
              notes.failed(
                  new BulkResult.Failed(
                      id, PendingDeletion.NOT_ATTEMPTED, words("failed.notAttempted", id))));
      return;
    }
    if (!add && keeper.keeps() && !keep(part)) {
      return;
    }
    Call<Integer> call = call(part);
    boolean many = part.size() > 1;
    Reply<Integer> reply =
        new VerifiedWrite(server, r -> isTooMuch(r) && (many || fewerAreNoHelp))
            .carryOut(call, () -> inEffect(part));
    if (reply instanceof Reply.Answer) {
      notes.done(part);
    } else if (many && (isForSomebodysSake(reply) || (isTooMuch(reply) && !fewerAreNoHelp))) {
      int half = part.size() / 2;
      work(part.subList(0, half));
      work(part.subList(half, part.size()));
    } else {
      fewerAreNoHelp |= isTooMuch(reply);
      if (!(reply instanceof Reply.Unclear)) {
        part.forEach(keeper::dropped);
      }
      PendingDeletion.note(
          notes, replies, call, part, reply, (id, why) -> words("members.failed", id, why));
    }
  }

  /** Keeps those of them who are in the group; false if the server does not tell who is. */
  private boolean keep(List<Long> part) {
    for (long id : part) {
      if (kept.contains(id)) {
        continue; // the server has done nothing of what was asked before
      }
      Reply<List<Person>> reply = server.ask(ListUsers.byId(id));
      if (!(reply instanceof Reply.Answer<List<Person>> answer)) {
        PendingDeletion.note(
            notes,
            replies,
            call(part),
            part,
            reply,
            (one, why) -> words("members.failed", one, why));
        part.forEach(keeper::dropped);
        return false;
      }
      for (Person person : answer.value()) {
        if (person.groups() == null || isIn(person)) {
          keeper.leaves(person, group.id());
        }
      }
      kept.add(id);
    }
    return true;
  }

  private static boolean isTooMuch(Reply<?> reply) {
    return reply instanceof Reply.Unclear<?> unclear && unclear.code() == TOO_MUCH;
  }

  private Call<Integer> call(List<Long> part) {
    return add
        ? OrganisationCalls.addToGroup(group.id(), part)
        : OrganisationCalls.removeFromGroup(group.id(), part);
  }

  /** Not for that of the group: it is looked once whether that is still there. */
  private boolean isForSomebodysSake(Reply<?> reply) {
    if (!(reply instanceof Reply.Refusal<?> refusal)
        || refusal.codeClass() == ErrorCategory.FATAL) {
      return false;
    }
    if (!groupChecked) {
      groupChecked = true;
      return server.ask(OrganisationCalls.groups(0)) instanceof Reply.Answer<List<Group>> all
          && all.value().stream().anyMatch(one -> one.id() == group.id());
    }
    return true;
  }

  /** Whether everybody is in it, or nobody, as it was meant. */
  private @Nullable Integer inEffect(List<Long> part) {
    for (long id : part) {
      List<Person> found = replies.ask(ListUsers.byId(id));
      if (found.isEmpty() || isIn(found.get(0)) != add) {
        return null;
      }
    }
    return part.size();
  }

  private boolean isIn(Person person) {
    List<GroupReference> groups = person.groups();
    if (groups == null) {
      throw new DirectoryException(
          DirectoryException.Kind.STOPPED, words("members.unknown", person.id()));
    }
    return groups.stream().anyMatch(one -> one.id() == group.id());
  }
}
