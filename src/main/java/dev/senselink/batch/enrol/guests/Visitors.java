package dev.senselink.batch.enrol.guests;

import static dev.senselink.batch.enrol.row.Words.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.RunContext;
import dev.senselink.batch.enrol.lookup.People;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.Sent;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.enrol.row.Wanted;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.LastSent;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The endings that only guests have, and that need no call: the visit is over, the guest was edited
 * by somebody else, nothing has changed since the last time. Safe between threads.
 */
public final class Visitors {
  private final RunContext context;
  private final VisitClock clock;

  public Visitors(RunContext context, VisitClock clock) {
    this.context = context;
    this.clock = clock;
  }

  /** Null for staff, and for guests who are still expected. */
  @Nullable public Outcome over(RowTask task) {
    // What an earlier process may have sent for the row is looked after to its end.
    if (context.type() != Person.GUEST
        || task.before().attempts() > 0
        || !clock.isOver(task.person().visit())) {
      return null;
    }
    return task.end(Ending.SKIPPED_OVER, "", clock.overInWords(task.person().visit()));
  }

  /** Null for staff, and for guests who are to be worked. */
  @Nullable public Outcome known(RowTask task, KnownPerson existing, Wanted wanted) {
    KnownGuest guest = context.memory().guest(existing.id());
    if (guest == null || !guest.settled() || task.before().updates() > 0) {
      return null;
    }
    LastSent.Sent last = context.memory().sent(existing.id());
    String edited = edited(guest, last, existing);
    if (!edited.isEmpty()) {
      return task.end(Ending.REVIEW, "EDITED_ON_SERVER", words("guest.edited", edited))
          .withPerson(existing.id())
          .withCandidates(List.of(People.candidate(existing, task.key(), false)));
    }
    return Sent.asks(guest.sent(), last, task.person(), wanted) && samePhoto(task, last)
        ? task.done(Ending.UNCHANGED, existing.id())
        : null;
  }

  /** What the server shows otherwise than the last write left it, {@code ""} for nothing. */
  static String edited(KnownGuest guest, LastSent.Sent last, KnownPerson now) {
    if (!guest.leftSha().equals(Sent.left(now))) {
      return words("guest.edited.fields");
    }
    boolean photo = !last.avatarId().isEmpty() && !last.avatarId().equals(now.avatarId());
    return photo ? words("guest.edited.photo") : "";
  }

  private static boolean samePhoto(RowTask task, LastSent.Sent last) {
    PhotoFile file = task.applicant().photo();
    return file == null || last.sourceSha().equals(Sent.contentOf(file));
  }
}
