package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.Words.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.Spelling;
import dev.senselink.batch.api.client.Attempts;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.context.Canaries;
import dev.senselink.batch.enrol.context.Change;
import dev.senselink.batch.enrol.context.RowJob;
import dev.senselink.batch.enrol.context.RunContext;
import dev.senselink.batch.enrol.row.FieldNames;
import dev.senselink.batch.enrol.state.RowEvent;
import dev.senselink.batch.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The three fields that the manual spells in two ways (NOTES 30): finds out which spelling an
 * update takes, and sets by update what a create or an update dropped. Why it may be sent again: it
 * is read and merged anew every time, and carries neither photo nor force.
 */
public final class DialectRepair {
  private final RunContext context;
  private final Spellings spellings;
  private final Canaries canaries;
  private final MergedWrite write;
  private final FreshRead fresh;

  public DialectRepair(RunContext context, Spellings spellings, Canaries canaries) {
    this.context = context;
    this.spellings = spellings;
    this.canaries = canaries;
    this.write = new MergedWrite(context);
    this.fresh = new FreshRead(context);
  }

  /** Whether an answered update of these fields is still to be learnt from. */
  boolean learnsFrom(UserFields sent) {
    return Spellings.filled(sent) && spellings.updateUnknown();
  }

  /**
   * Learns which spelling updates take, from one that was answered well.
   *
   * @param now the person as read back after it
   */
  Outcome learn(RowJob job, UserFields sent, Person now, Outcome outcome) {
    Spelling used = spellings.forUpdate();
    if (Spellings.dropped(sent, now).isEmpty()) {
      takes(used);
      return outcome;
    }
    Spelling other = used == Spelling.SNAKE ? Spelling.CAMEL : Spelling.SNAKE;
    Person after = set(job, sent, other);
    if (after == null) {
      return dropped(outcome, sent, now);
    }
    if (Spellings.dropped(sent, after).isEmpty()) {
      takes(other);
      return outcome;
    }
    if (spellings.giveUp()) {
      context.warn().accept(words("odd.spellings", FieldNames.list(Spellings.dropped(sent, now))));
    }
    canaries.passed(Canaries.Kind.UPDATE_SPELLING);
    return dropped(outcome, sent, after);
  }

  private void takes(Spelling spelling) {
    spellings.updateTakes(spelling);
    canaries.passed(Canaries.Kind.UPDATE_SPELLING);
  }

  private static Outcome dropped(Outcome outcome, UserFields sent, Person now) {
    return StoredDifferently.in(outcome, Spellings.dropped(sent, now));
  }

  /** Sets what a create dropped, in the spelling of updates. */
  Outcome spell(RowJob job, UserFields created, Outcome outcome) {
    if (!isSet(job, spellings.forUpdate(), true)) {
      return StoredDifferently.in(outcome, Spellings.names(created));
    }
    if (!spellings.updateUnknown()) {
      return outcome;
    }
    Person now = now(job, created);
    return now == null
        ? StoredDifferently.in(outcome, Spellings.names(created))
        : learn(job, created, now, outcome);
  }

  /** The person after the fields were set in this spelling; {@code null} if it is not told. */
  private @Nullable Person set(RowJob job, UserFields sent, Spelling spelling) {
    return isSet(job, spelling, false) ? now(job, sent) : null;
  }

  /** False where the server has not said that it did. */
  private boolean isSet(RowJob job, Spelling spelling, boolean made) {
    job.repairBegins();
    Attempts tries = context.server().attempts();
    MergedWrite.Order order =
        new MergedWrite.Order(
            job, Change.PhotoUse.NEVER, false, made, spelling, true, change -> true);
    RowEvent event = write.send(order);
    while (event instanceof RowEvent.Unclear || event instanceof RowEvent.NeverSent) {
      job.repaired(event instanceof RowEvent.Unclear ? 1 : 0);
      if (!tries.again(job.last())) {
        return false;
      }
      event = write.send(order);
    }
    boolean done = event instanceof RowEvent.Answered;
    job.repaired(done || event instanceof RowEvent.Refused ? 1 : 0);
    return done || event instanceof RowEvent.NothingDiffers;
  }

  private @Nullable Person now(RowJob job, UserFields sent) {
    String before = job.change().stored().updateAt();
    return fresh.of(job.target(), people -> isFresh(people, sent, before))
            instanceof Reply.Answer<List<Person>> answer
        ? answer.value().stream().findFirst().orElse(null)
        : null;
  }

  private static boolean isFresh(List<Person> people, UserFields sent, String before) {
    if (people.isEmpty()) {
      return false;
    }
    Person now = people.get(0);
    return Spellings.dropped(sent, now).isEmpty() || !now.updateAt().equals(before);
  }
}
