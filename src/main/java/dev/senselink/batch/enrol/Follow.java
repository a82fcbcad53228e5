package dev.senselink.batch.enrol;

import dev.senselink.batch.api.Attempts;
import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.Spelling;
import dev.senselink.batch.api.UpdateUser;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.LastSent;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Updates that follow a write of ours: fields that were dropped for their spelling, and people whom
 * the server saved without telling its face service.
 */
final class Follow {
  private final RunContext context;
  private final Spellings spellings;

  Follow(RunContext context, Spellings spellings) {
    this.context = context;
    this.spellings = spellings;
  }

  /** Finds out which spelling of the three fields updates take (NOTES 30), once a run. */
  Outcome learn(long id, UserFields sent, Person now, Outcome outcome) {
    Spelling used = spellings.forUpdate();
    if (Spellings.dropped(sent, now).isEmpty()) {
      spellings.updateTakes(used);
      return outcome;
    }
    Spelling other = used == Spelling.SNAKE ? Spelling.CAMEL : Spelling.SNAKE;
    UserFields again = sent.with().spelling(other).avatarJpeg(null).force(false).build();
    Reply<Person> reply = context.server().once(new UpdateUser(id, again));
    Person after = reply instanceof Reply.Answer<Person> ? read(id) : null;
    if (after != null && Spellings.dropped(sent, after).isEmpty()) {
      spellings.updateTakes(other);
      return outcome.withAttempts(outcome.attempts() + 1);
    }
    if (spellings.giveUp()) {
      context
          .warn()
          .accept(
              "this server does not keep "
                  + String.join(", ", Spellings.dropped(sent, now))
                  + " in either of the manual's two spellings; rows are done without");
    }
    return Creating.storedDifferently(
        outcome.withAttempts(outcome.attempts() + 1), Spellings.dropped(sent, now));
  }

  /** Sets what a create dropped, in the spelling of updates. */
  Outcome spell(RowTask task, long id, UserFields created, Outcome outcome) {
    UserFields fields =
        created
            .with()
            .avatarJpeg(null)
            .force(false)
            .idNumber(task.person().idNumber())
            .spelling(spellings.forUpdate())
            .build();
    context.intend(task, Intent.Call.UPDATE, id, List.of()).join();
    Reply<Person> reply = context.server().once(new UpdateUser(id, fields));
    task.sent(reply);
    Outcome counted = outcome.withAttempts(outcome.attempts() + 1);
    Person now = reply instanceof Reply.Answer<Person> ? read(id) : null;
    if (now == null) {
      return Creating.storedDifferently(counted, Spellings.names(created));
    }
    return spellings.updateUnknown() ? learn(id, fields, now, counted) : counted;
  }

  /**
   * Somebody adopted after 50001 may be saved but unknown to the face service: sent once more as an
   * update, with the row's own values and photo.
   */
  Outcome settle(RowTask task, long id, Plan plan) {
    UserFields fields =
        plan.fields()
            .with()
            .idNumber(task.person().idNumber())
            .spelling(spellings.forUpdate())
            .build();
    context.intend(task, Intent.Call.UPDATE, id, List.of()).join();
    Attempts tries = context.server().attempts();
    while (true) {
      Reply<Person> reply = context.server().once(new UpdateUser(id, fields));
      task.sent(reply);
      if (reply instanceof Reply.Answer<Person> answer) {
        context
            .ledger()
            .lastSent()
            .remember(
                id,
                Sent.after(
                    LastSent.Sent.NOTHING, plan.photo(), task.person().idNumber(), answer.value()));
        return task.done(Ending.CREATED, id);
      }
      if (reply instanceof Reply.Refusal<Person> refusal && names(refusal, id)) {
        return task.done(Ending.CREATED, id); // so the face service knows the person after all
      }
      if (reply instanceof Reply.Refusal || !tries.again(reply)) {
        return task.end(
                Ending.FAILED,
                "50001",
                "saved, but the server's face service does not know the person ("
                    + reply.words()
                    + "); the door will not open: delete the person in SenseLink or update the row")
            .withPerson(id);
      }
    }
  }

  private static boolean names(Reply.Refusal<Person> refusal, long id) {
    return refusal.similar() != null && refusal.similar().id() == id;
  }

  @Nullable Person read(long id) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(id));
    return read instanceof Reply.Answer<List<Person>> answer && !answer.value().isEmpty()
        ? answer.value().get(0)
        : null;
  }
}
