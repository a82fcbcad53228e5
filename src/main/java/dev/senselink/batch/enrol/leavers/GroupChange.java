package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.organisation.AddToGroup;
import dev.senselink.batch.api.organisation.RemoveFromGroup;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.write.FreshPersonReader;
import dev.senselink.batch.enrol.write.LostAnswerResolver;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes one person out of groups or puts them in, one request a group and never an update, looks
 * after every lost answer, and reads the person back. One thread.
 */
final class GroupChange {
  private final EnrolmentContext context;
  private final LostAnswerResolver lookout;
  private long leftAt;

  /**
   * How the person stands after it.
   *
   * @param person as read back; {@code null} where the server did not show them
   * @param gone whether the server has nobody of this id any more
   * @param ignored whether the server said yes and did nothing
   * @param why why not all was done, in words; {@code ""} if it was
   */
  record Result(@Nullable Person person, boolean gone, boolean ignored, String why) {
    static Result not(String why) {
      return new Result(null, false, false, why);
    }

    boolean isDone() {
      return why.isEmpty() && !gone;
    }
  }

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

  /** Out of all of these; what is still there then is asked for once more. */
  Result takeOut(long person, List<Long> groups) {
    return change(person, groups, false);
  }

  /** Into all of these; what is not there then is asked for once more. */
  Result putInto(long person, List<Long> groups) {
    return change(person, groups, true);
  }

  private Result change(long person, List<Long> groups, boolean in) {
    String refused = "";
    List<Long> open = groups;
    for (int round = 0; round < 2; round++) {
      for (long group : open) {
        String why = send(person, group, in);
        if (context.server().stopCause() != null) {
          return Result.not(words("why.stopped"));
        }
        refused = why.isEmpty() ? refused : why;
      }
      List<Long> asked = open;
      Reply<List<Person>> read =
          new FreshPersonReader(context).of(person, people -> left(people, asked, in).isEmpty());
      if (!(read instanceof Reply.Answer<List<Person>> answer)) {
        return Result.not(words("leaver.notShown", read.words()));
      }
      if (answer.value().isEmpty()) {
        return new Result(null, true, false, "");
      }
      open = left(answer.value(), asked, in);
      if (open.isEmpty()) {
        return new Result(answer.value().get(0), false, false, "");
      }
    }
    return refused.isEmpty()
        ? new Result(null, false, true, words("leaver.stillThere"))
        : Result.not(refused);
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

  /** Why it was not done, in words; blank where the read-back is to tell. */
  private String send(long person, long group, boolean in) {
    Call<Integer> call =
        in ? new AddToGroup(group, List.of(person)) : new RemoveFromGroup(group, List.of(person));
    RetryAttempts tries = context.server().attempts();
    while (true) {
      Reply<Integer> reply = context.server().once(call, () -> leftAt = context.machine().nanos());
      if (reply instanceof Reply.Answer) {
        return "";
      }
      if (reply instanceof Reply.Refusal<Integer> refusal) {
        return refusal.codeClass() == ErrorCategory.NOT_FOUND
            ? ""
            : FailureOutcomes.reason(refusal);
      }
      if (reply instanceof Reply.Unclear<Integer> unclear && isDone(unclear, person, group, in)) {
        return "";
      }
      if (context.server().stopCause() != null || !tries.again(reply)) {
        return words("leaver.notDone", reply.words());
      }
    }
  }

  private boolean isDone(Reply.Unclear<Integer> unclear, long person, long group, boolean in) {
    return lookout
        .repeat(
            unclear,
            leftAt,
            () ->
                read(person) instanceof Reply.Answer<List<Person>> answer
                    ? Optional.of(left(answer.value(), List.of(group), in).isEmpty())
                    : Optional.<Boolean>empty(),
            seen -> seen.orElse(false),
            Optional::<Boolean>empty)
        .orElse(false);
  }
}
