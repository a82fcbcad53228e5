package dev.senselink.batch.enrol.write;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.ReservedSlot;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deletes people, one after the other. Each is read in the place of the request, however long the
 * server was out of reach before. After a lost answer they are looked up: absent means deleted, and
 * only somebody who is seen to be there still is asked for once more. One thread.
 */
public final class PersonDeletion {
  private final EnrolmentContext context;
  private final LostAnswerResolver lookout;
  private long leftAt;
  private boolean proven;

  /** Whether somebody may be deleted, asked with how they were just read, before each request. */
  public interface Check {
    /**
     * Keeps on the disk what is there now and what is meant, if they may go.
     *
     * @param now {@code null} where the server has nobody of this id
     */
    boolean mayGo(@Nullable Person now);
  }

  /** What came of it. */
  public enum Fate {
    GONE,
    /** The check has kept the request back. */
    HELD,
    /** The server has said no. */
    REFUSED,
    /** They are there still, or nothing was sent: the server has done nothing. */
    NOT_DONE,
    /** The server has said yes, and done nothing. */
    IGNORED,
    /** Nobody knows: it is to be looked for before anything else is sent. */
    UNKNOWN
  }

  /**
   * What came of it.
   *
   * @param sent how often the request has left
   * @param reply the last one, to the request or to the look before it
   */
  public record Result(Fate fate, int sent, Reply<?> reply) {
    /**
     * Whether they may be deleted, or be so yet, though they are shown: something was sent, and not
     * all of it was refused.
     */
    public boolean mayBeDone() {
      return sent > (fate == Fate.REFUSED ? 1 : 0); // nothing is sent after a refusal
    }

    /** Why they are not gone, in words. */
    public String why() {
      return reply instanceof Reply.Refusal<?> refusal
          ? FailureOutcomes.reason(refusal)
          : reply.words();
    }
  }

  /**
   * One try, in one place in flight.
   *
   * @param end what came of the look already, {@code null} if the request has left, or the look has
   *     shown nobody or was not answered
   * @param reply to the request, {@code null} if none was sent
   */
  private record Try(Reply<List<Person>> read, @Nullable Fate end, @Nullable Reply<Long> reply) {}

  public PersonDeletion(EnrolmentContext context) {
    this.context = context;
    this.lookout = new LostAnswerResolver(context);
  }

  /**
   * Deletes somebody. Between the look and the request lies nothing but the check.
   *
   * @param type 1 staff, 2 guest
   */
  public Result delete(int type, long person, Check check) {
    Result result = tried(type, person, check);
    if (result.fate() == Fate.GONE) { // the next list is not expected to show them
      context.ledger().lastSent().forget(person);
    }
    return result;
  }

  private Result tried(int type, long person, Check check) {
    Call<Long> call =
        type == Person.GUEST ? PeopleCalls.deleteGuest(person) : PeopleCalls.deleteUser(person);
    RetryAttempts tries = context.server().attempts();
    int sent = 0;
    while (true) {
      boolean first = sent == 0;
      Try one = context.server().inPlace(2, place -> readAndSend(place, call, person, check));
      if (one.end() != null) {
        return new Result(one.end(), sent, one.read());
      }
      Reply<Long> reply = one.reply();
      if (reply == null) {
        Reply<List<Person>> read = context.server().certain(person, one.read());
        if (read instanceof Reply.Answer) {
          return new Result(gone(check, first), sent, read);
        }
        if (!tries.again(read)) {
          return new Result(Fate.NOT_DONE, sent, read);
        }
        continue;
      }
      sent += reply instanceof Reply.Halted ? 0 : 1;
      Fate fate = fate(reply, person);
      if (fate != Fate.NOT_DONE || !tries.again(reply)) {
        return new Result(fate, sent, reply);
      }
    }
  }

  private Try readAndSend(ReservedSlot place, Call<Long> call, long person, Check check) {
    Reply<List<Person>> read = place.send(ListUsers.byId(person));
    if (!(read instanceof Reply.Answer<List<Person>> answer) || answer.value().isEmpty()) {
      return new Try(read, null, null);
    }
    if (!check.mayGo(answer.value().get(0))) {
      return new Try(read, Fate.HELD, null);
    }
    leftAt = context.machine().nanos();
    return new Try(read, null, place.send(call));
  }

  /** Nobody is there: once something was sent, nobody else has to have done it. */
  private static Fate gone(Check check, boolean first) {
    if (first) {
      check.mayGo(null);
    }
    return first ? Fate.HELD : Fate.GONE;
  }

  private Fate fate(Reply<Long> reply, long person) {
    if (reply instanceof Reply.Answer) {
      return proven(person);
    }
    if (reply instanceof Reply.Refusal<Long> refusal) {
      boolean gone = refusal.codeClass() == ErrorCategory.NOT_FOUND && !isStillShown(person);
      return gone ? Fate.GONE : Fate.REFUSED;
    }
    if (!(reply instanceof Reply.Unclear<Long> unclear)) {
      return Fate.NOT_DONE;
    }
    Optional<Boolean> there =
        lookout.repeat(
            unclear,
            leftAt,
            () -> there(context, person),
            seen -> seen.isEmpty() || !seen.get(),
            Optional::empty);
    return there.map(is -> is ? Fate.NOT_DONE : Fate.GONE).orElse(Fate.UNKNOWN);
  }

  /** The first one deleted is looked up: a server that only says so is sent nothing more. */
  private Fate proven(long person) {
    if (!proven) {
      Optional<Boolean> there = there(new FreshPersonReader(context).of(person, List::isEmpty));
      if (there.isPresent() && there.get()) {
        return Fate.IGNORED;
      }
      proven = there.isPresent();
    }
    return Fate.GONE;
  }

  /** Whether the list shows somebody of whom the delete says that they are not there. */
  private boolean isStillShown(long person) {
    return there(new FreshPersonReader(context).of(person, List::isEmpty)).orElse(false);
  }

  /** Whether somebody is on the server; empty if it does not tell. */
  public static Optional<Boolean> there(EnrolmentContext context, long person) {
    return there(context.server().ask(ListUsers.byId(person)));
  }

  static Optional<Boolean> there(Reply<List<Person>> read) {
    return read instanceof Reply.Answer<List<Person>> answer
        ? Optional.of(!answer.value().isEmpty())
        : Optional.empty();
  }
}
