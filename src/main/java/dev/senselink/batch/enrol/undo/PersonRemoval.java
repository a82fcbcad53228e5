package dev.senselink.batch.enrol.undo;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.ReservedSlot;
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
import org.jspecify.annotations.Nullable;

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

  /** Whether somebody may be deleted, asked with how they were just read, before each request. */
  public interface Check {
    /**
     * Keeps on the disk what is there now.
     *
     * @param now {@code null} where the server has nobody of this id
     * @return why nothing is to be sent; {@code null} if they may go
     */
    @Nullable Outcome held(@Nullable Person now);
  }

  /**
   * One try, in one place in flight.
   *
   * @param read of the look before it
   * @param held why nothing was sent, {@code null} if that is not so
   * @param reply to the request, {@code null} if none was sent
   */
  private record Try(
      Reply<List<Person>> read, @Nullable Outcome held, @Nullable Reply<Long> reply) {}

  /**
   * Deletes them; {@link RowEnding#REMOVED} once they are gone. Between the look and the request
   * lies nothing but the commit of what is meant, however long the server was out of reach before.
   */
  public Outcome remove(RowTask task, Person person, Check check) {
    RetryAttempts tries = context.server().attempts();
    int before = task.before().attempts();
    int sent = before;
    while (true) {
      boolean first = sent == before;
      Try one =
          context.server().inPlace(2, place -> readAndSend(place, task, person, check, first));
      if (one.held() != null) {
        return one.held().withAttempts(sent);
      }
      Reply<Long> reply = one.reply();
      if (reply == null) {
        if (!tries.again(one.read())) {
          return FailureOutcomes.ofQuestion(task, one.read())
              .withPerson(person.id())
              .withAttempts(sent);
        }
        continue;
      }
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

  private Try readAndSend(
      ReservedSlot place, RowTask task, Person person, Check check, boolean first) {
    Reply<List<Person>> read = place.send(ListUsers.byId(person.id()));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return new Try(read, null, null);
    }
    Person now = answer.value().isEmpty() ? null : answer.value().get(0);
    // After a request of ours nobody else has to have done it.
    Outcome held = now == null && !first ? gone(task, person) : check.held(now);
    if (held != null || now == null) {
      return new Try(read, held, null);
    }
    context.intend(task, Intent.Call.DELETE, person.id(), List.of(person.id())).join();
    leftAt = context.machine().nanos();
    return new Try(read, null, place.send(call(person)));
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
