package dev.senselink.batch.enrol.guests;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.row.FieldFolding;
import dev.senselink.batch.enrol.row.References;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.enrol.row.StoredDifferenceNote;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.roster.RosterColumn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The endings that only guests have, and that need no call: the visit is over, the guest was edited
 * by somebody else, nothing has changed since the last time. Safe between threads.
 */
public final class GuestEndings {
  private final EnrolmentContext context;
  private final VisitClock clock;

  public GuestEndings(EnrolmentContext context, VisitClock clock) {
    this.context = context;
    this.clock = clock;
  }

  /** Null for staff, and for guests who are still expected. */
  @Nullable
  public Outcome over(RowTask task) {
    // What an earlier process may have sent for the row is looked after to its end.
    if (context.type() != Person.GUEST
        || task.before().attempts() > 0
        || !clock.isOver(task.person().visit())) {
      return null;
    }
    return task.end(RowEnding.SKIPPED_OVER, "", clock.overInWords(task.person().visit()));
  }

  /** Null for staff, and for guests who are to be worked. */
  @Nullable
  public Outcome known(RowTask task, KnownPerson existing, References wanted) {
    KnownGuest guest = context.memory().guest(existing.id());
    if (guest == null || !guest.settled() || task.before().updates() > 0) {
      return null;
    }
    LastSentStore.Sent last = context.memory().sent(existing.id());
    String edited = edited(guest, last, existing);
    if (!edited.isEmpty()) {
      return task.end(RowEnding.REVIEW, "EDITED_ON_SERVER", words("guest.edited", edited))
          .withPerson(existing.id())
          .withCandidates(List.of(ServerPersonMapper.candidate(existing, task.key(), false)));
    }
    return SentFields.asks(guest.sent(), last, task.person(), wanted) && samePhoto(task, last)
        ? StoredDifferenceNote.in(
            task.done(RowEnding.UNCHANGED, existing.id()), otherwise(task, existing))
        : null;
  }

  /** What the row sets and the server has stored otherwise when it was sent, by column. */
  private static List<String> otherwise(RowTask task, KnownPerson now) {
    return Stream.of(
            otherwise(task, RosterColumn.NAME, now.name()),
            otherwise(task, RosterColumn.MOBILE, now.mobile()),
            otherwise(task, RosterColumn.REMARK, now.remark()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> otherwise(RowTask task, RosterColumn column, String now) {
    String wanted = task.person().field(column).over(now);
    return folded(column, wanted).equals(folded(column, now))
        ? Optional.empty()
        : Optional.of(column.header());
  }

  private static String folded(RosterColumn column, String text) {
    return column == RosterColumn.MOBILE
        ? KeyRules.normal(KeyField.MOBILE, text)
        : FieldFolding.of(column.header(), text);
  }

  /** What the server shows otherwise than the last write left it, {@code ""} for nothing. */
  static String edited(KnownGuest guest, LastSentStore.Sent last, KnownPerson now) {
    if (!guest.leftSha().equals(SentFields.left(now))) {
      return words("guest.edited.fields");
    }
    boolean photo = !last.avatarId().isEmpty() && !last.avatarId().equals(now.avatarId());
    return photo ? words("guest.edited.photo") : "";
  }

  private static boolean samePhoto(RowTask task, LastSentStore.Sent last) {
    PhotoFile file = task.applicant().photo();
    return file == null || last.sourceSha().equals(SentFields.contentOf(file));
  }
}
