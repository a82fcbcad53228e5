package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.before.MovedKeeper;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerGroups;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.plan.PlanCheck;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.MemberHashes;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts people back into groups whom this data folder took out, and whom a row of today's roster is
 * without a doubt. One thread; may be done again after a crash.
 */
public final class ReturningPeople {
  private final EnrolmentContext context;
  private final Ledger ledger;
  private final ServerPlaces places;
  private final Supplier<Roster> roster;
  private final GroupChange change;
  private final MovedKeeper before;
  private ReturnGate gate = ReturnGate.OPEN;

  /**
   * @param roster opens today's roster again
   */
  public ReturningPeople(EnrolmentContext context, ServerPlaces places, Supplier<Roster> roster) {
    this.context = context;
    this.ledger = context.ledger();
    this.places = places;
    this.roster = roster;
    this.change = new GroupChange(context);
    this.before = new MovedKeeper(context);
  }

  /** Only those whom this lets; all others wait for a person. */
  public ReturningPeople asking(ReturnGate asked) {
    gate = asked;
    return this;
  }

  /** Does so; ends early when the run stops. */
  public void run() {
    Map<Long, RevokedPerson> revoked = new HashMap<>();
    ledger.revoked().all().forEach(one -> revoked.put(one.person(), one));
    if (revoked.isEmpty()) {
      return;
    }
    Map<Integer, RevokedPerson> rows = new HashMap<>();
    ledger
        .people()
        .settled(
            context.run(),
            (row, person) -> {
              RevokedPerson one = revoked.get(person);
              if (one != null) {
                rows.put(row, one);
              }
            });
    if (rows.isEmpty()) {
      return;
    }
    try (Roster all = roster.get()) {
      for (Row row = all.next(); row != null; row = all.next()) {
        RevokedPerson one = rows.get(row.ref().number());
        if (one != null) {
          give(row, one);
        }
        if (context.server().stopCause() != null) {
          return;
        }
      }
    }
  }

  private void give(Row row, RevokedPerson one) {
    Reply<List<Person>> read = change.read(one.person());
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      review(row, one, "RETURN_FAILED", words("leaver.notShown", read.words()));
      return;
    }
    if (answer.value().isEmpty()) {
      ledger.revoked().forget(one.person());
      return;
    }
    Person person = answer.value().get(0);
    if (!one.hashes().isPerhaps(hashes(person))) {
      return; // a server set up anew has given the id to somebody else
    }
    RowEnding ended = ended(row);
    List<GroupReference> groups = person.groups();
    if (ended == RowEnding.CREATED || ended == RowEnding.FORCED || one.groups().isEmpty()) {
      ledger.revoked().forget(one.person()); // somebody new of this id, or nothing was taken
    } else if (groups == null) {
      review(row, one, "GROUPS_UNKNOWN", words("leaver.groupsUnknown"));
    } else {
      List<Long> there = GroupReference.ids(groups);
      if (!there.isEmpty() && one.state() == RevokedPerson.State.REVOKED) {
        hasGroups(row, one, person, there, ended);
      } else if (isOf(row, one, person)) {
        give(row, one, person, there);
      } else {
        review(row, one, "RETURN_FAILED", words("return.another"));
      }
    }
  }

  /** The update has given them the row's groups, or somebody else has given them some. */
  private void hasGroups(
      Row row, RevokedPerson one, Person person, List<Long> there, @Nullable RowEnding ended) {
    if (ended == RowEnding.UPDATED
        && places.groups().of(named(row)) instanceof ServerGroups.GroupIds.Known known
        && !known.ids().isEmpty()
        && there.containsAll(known.ids())) {
      returned(row, person, known.ids(), List.of());
    }
    ledger.revoked().forget(one.person());
  }

  private @Nullable RowEnding ended(Row row) {
    return ledger
        .outcomes()
        .of(context.run(), row.ref().number())
        .map(Outcome::ending)
        .orElse(null);
  }

  /** The groups that a row names; none where it is silent. */
  private static List<GroupName> named(Row row) {
    boolean says = row.has(RosterColumn.GROUPS) && !row.clears(RosterColumn.GROUPS);
    return says ? GroupsCell.parse(row.text(RosterColumn.GROUPS)).groups() : List.of();
  }

  /**
   * Whether the server shows this person with the row's name and one of its keys, and they are not
   * somebody else who has got the id of the revoked.
   */
  private boolean isOf(Row row, RevokedPerson one, Person person) {
    MemberHashes now = hashes(person);
    return ListRoll.hashes(ledger.listMembers(), row).isSame(now) && one.hashes().isPerhaps(now);
  }

  private MemberHashes hashes(Person person) {
    return new LeaverCandidate(
            ledger.listMembers(), null, ServerPersonMapper.known(person, null), "")
        .now();
  }

  private void give(Row row, RevokedPerson one, Person person, List<Long> there) {
    List<Long> wanted = new ArrayList<>();
    List<Long> lost = new ArrayList<>();
    List<GroupName> named = named(row);
    if (!named.isEmpty()) {
      ServerGroups.GroupIds ids = places.groups().of(named);
      if (ids instanceof ServerGroups.GroupIds.Unknown unknown) {
        review(row, one, "GROUPS_UNKNOWN", unknown.finding().reason());
        return;
      }
      wanted.addAll(((ServerGroups.GroupIds.Known) ids).ids());
    } else {
      one.groups().forEach(group -> (places.groups().isThere(group) ? wanted : lost).add(group));
    }
    if (wanted.isEmpty()) {
      review(row, one, "GROUPS_UNKNOWN", words("return.noGroup"));
      return;
    }
    MoveJournal journal =
        new MoveJournal(
            before,
            Kind.RETURNED,
            person,
            sent ->
                List.of(
                    ledger
                        .revoked()
                        .change(
                            one.in(RevokedPerson.State.RETURNING), context.settings().timeout())));
    boolean begun = isBegun(one, journal);
    String refused = gate.refuses(row.ref().number(), person, wanted, begun);
    if (refused != null) {
      review(row, one, PlanCheck.STALE, refused);
      return;
    }
    List<Long> missing = wanted.stream().filter(group -> !there.contains(group)).toList();
    if (missing.isEmpty() && one.state() == RevokedPerson.State.CUT) {
      ledger
          .revoked()
          .forget(one.person()); // they were taken out of nothing, or others put it back
      return;
    }
    GroupChange.Result result =
        change.putInto(
            person,
            missing,
            (now, sent) -> otherwise(row, one, now, wanted, begun || sent),
            journal);
    if (context.server().stopCause() != null) {
      return; // open: the next process looks before anything else
    }
    journal.end(result); // the rest others have given
    if (result.fate() == GroupChange.Fate.GONE) {
      ledger.revoked().forget(one.person());
    } else if (result.fate() == GroupChange.Fate.CHANGED && result.sent() == 0 && !begun) {
      ledger.revoked().note(one, context.settings().timeout());
      review(row, one, "RETURN_FAILED", result.why());
    } else if (!result.isDone()) {
      boolean half = begun || !result.moved().isEmpty(); // else they are as they were
      RevokedPerson now = half ? one.in(RevokedPerson.State.HALF_RETURNED) : one;
      ledger.revoked().note(now, context.settings().timeout());
      review(row, one, "RETURN_FAILED", result.why());
    } else {
      if (isBetween(one) || !result.moved().isEmpty()) { // else others have put them back
        returned(row, person, wanted, lost);
      }
      ledger.revoked().forget(one.person());
    }
  }

  /**
   * Whether an earlier process of this run may have put them into something: what another run has
   * left in between is as others have left it. Where nothing is kept nobody can tell.
   */
  private boolean isBegun(RevokedPerson one, MoveJournal journal) {
    return before.keeps() ? journal.isBegun() : isBetween(one);
  }

  /** Whether an earlier process, of whatever run, has put them into something. */
  private static boolean isBetween(RevokedPerson one) {
    return one.state() == RevokedPerson.State.RETURNING
        || one.state() == RevokedPerson.State.HALF_RETURNED;
  }

  private String otherwise(
      Row row, RevokedPerson one, Person now, List<Long> wanted, boolean begun) {
    if (!isOf(row, one, now)) {
      return words("return.another");
    }
    String refused = gate.refuses(row.ref().number(), now, wanted, begun);
    return refused == null ? "" : refused;
  }

  private void returned(Row row, Person person, List<Long> given, List<Long> lost) {
    ledger
        .leavers()
        .note(
            new Leaver(
                context.run(),
                person.id(),
                KeyRules.shown(row),
                person.name(),
                String.join(";", given.stream().map(places.groups()::named).toList()),
                null,
                Leaver.State.RETURNED,
                "",
                lost.isEmpty()
                    ? ""
                    : words(
                        "return.lost",
                        String.join(", ", lost.stream().map(g -> "#" + g).toList()))));
  }

  /** The row waits for a person: nothing was given back. */
  private void review(Row row, RevokedPerson one, String code, String why) {
    Outcome was = ledger.outcomes().of(context.run(), row.ref().number()).orElse(null);
    Outcome after =
        Outcome.of(row.ref(), RowEnding.REVIEW, code, words("return.not", why))
            .withPerson(one.person())
            .withCandidates(
                List.of(
                    new ConflictCandidate(
                        one.person(), row.text(RosterColumn.NAME), KeyRules.shown(row), false)));
    ledger
        .outcomes()
        .store(
            context.run(),
            List.of(
                was == null ? after : after.withPhoto(was.photo()).withAttempts(was.attempts())));
  }

  /** What a later process makes of somebody whom an earlier one has left in between. */
  public static boolean reconcile(EnrolmentContext context, RevokedPerson one) {
    if (one.state() == RevokedPerson.State.DELETING) {
      return LeaverDeletion.reconcile(context, one);
    }
    Reply<List<Person>> read = new GroupChange(context).read(one.person());
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return false;
    }
    if (answer.value().isEmpty()) {
      context.ledger().revoked().forget(one.person());
      return true;
    }
    List<GroupReference> there = answer.value().get(0).groups();
    boolean none = there != null && there.isEmpty();
    RevokedPerson.State state =
        one.state() == RevokedPerson.State.RETURNING
            ? RevokedPerson.State.HALF_RETURNED
            : none ? RevokedPerson.State.REVOKED : RevokedPerson.State.CUT;
    context.ledger().revoked().note(one.in(state), context.settings().timeout());
    return true;
  }
}
