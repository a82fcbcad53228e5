package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.before.BeforeKeeper;
import dev.senselink.batch.enrol.before.LeftState;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.write.DeletionAudit;
import dev.senselink.batch.enrol.write.PersonDeletion;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.Leaver.State;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.ledger.plan.PlannedAction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Deletes leavers who were taken out of their groups long enough ago and whom nobody has touched
 * since, one after the other: each is read just before, and is on the disk as they were before the
 * request leaves.
 */
final class LeaverDeletion {
  private final EnrolmentContext context;
  private final Ledger ledger;
  private final ListImport list;
  private final PersonDeletion deletion;
  private final BeforeKeeper before;
  private final ListNotes notes;
  private final LeaverGate gate;
  private final Predicate<List<Leaver>> confirmed;
  private final Set<Long> deleted = new TreeSet<>();

  /**
   * @param gate is asked before anybody is deleted
   * @param confirmed whether somebody says that these are to be deleted; not asked where nobody is
   */
  LeaverDeletion(
      EnrolmentContext context,
      ListNotes notes,
      ListImport list,
      LeaverGate gate,
      Predicate<List<Leaver>> confirmed) {
    this.context = context;
    this.notes = notes;
    this.gate = gate;
    this.ledger = context.ledger();
    this.list = list;
    this.deletion = new PersonDeletion(context);
    this.before = new BeforeKeeper(context);
    this.confirmed = confirmed;
  }

  /** Does so with those of whom nothing was decided yet; false if the run stops meanwhile. */
  boolean run() {
    List<Leaver> due = notes.leavers().of(list.run(), State.FOUND);
    if (due.isEmpty()) {
      return true;
    }
    if (!notes.dry() && !confirmed.test(due)) {
      String why = words("leaver.notConfirmed");
      notes
          .leavers()
          .note(due.stream().map(one -> one.in(State.LEFT, "NOT_CONFIRMED", why)).toList());
      return true;
    }
    for (Leaver leaver : due) {
      FormerPhoto photo = photo(leaver);
      if (context.server().stopCause() != null || !delete(leaver, photo)) {
        return false;
      }
    }
    return isTold();
  }

  /**
   * Of all who were deleted, how it is in the end; until then they are open, and whoever goes on
   * looks for them. False if the run stops meanwhile.
   */
  private boolean isTold() {
    DeletionAudit audit = new DeletionAudit(context);
    deleted.forEach(audit::expectGone);
    Set<Long> there = audit.stillThere().map(Set::copyOf).orElse(null);
    if (there != null) {
      for (long person : deleted) {
        boolean isThere = there.contains(person);
        ledger
            .revoked()
            .of(person)
            .ifPresent(one -> settle(context, one, isThere, words("odd.deleteLeftPerson", person)));
        if (!isThere) {
          ledger.listMembers().gone(list.list(), List.of(person), context.server().now());
        }
      }
    }
    return context.server().stopCause() == null;
  }

  /** Before the person is read: it may be minutes on its way. */
  private FormerPhoto photo(Leaver leaver) {
    if (notes.dry()) {
      return FormerPhoto.NONE;
    }
    String avatar = ledger.known().byId(leaver.person()).map(KnownPerson::avatarId).orElse("");
    return before.photo(avatar);
  }

  private boolean delete(Leaver leaver, FormerPhoto photo) {
    long person = leaver.person();
    RevokedPerson revoked = ledger.revoked().of(person).orElse(null);
    PersonDeletion.Result result =
        deletion.delete(
            Person.STAFF, person, now -> revoked != null && mayGo(leaver, revoked, now, photo));
    if (revoked == null) {
      return left(leaver, "CHANGED_SINCE", words("leaver.revokeUnknown"));
    }
    boolean goesOn = context.server().stopCause() == null;
    return switch (result.fate()) {
      case GONE -> {
        deleted.add(person);
        yield true;
      }
      case HELD -> held(leaver, revoked, result);
      case REFUSED -> there(leaver, revoked, result, result.why());
      case NOT_DONE ->
          result.sent() == 0 && !goesOn
              ? false
              : there(leaver, revoked, result, words("leaver.notDone", result.why()));
      case IGNORED -> {
        String what = words("odd.deleteLeftPerson", person);
        context.stop().accept(words("odd", what));
        there(leaver, revoked, result, what);
        yield false;
      }
      case UNKNOWN -> goesOn; // open: looked for before anything else
    };
  }

  private boolean held(Leaver leaver, RevokedPerson revoked, PersonDeletion.Result result) {
    if (result.sent() > 0) {
      thereStill(revoked, result);
    }
    return true;
  }

  /** Whether they are as the revoke has left them; then all of them is on the disk. */
  private boolean mayGo(
      Leaver leaver, RevokedPerson revoked, @Nullable Person now, FormerPhoto photo) {
    if (now == null) {
      notes.leavers().note(leaver.in(State.REPORTED, "", words("leaver.gone")));
      return false;
    }
    String why = changed(revoked, now);
    if (!why.isEmpty()) {
      left(leaver, "CHANGED_SINCE", why);
      return false;
    }
    Leaver held = gate.held(PlannedAction.DELETE, leaver, now, false);
    if (held != null) {
      notes.leavers().note(held);
      return false;
    }
    String unkept = before.delete(now, null, photo, revoked.groups());
    if (!unkept.isEmpty()) {
      left(leaver, "BEFORE_UNKNOWN", unkept);
      return false;
    }
    ledger.leavers().note(leaver.in(State.DELETING, "DELETE_FAILED", words("leaver.deleteOpen")));
    ledger.revoked().note(revoked.in(RevokedPerson.State.DELETING), context.settings().timeout());
    return true;
  }

  /** Why somebody is not as the revoke has left them, in words; {@code ""} if they are. */
  private String changed(RevokedPerson revoked, Person person) {
    String day = LeaverRules.day(revoked.at());
    if (revoked.left().isEmpty()) {
      return words("leaver.revokeUnknown");
    }
    return revoked.left().equals(LeftState.whole(ledger.before(), person))
        ? ""
        : words("leaver.touched", day);
  }

  private boolean there(
      Leaver leaver, RevokedPerson revoked, PersonDeletion.Result result, String why) {
    thereStill(revoked, result);
    return left(leaver, "DELETE_FAILED", why);
  }

  private void thereStill(RevokedPerson revoked, PersonDeletion.Result result) {
    ledger.revoked().note(revoked, context.settings().timeout());
    if (!result.mayBeDone()) {
      before.notDeleted(revoked.person());
    }
  }

  private boolean left(Leaver leaver, String code, String why) {
    notes.leavers().note(leaver.in(State.LEFT, code, why));
    return true;
  }

  /**
   * What became of a delete that an earlier process left open; false if the server does not tell.
   */
  static boolean reconcile(EnrolmentContext context, RevokedPerson one) {
    Optional<Boolean> there = PersonDeletion.there(context, one.person());
    if (there.isEmpty()) {
      return false;
    }
    settle(context, one, there.get(), words("leaver.deleteCutShort"));
    return true;
  }

  /**
   * @param why they are there still, in words
   */
  private static void settle(
      EnrolmentContext context, RevokedPerson one, boolean there, String why) {
    Ledger ledger = context.ledger();
    for (Leaver leaver : ledger.leavers().deleting(one.person())) {
      if (there) {
        ledger.before().drop(leaver.run(), one.person(), Kind.DELETED);
        ledger.leavers().note(leaver.in(State.LEFT, "DELETE_FAILED", why));
      } else {
        ledger.leavers().note(leaver.in(State.DELETED, "", ""));
      }
    }
    if (there) {
      ledger.revoked().note(one.in(RevokedPerson.State.REVOKED), context.settings().timeout());
    } else {
      ledger.revoked().forget(one.person());
    }
  }
}
