package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.Words.words;

import dev.senselink.batch.api.Attempts;
import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.Spelling;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The three fields that the manual spells in two ways (NOTES 30): finds out which spelling an
 * update takes, and sets by update what a create dropped.
 */
final class Spelled {
  private final RunContext context;
  private final Spellings spellings;

  Spelled(RunContext context, Spellings spellings) {
    this.context = context;
    this.spellings = spellings;
  }

  /** Whether an answered update of these fields is still to be learnt from. */
  boolean learnsFromUpdate(UserFields sent) {
    return Spellings.filled(sent) && spellings.updateUnknown();
  }

  /**
   * Learns which spelling updates take, from one that was answered well.
   *
   * @param now the person as read back after it
   */
  Outcome learn(long id, UserFields sent, Person now, Outcome outcome) {
    Spelling used = spellings.forUpdate();
    if (Spellings.dropped(sent, now).isEmpty()) {
      spellings.updateTakes(used);
      return outcome;
    }
    Spelling other = used == Spelling.SNAKE ? Spelling.CAMEL : Spelling.SNAKE;
    UserFields again = sent.with().spelling(other).avatarJpeg(null).force(false).build();
    Tried tried = send(null, id, again);
    Outcome counted = outcome.withAttempts(outcome.attempts() + tried.requests());
    if (tried.after() == null) {
      return dropped(counted, sent, now);
    }
    if (Spellings.dropped(sent, tried.after()).isEmpty()) {
      spellings.updateTakes(other);
      return counted;
    }
    if (spellings.giveUp()) {
      context.warn().accept(words("odd.spellings", FieldNames.list(Spellings.dropped(sent, now))));
    }
    return dropped(counted, sent, tried.after());
  }

  private static Outcome dropped(Outcome outcome, UserFields sent, Person now) {
    return Creating.storedDifferently(outcome, Spellings.dropped(sent, now));
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
    Tried tried = send(task, id, fields);
    Outcome counted = outcome.withAttempts(outcome.attempts() + tried.requests());
    Person now = tried.after();
    if (now == null) {
      return Creating.storedDifferently(counted, Spellings.names(created));
    }
    if (spellings.updateUnknown()) {
      return learn(id, fields, now, counted);
    }
    return Spellings.dropped(fields, now).isEmpty() ? counted : dropped(counted, fields, now);
  }

  /**
   * An update that was tried until it was answered.
   *
   * @param requests how often it was sent
   * @param after the person afterwards; {@code null} where the server does not tell
   */
  private record Tried(int requests, @Nullable Person after) {}

  /** Why repeating is safe: it says the same every time, and carries neither photo nor force. */
  private Tried send(@Nullable RowTask task, long id, UserFields fields) {
    Attempts attempts = context.server().attempts();
    int requests = 0;
    while (true) {
      Reply<Person> reply = context.server().once(context.update(id, fields));
      if (!(reply instanceof Reply.NeverSent) && !(reply instanceof Reply.Halted)) {
        requests++;
      }
      if (task != null) {
        task.sent(reply);
      }
      if (reply instanceof Reply.Answer) {
        return new Tried(requests, read(id));
      }
      if (!attempts.again(reply)) {
        return new Tried(requests, null);
      }
    }
  }

  /** The person as the server holds them; {@code null} where it does not tell. */
  @Nullable Person read(long id) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(id));
    return read instanceof Reply.Answer<List<Person>> answer && !answer.value().isEmpty()
        ? answer.value().get(0)
        : null;
  }
}
