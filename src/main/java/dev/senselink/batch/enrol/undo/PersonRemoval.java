package dev.senselink.batch.enrol.undo;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.people.DeleteGuest;
import dev.senselink.batch.api.people.DeleteUser;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.write.FreshPersonReader;
import dev.senselink.batch.enrol.write.LostAnswerResolver;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.List;
import java.util.Optional;

/**
 * Deletes the person of a row: meant in the ledger first, looked for after a lost answer, and asked
 * for once more only where they are seen to be there still. One thread.
 */
public final class PersonRemoval {
  private final EnrolmentContext context;
  private final LostAnswerResolver lookout;
  private long leftAt;
  private boolean proven;

  public PersonRemoval(EnrolmentContext context) {
    this.context = context;
    this.lookout = new LostAnswerResolver(context);
  }

  /** Deletes them; {@link RowEnding#REMOVED} once they are gone. */
  public Outcome remove(RowTask task, Person person) {
    RetryAttempts tries = context.server().attempts();
    int sent = task.before().attempts();
    while (true) {
      context.intend(task, Intent.Call.DELETE, person.id(), List.of(person.id())).join();
      Reply<Long> reply =
          context.server().once(call(person), () -> leftAt = context.machine().nanos());
      sent += reply instanceof Reply.Halted ? 0 : 1;
      if (reply instanceof Reply.Answer) {
        return proven(task, person).withAttempts(sent);
      }
      if (reply instanceof Reply.Refusal<Long> refusal) {
        return (refusal.codeClass() == ErrorCategory.NOT_FOUND
                ? gone(task, person)
                : FailureOutcomes.ofRefusal(task, refusal).withPerson(person.id()))
            .withAttempts(sent);
      }
      if (reply instanceof Reply.Unclear<Long> unclear) {
        Optional<Boolean> there =
            lookout.repeat(
                unclear,
                leftAt,
                () -> there(person),
                seen -> seen.isEmpty() || !seen.get(),
                Optional::empty);
        if (there.isEmpty()) {
          return FailureOutcomes.unknown(task, words("why.looking", reply.words()))
              .withPerson(person.id())
              .withAttempts(sent);
        }
        if (!there.get()) {
          return gone(task, person).withAttempts(sent);
        }
      }
      if (!tries.again(reply)) {
        return FailureOutcomes.ofQuestion(task, reply).withPerson(person.id()).withAttempts(sent);
      }
    }
  }

  private static Call<Long> call(Person person) {
    return person.type() == Person.GUEST
        ? new DeleteGuest(person.id())
        : new DeleteUser(person.id());
  }

  /** The first one deleted is looked up: a server that only says so is sent nothing more. */
  private Outcome proven(RowTask task, Person person) {
    if (!proven) {
      Optional<Boolean> there =
          there(new FreshPersonReader(context).of(person.id(), List::isEmpty));
      if (there.isPresent() && there.get()) {
        String what = words("undo.deleteLeft", person.id());
        context.stop().accept(words("odd", what));
        return task.end(RowEnding.FAILED, "NOT_TAKEN", what).withPerson(person.id());
      }
      proven = there.isPresent();
    }
    return gone(task, person);
  }

  private Outcome gone(RowTask task, Person person) {
    context.ledger().guests().forget(person.id());
    return task.done(RowEnding.REMOVED, person.id());
  }

  private Optional<Boolean> there(Person person) {
    return there(context.server().ask(ListUsers.byId(person.id())));
  }

  private static Optional<Boolean> there(Reply<List<Person>> read) {
    return read instanceof Reply.Answer<List<Person>> answer
        ? Optional.of(!answer.value().isEmpty())
        : Optional.empty();
  }
}
