package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.ReservedSlot;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.write.FreshPersonReader;
import dev.senselink.batch.enrol.write.LostAnswerResolver;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes one person out of groups or puts them in, one request a group and never an update. Each
 * request leaves from the place in which the person was just read, however long the server was out
 * of reach before; after a lost answer it looks, and in the end it reads the person back. One
 * thread.
 */
final class GroupChange {
  private final EnrolmentContext context;
  private final LostAnswerResolver lookout;
  private long leftAt;

  /** Whether somebody is still meant, asked with how they were just read, before each request. */
  interface Check {
    /**
     * Why they are not, in words; {@code ""} where they are. Their groups are looked at already.
     *
     * @param begun whether something was sent for them
     */
    String otherwise(Person now, boolean begun);
  }

  /** Is told before a request leaves. */
  interface Departure {
    void leaves(long group);
  }

  /** How it ended. */
  enum Fate {
    DONE,
    /** The server has nobody of this id any more. */
    GONE,
    /** They are not as they were when it was decided: nothing more was sent. */
    CHANGED,
    /** The server said yes, twice, and did nothing. */
    IGNORED,
    NOT_DONE
  }

  /**
   * How the person stands after it.
   *
   * @param person as last read; {@code null} where the server did not show them
   * @param sent how many requests have left
   * @param why why not all was done, in words; {@code ""} if it was. Where all is as wanted, why
   *     nothing of it was done by us
   * @param moved the ids of the groups for which a request was taken, or may have been: all else is
   *     the work of others
   */
  record Result(Fate fate, @Nullable Person person, int sent, String why, List<Long> moved) {
    Result {
      moved = List.copyOf(moved);
    }

    Result(Fate fate, @Nullable Person person, int sent, String why) {
      this(fate, person, sent, why, List.of());
    }

    Result having(Collection<Long> groups) {
      return new Result(fate, person, sent, why, List.copyOf(groups));
    }

    boolean isDone() {
      return fate == Fate.DONE;
    }
  }

  /**
   * What is to be done with somebody.
   *
   * @param before the ids of the groups they were in when it was decided
   * @param sent the ids of those for which a request has left
   */
  private record Task(
      long person, Set<Long> before, boolean in, Check check, Departure departure, Set<Long> sent) {
    /** Why nothing more may be sent, in words; {@code ""} where it may. */
    String otherwise(Person now) {
      List<GroupReference> groups = now.groups();
      if (groups == null) {
        return words("leaver.groupsUnknown");
      }
      return others(before).equals(others(new HashSet<>(GroupReference.ids(groups))))
          ? check.otherwise(now, !sent.isEmpty())
          : words("groups.meanwhile");
    }

    private Set<Long> others(Set<Long> groups) {
      Set<Long> others = new HashSet<>(groups);
      others.removeAll(sent);
      return others;
    }

    boolean isDone(long group, Person now) {
      List<GroupReference> groups = now.groups();
      return sent.contains(group)
          && groups != null
          && GroupReference.ids(groups).contains(group) == in;
    }

    Call<Integer> call(long group) {
      return in
          ? OrganisationCalls.addToGroup(group, List.of(person))
          : OrganisationCalls.removeFromGroup(group, List.of(person));
    }
  }

  /**
   * One try, in one place in flight.
   *
   * @param end what came of the look already; {@code null} if the request has left, or the look was
   *     not answered
   * @param reply to the request, {@code null} if none was sent
   */
  private record Try(
      Reply<List<Person>> read, @Nullable Result end, @Nullable Reply<Integer> reply) {}

  GroupChange(EnrolmentContext context) {
    this.context = context;
    this.lookout = new LostAnswerResolver(context);
  }

  /**
   * The person as the server shows them now. Whom one look does not show may be there: they are
   * looked for until no list lags any longer.
   */
  Reply<List<Person>> read(long person) {
    return new FreshPersonReader(context).of(person, found -> !found.isEmpty());
  }

  /**
   * Out of all of these; what is still there then is asked for once more.
   *
   * @param person as they were when it was decided
   */
  Result takeOut(Person person, List<Long> groups, Check check, Departure departure) {
    return change(person, groups, false, check, departure);
  }

  /** Into all of these; what is not there then is asked for once more. */
  Result putInto(Person person, List<Long> groups, Check check, Departure departure) {
    return change(person, groups, true, check, departure);
  }

  private Result change(
      Person decided, List<Long> groups, boolean in, Check check, Departure departure) {
    List<GroupReference> there = decided.groups() == null ? List.of() : decided.groups();
    Task task =
        new Task(
            decided.id(),
            new HashSet<>(GroupReference.ids(there)),
            in,
            check,
            departure,
            new HashSet<>());
    return change(task, groups).having(task.sent());
  }

  private Result change(Task task, List<Long> groups) {
    boolean in = task.in();
    int sent = 0;
    String refused = "";
    List<Long> open = groups;
    for (int round = 0; round < 2; round++) {
      for (long group : open) {
        Result one = send(task, group);
        sent += one.sent();
        if (context.server().stopCause() != null) {
          return new Result(Fate.NOT_DONE, null, sent, words("why.stopped"));
        }
        if (one.fate() == Fate.CHANGED) {
          return new Result(one.fate(), one.person(), sent, one.why());
        }
        refused = one.isDone() ? refused : one.why();
      }
      List<Long> asked = open;
      Reply<List<Person>> read =
          new FreshPersonReader(context)
              .of(task.person(), people -> !people.isEmpty() && left(people, asked, in).isEmpty());
      if (!(read instanceof Reply.Answer<List<Person>> answer)) {
        return new Result(Fate.NOT_DONE, null, sent, words("leaver.notShown", read.words()));
      }
      if (answer.value().isEmpty()) {
        return new Result(Fate.GONE, null, sent, "");
      }
      open = left(answer.value(), asked, in);
      if (open.isEmpty()) {
        String others = task.sent().isEmpty() ? refused : "";
        return new Result(Fate.DONE, answer.value().get(0), sent, others);
      }
    }
    return refused.isEmpty()
        ? new Result(Fate.IGNORED, null, sent, words("leaver.stillThere"))
        : new Result(Fate.NOT_DONE, null, sent, refused);
  }

  /** The groups that are not as wanted; all of them where the server does not tell. */
  private static List<Long> left(List<Person> people, List<Long> groups, boolean in) {
    if (people.isEmpty()) {
      return List.of(); // gone counts as done
    }
    List<GroupReference> now = people.get(0).groups();
    if (now == null) {
      return groups;
    }
    List<Long> ids = GroupReference.ids(now);
    return groups.stream().filter(group -> ids.contains(group) != in).toList();
  }

  /** Done too where the read-back is to tell. */
  private Result send(Task task, long group) {
    RetryAttempts tries = context.server().attempts();
    int sent = 0;
    while (true) {
      Try one = context.server().inPlace(2, place -> readAndSend(place, task, group));
      if (one.end() != null) {
        return with(sent, one.end());
      }
      Reply<Integer> reply = one.reply();
      if (reply == null) {
        if (!tries.again(one.read())) {
          return notDone(sent, one.read());
        }
        continue;
      }
      sent += reply instanceof Reply.Halted ? 0 : 1;
      if (reply instanceof Reply.Answer) {
        return new Result(Fate.DONE, null, sent, "");
      }
      if (reply instanceof Reply.Refusal<Integer> refusal) {
        return refusal.codeClass() == ErrorCategory.NOT_FOUND
            ? new Result(Fate.DONE, null, sent, "")
            : new Result(Fate.NOT_DONE, null, sent, FailureOutcomes.reason(refusal));
      }
      if (reply instanceof Reply.Unclear<Integer> unclear && isDone(unclear, task, group)) {
        return new Result(Fate.DONE, null, sent, "");
      }
      if (context.server().stopCause() != null || !tries.again(reply)) {
        return notDone(sent, reply);
      }
    }
  }

  private static Result with(int sent, Result end) {
    return new Result(end.fate(), end.person(), sent, end.why());
  }

  private static Result notDone(int sent, Reply<?> reply) {
    return new Result(Fate.NOT_DONE, null, sent, words("leaver.notDone", reply.words()));
  }

  private Try readAndSend(ReservedSlot place, Task task, long group) {
    Reply<List<Person>> read = place.send(ListUsers.byId(task.person()));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return new Try(read, null, null);
    }
    if (answer.value().isEmpty()) {
      String unseen = words("groups.notShown"); // the read-back is to tell
      return new Try(read, new Result(Fate.NOT_DONE, null, 0, unseen), null);
    }
    Person now = answer.value().get(0);
    if (task.isDone(group, now)) {
      return new Try(read, new Result(Fate.DONE, now, 0, ""), null);
    }
    String otherwise = task.otherwise(now);
    if (!otherwise.isEmpty()) {
      return new Try(read, new Result(Fate.CHANGED, now, 0, otherwise), null);
    }
    task.departure().leaves(group);
    leftAt = context.machine().nanos();
    Reply<Integer> reply = place.send(task.call(group));
    if (reply instanceof Reply.Answer || reply instanceof Reply.Unclear) {
      task.sent().add(group);
    }
    return new Try(read, null, reply);
  }

  private boolean isDone(Reply.Unclear<Integer> unclear, Task task, long group) {
    return lookout
        .repeat(
            unclear,
            leftAt,
            () ->
                read(task.person()) instanceof Reply.Answer<List<Person>> answer
                    ? Optional.of(left(answer.value(), List.of(group), task.in()).isEmpty())
                    : Optional.<Boolean>empty(),
            seen -> seen.orElse(false),
            Optional::<Boolean>empty)
        .orElse(false);
  }
}
