package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.before.LeftState;
import dev.senselink.batch.enrol.before.MovedKeeper;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.Leaver.State;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.ListMember;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.store.GroupCommitter.Change;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes leavers out of every group, one after the other: each is read just before, what they are
 * taken out of is on the disk before the first request leaves, and each is read again afterwards.
 */
final class LeaverRevocation {
  private final EnrolmentContext context;
  private final Ledger ledger;
  private final ListNotes notes;
  private final LeaverGate gate;
  private final ListImport list;
  private final LeaverRules rules;
  private final GroupChange groups;
  private final MovedKeeper keeper;
  private final LeaverAbsence absence;
  private final Instant now;
  private boolean proven;
  private boolean useless;

  /**
   * @param gate is asked before anybody is taken out of anything
   */
  LeaverRevocation(
      EnrolmentContext context,
      ListNotes notes,
      ListImport list,
      LeaverRules rules,
      LeaverGate gate) {
    this.context = context;
    this.notes = notes;
    this.gate = gate;
    this.ledger = context.ledger();
    this.list = list;
    this.rules = rules;
    this.groups = new GroupChange(context);
    this.keeper = new MovedKeeper(context);
    this.now = context.server().now();
    this.absence = new LeaverAbsence(ledger, list, rules, now);
  }

  /** Does so; false if the run stops meanwhile. */
  boolean run() {
    for (Leaver leaver : notes.leavers().of(list.run(), State.FOUND)) {
      Reply<List<Person>> read = groups.read(leaver.person());
      if (context.server().stopCause() != null) {
        return false;
      }
      if (!(read instanceof Reply.Answer<List<Person>> answer)) {
        left(leaver, "REVOKE_FAILED", words("leaver.notShown", read.words()));
      } else if (answer.value().isEmpty()) {
        unseen(leaver);
      } else if (!revoke(leaver, answer.value().get(0))) {
        return false;
      }
    }
    return true;
  }

  private boolean revoke(Leaver leaver, Person person) {
    List<GroupReference> there = person.groups();
    if (there == null) {
      return left(leaver, "GROUPS_UNKNOWN", words("leaver.groupsUnknown"));
    }
    Leaver told = leaver.of(GroupsCell.write(there.stream().map(GroupReference::name).toList()));
    ListMember member = ledger.listMembers().of(list.list(), leaver.person()).orElse(null);
    LeaverCandidate shown =
        new LeaverCandidate(
            ledger.listMembers(), member, ServerPersonMapper.known(person, null), "");
    if (person.type() != Person.STAFF || !shown.isAsListed()) {
      return left(told, "CANDIDATE_CHANGED", words("leaver.changed"));
    }
    RevokedPerson earlier =
        ledger
            .revoked()
            .of(person.id())
            .filter(one -> one.hashes().isPerhaps(shown.now()))
            .orElse(null);
    if (earlier != null && earlier.state() == RevokedPerson.State.REVOKED) {
      return again(told, earlier, person, member);
    }
    if (!rules.isDue(leaver.missingSince(), now)) {
      return reported(told, words("leaver.grace", rules.dueDay(leaver.missingSince())));
    }
    if (there.isEmpty() && earlier == null) {
      note(
          revoked(person.id(), shown, RevokedPerson.State.REVOKED)
              .as(LeftState.whole(ledger.before(), person)));
      return reported(told, words("leaver.noGroup"));
    }
    if (useless) {
      return left(told, "REVOKE_FAILED", words("leaver.useless"));
    }
    boolean begun = earlier != null && earlier.run().equals(list.run());
    Leaver held = gate.held(PlannedAction.REVOKE, told, person, begun);
    if (held != null) {
      notes.leavers().note(held);
      return true;
    }
    List<Long> ids = GroupReference.ids(there);
    RevokedPerson before =
        earlier == null
            ? revoked(person.id(), shown, RevokedPerson.State.REVOKING)
            : earlier.in(RevokedPerson.State.REVOKING).by(list.run(), now);
    String left = LeftState.inNoGroup(ledger.before(), person); // nobody may be left to look at it
    MoveJournal journal =
        new MoveJournal(keeper, Kind.REVOKED, person, sent -> change(before.and(sent).as(left)));
    AtomicReference<@Nullable Leaver> otherwise = new AtomicReference<>();
    GroupChange.Result result =
        groups.takeOut(
            person,
            ids,
            (now, sent) -> {
              otherwise.set(otherwise(told, member, now, begun || sent));
              Leaver why = otherwise.get();
              return why == null ? "" : why.reason();
            },
            journal);
    if (context.server().stopCause() != null) {
      return false; // open: the next process looks before anything else
    }
    // What others have taken them out of meanwhile is not to be given back, nor to be undone.
    journal.end(result);
    RevokedPerson done = before.only(journal.own(before.groups(), result)).as(left);
    if (result.fate() != GroupChange.Fate.CHANGED) {
      return after(told, done, person, result);
    }
    Leaver why = otherwise.get();
    notes.leavers().note(why != null ? why : told.in(State.LEFT, "CHANGED_SINCE", result.why()));
    if (begun || !result.moved().isEmpty()) {
      note(done.in(RevokedPerson.State.CUT));
    } else {
      backTo(person.id(), earlier);
    }
    return true;
  }

  /** Why somebody is not taken out of their groups any more; null where they are. */
  private @Nullable Leaver otherwise(
      Leaver told, @Nullable ListMember member, Person now, boolean begun) {
    LeaverCandidate shown =
        new LeaverCandidate(ledger.listMembers(), member, ServerPersonMapper.known(now, null), "");
    return now.type() == Person.STAFF && shown.isAsListed()
        ? gate.held(PlannedAction.REVOKE, told, now, begun)
        : told.in(State.LEFT, "CANDIDATE_CHANGED", words("leaver.changed"));
  }

  /** Nothing was sent for them. */
  private void backTo(long person, @Nullable RevokedPerson earlier) {
    if (earlier != null) {
      note(earlier);
    } else if (!notes.dry()) {
      ledger.revoked().forget(person);
    }
  }

  private RevokedPerson revoked(long person, LeaverCandidate shown, RevokedPerson.State state) {
    return new RevokedPerson(person, list.run(), shown.now(), List.of(), state, now, "");
  }

  /** Somebody who was in no group once this, or an earlier import, was done with them. */
  private boolean again(
      Leaver told, RevokedPerson before, Person person, @Nullable ListMember member) {
    String day = LeaverRules.day(before.at());
    List<GroupReference> there = person.groups();
    if (there == null || !there.isEmpty()) {
      return left(told, "CHANGED_SINCE", words("leaver.changedSince", day));
    }
    if (rules.action() == LeaverRules.Action.DELETE
        && member != null
        && !before.run().equals(list.run())) {
      String notYet = absence.notYet(before, member);
      if (notYet.isEmpty()) {
        notes.leavers().note(told.of(RevokedGroups.names(ledger, before))); // for whoever is asked
        return true;
      }
      return reported(told, notYet);
    }
    if (before.groups().isEmpty()) {
      return reported(told, words("leaver.noGroup"));
    }
    if (before.run().equals(list.run())) {
      notes.leavers().note(told(ledger, told, before));
      return true; // an earlier process of this import did it, and died before it said so
    }
    return reported(told, words("leaver.revoked", day));
  }

  /** Somebody whom this import has taken out of these groups. */
  static Leaver told(Ledger ledger, Leaver leaver, RevokedPerson revoked) {
    return leaver.of(RevokedGroups.names(ledger, revoked)).in(State.REVOKED, "", "");
  }

  private boolean after(
      Leaver told, RevokedPerson meant, Person before, GroupChange.Result result) {
    if (result.fate() == GroupChange.Fate.GONE) {
      gone(told);
      if (!proven) {
        return odd(words("odd.revokeDeleted", told.person()));
      }
      return true;
    }
    if (!result.isDone()) {
      note(meant.in(RevokedPerson.State.CUT));
      useless = !proven && result.fate() == GroupChange.Fate.IGNORED;
      return left(told, "REVOKE_FAILED", result.why());
    }
    note(
        meant
            .in(RevokedPerson.State.REVOKED)
            .by(list.run(), context.server().now()) // an earlier try has left them in some
            .as(LeftState.whole(ledger.before(), result.person())));
    notes
        .leavers()
        .note(
            meant.groups().isEmpty() // others did it
                ? told.in(State.REPORTED, "", words("leaver.noGroup"))
                : told.of(RevokedGroups.names(ledger, meant, list.run(), before.groups()))
                    .in(State.REVOKED, "", ""));
    Person after = result.person();
    if (!proven && after != null && !isOtherwiseSame(before, after)) {
      return odd(words("odd.revokeChanged", told.person()));
    }
    proven = true;
    return true;
  }

  /** The first one is looked at as a whole: nobody asked for anything else. */
  private static boolean isOtherwiseSame(Person before, Person after) {
    return before.name().equals(after.name())
        && before.jobNumber().equals(after.jobNumber())
        && before.mobile().equals(after.mobile())
        && before.mail().equals(after.mail())
        && before.avatarId().equals(after.avatarId());
  }

  private boolean odd(String what) {
    context.stop().accept(words("odd", what));
    return false;
  }

  /** Whom this run's list shows is not taken for gone: they may open doors. */
  private void unseen(Leaver leaver) {
    if (ledger.known().byId(leaver.person()).isPresent()) {
      left(leaver, "REVOKE_FAILED", words("leaver.listedOnly"));
    } else {
      gone(leaver);
    }
  }

  private void gone(Leaver leaver) {
    reported(leaver, words("leaver.gone"));
    if (!notes.dry()) {
      ledger.revoked().forget(leaver.person());
    }
  }

  private boolean left(Leaver leaver, String code, String why) {
    notes.leavers().note(leaver.in(State.LEFT, code, why));
    return true;
  }

  private boolean reported(Leaver leaver, String why) {
    notes.leavers().note(leaver.in(State.REPORTED, "", why));
    return true;
  }

  private void note(RevokedPerson one) {
    if (!notes.dry()) {
      ledger.revoked().note(one, context.settings().timeout());
    }
  }

  private List<Change> change(RevokedPerson one) {
    return notes.dry()
        ? List.of()
        : List.of(ledger.revoked().change(one, context.settings().timeout()));
  }
}
