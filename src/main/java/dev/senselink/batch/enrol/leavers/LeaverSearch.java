package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.leavers.LeaverBrakes.Brake;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OutcomeCursor;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.Leaver.State;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.ListMember;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks who of a list is missing from today's roster, a portion of its members at a time, so that
 * memory does not grow with the list. One thread; nothing is sent that could change anything.
 */
final class LeaverSearch {
  private static final int PORTION = 20_000;

  /** A list that nobody has imported for so long protects people whom nobody may look after. */
  private static final Duration STALE = Duration.ofDays(60);

  /** Of whom only their own record tells whether they are in a group that was asked for. */
  static final String PERHAPS_OF_GROUP = "PERHAPS_OF_GROUP";

  private final EnrolmentContext context;
  private final Ledger ledger;
  private final ListNotes notes;
  private final ListImport list;
  private final LeaverRules rules;
  private final Supplier<Roster> roster;
  private final Set<Long> kept;
  private final ShownPeople people;
  private final Set<Long> planned;
  private final Set<Long> revoked = new HashSet<>();
  private final Found found;
  private final LeaverAbsence absence;

  /** What the search has shown. */
  static final class Found {
    private final List<Long> missing = new ArrayList<>();
    private final List<Long> present = new ArrayList<>();
    private final List<Long> gone = new ArrayList<>();
    private final Set<Long> members = new HashSet<>();
    private final Set<Long> newly = new HashSet<>();
    private final Instant now;
    private long inConflict;
    private long strangers;
    private long returning;
    private long keptByOldLists;
    private @Nullable Brake brake;

    private Found(Instant now) {
      this.now = now;
    }

    /** Members whom no row names. */
    List<Long> missing() {
      return missing;
    }

    /** Members who are named, though by no row that was them without a doubt. */
    List<Long> present() {
      return present;
    }

    /** Members who are not on the server any more. */
    List<Long> gone() {
      return gone;
    }

    /** How many there are for whom something is newly to be done. */
    long newly() {
      return newly.size();
    }

    /** Whether something is newly to be done for somebody. */
    boolean isNew(long person) {
      return newly.contains(person);
    }

    /** The moment of the search, by the server's clock. */
    Instant now() {
      return now;
    }

    /** How many are named again whom an import before had missed, as far as nobody noted it yet. */
    long returning() {
      return returning;
    }

    /** How many have left by a row without having been on the list. */
    long strangers() {
      return strangers;
    }

    /** How many are missing and stay because of an open conflict. */
    long inConflict() {
      return inConflict;
    }

    /** How many are missing and stay only because of lists that nobody has imported for long. */
    long keptByOldLists() {
      return keptByOldLists;
    }

    /** What the rows themselves made fall. */
    @Nullable Brake brake() {
      return brake;
    }
  }

  LeaverSearch(
      EnrolmentContext context,
      ListNotes notes,
      ListImport list,
      LeaverRules rules,
      Supplier<Roster> roster,
      Set<Long> planned) {
    this.planned = planned;
    this.context = context;
    this.notes = notes;
    this.ledger = context.ledger();
    this.list = list;
    this.rules = rules;
    this.roster = roster;
    this.people = new ShownPeople(context);
    this.kept = new KeepList(context).of(rules.kept());
    this.found = new Found(context.server().now());
    this.absence = new LeaverAbsence(ledger, list, rules, found.now());
  }

  /**
   * Looks, and notes whom it finds with the run.
   *
   * @param missing whether whoever no row names is missing; else only whoever has left by a row
   */
  Found look(boolean missing) {
    notes.leavers().of(list.run(), State.REVOKED).forEach(one -> revoked.add(one.person()));
    if (missing) {
      lookAtMembers();
    }
    if (found.brake == null) {
      lookAtDeparted(missing);
    }
    if (found.brake == null) {
      lookAtPlaces();
    }
    return found;
  }

  private void lookAtMembers() {
    long after = Long.MIN_VALUE;
    while (true) {
      List<ListMember> members =
          ledger.listMembers().unseen(list.list(), list.number(), after, PORTION);
      List<LeaverCandidate> candidates = candidates(members);
      judge(candidates);
      if (members.size() < PORTION || found.brake != null) {
        break;
      }
      after = members.get(members.size() - 1).person();
    }
  }

  /** Whoever a row says to have left, as far as they were not looked at as members already. */
  private void lookAtDeparted(boolean membersToo) {
    OutcomeCursor outcomes = notes.outcomes().inOrder(list.run());
    Set<Long> looked = new HashSet<>(); // several rows may be one person
    List<LeaverCandidate> some = new ArrayList<>();
    for (int row = 1; row <= list.rows() && found.brake == null; row++) {
      Outcome outcome = outcomes.at(row).orElse(null);
      Long person = outcome == null ? null : outcome.personId();
      if (outcome == null || person == null || outcome.ending() != RowEnding.SKIPPED_DEPARTED) {
        continue;
      }
      if (!looked.add(person)) {
        continue;
      }
      ListMember member = ledger.listMembers().of(list.list(), person).orElse(null);
      if (member == null || !membersToo) {
        people.of(person).ifPresent(shown -> some.add(people.candidate(member, shown)));
      }
      if (some.size() == PORTION) {
        judge(some);
        some.clear();
      }
    }
    if (found.brake == null) {
      judge(some);
    }
  }

  /** People of a department or group, named by the list or not, a portion at a time. */
  private void lookAtPlaces() {
    if (rules.groups().isEmpty() && rules.departments().isEmpty()) {
      return;
    }
    long after = Long.MIN_VALUE;
    List<KnownPerson> some;
    do {
      some = ledger.known().staffWithJobNumber(after, PORTION);
      judge(
          some.stream()
              .filter(this::isOfPlace)
              .filter(person -> !found.members.contains(person.id()))
              .map(person -> people.candidate(null, person))
              .toList());
      after = some.isEmpty() ? after : some.get(some.size() - 1).id();
    } while (some.size() == PORTION && found.brake == null);
  }

  private boolean isOfPlace(KnownPerson person) {
    return !rules.groups().isEmpty() || rules.departments().contains(person.department());
  }

  private List<LeaverCandidate> candidates(List<ListMember> members) {
    List<LeaverCandidate> candidates = new ArrayList<>();
    for (ListMember member : members) {
      Optional<KnownPerson> shown = ledger.known().byId(member.person());
      if (shown.isPresent()) {
        candidates.add(people.candidate(member, shown.get()));
      } else {
        lookOnceMore(member, candidates);
      }
    }
    return candidates;
  }

  /**
   * A list may lack somebody for once: only what is shown of them alone tells that they are gone.
   */
  private void lookOnceMore(ListMember member, List<LeaverCandidate> candidates) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(member.person()));
    if (read instanceof Reply.Answer<List<Person>> answer) {
      if (answer.value().isEmpty()) {
        found.gone.add(member.person());
      } else {
        candidates.add(
            people.candidate(member, ServerPersonMapper.known(answer.value().get(0), null)));
      }
    } else if (context.server().stopCause() == null) {
      found.brake = LeaverBrakes.unclear(member.person(), read.words()); // they may be a leaver
    }
  }

  private void judge(List<LeaverCandidate> candidates) {
    if (candidates.isEmpty()) {
      return;
    }
    RosterMentions mentions = new RosterMentions(ledger.listMembers(), candidates);
    OutcomeCursor outcomes = notes.outcomes().inOrder(list.run());
    try (Roster rows = roster.get()) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        if (!mentions.take(row, outcomes.at(row.ref().number()).orElse(null))) {
          found.brake = LeaverBrakes.unreadable(row.ref().line());
          return;
        }
      }
    }
    Set<Long> asked = new HashSet<>();
    ledger.endedGuests().askedAbout(asked::add);
    List<Leaver> leavers = new ArrayList<>();
    for (LeaverCandidate candidate : candidates) {
      Leaver leaver = judged(candidate, asked);
      if (leaver != null) {
        leavers.add(leaver);
      }
    }
    notes.leavers().note(leavers);
  }

  /** Null for whom nothing is to be told. */
  private @Nullable Leaver judged(LeaverCandidate one, Set<Long> asked) {
    ListMember member = one.member();
    if (member == null && !one.isDeparted()) {
      boolean there = rules.departments().contains(one.shown().department());
      return one.isNamed() ? null : told(one, State.FOUND, there ? "" : PERHAPS_OF_GROUP);
    }
    if (one.isNamed()) {
      if (member == null) {
        return null;
      }
      found.present.add(one.person());
      found.returning += one.isSeen() && member.missedBy() > 0 ? 1 : 0;
      return null;
    }
    if (member == null) {
      found.strangers++;
    } else {
      found.missing.add(one.person());
    }
    found.members.add(one.person());
    if (revoked.contains(one.person())) {
      return null; // an earlier process of this import has told them
    }
    if (asked.contains(one.person())) {
      found.inConflict++;
      return planned.contains(one.person()) ? told(one, State.LEFT, "PLAN_STALE") : null;
    }
    List<Instant> others = ledger.listMembers().othersOf(list.list(), one.person());
    if (!others.isEmpty()) {
      boolean old = others.stream().allMatch(last -> last.isBefore(found.now.minus(STALE)));
      found.keptByOldLists += old ? 1 : 0;
      return one.isDeparted() || planned.contains(one.person())
          ? told(one, State.KEPT, "ON_OTHER_LIST")
          : null;
    }
    if (one.shown().type() != Person.STAFF || !one.isAsListed()) {
      return told(one, State.LEFT, "CANDIDATE_CHANGED");
    }
    if (one.isNamedOtherwise()) {
      return told(one, State.LEFT, "NAME_DIFFERS");
    }
    if (one.meetsNewcomer()) {
      return told(one, State.LEFT, "SAME_NAME_NEW");
    }
    if (kept.contains(one.person())) {
      return told(one, State.KEPT, "");
    }
    if (isNew(one)) {
      found.newly.add(one.person());
    }
    return told(one, State.FOUND, "");
  }

  /** Whether something is newly to be done for somebody. */
  private boolean isNew(LeaverCandidate one) {
    ListMember member = one.member();
    if (rules.action() == LeaverRules.Action.REPORT) {
      return member != null && (member.missedBy() == 0 || member.missedBy() == list.number());
    }
    Instant since = member == null ? null : member.missingSince();
    RevokedPerson revoked =
        ledger
            .revoked()
            .of(one.person())
            .filter(shut -> shut.state() == RevokedPerson.State.REVOKED)
            .orElse(null);
    return revoked == null
        ? one.isDeparted() || rules.isDue(since == null ? found.now : since, found.now)
        : rules.action() == LeaverRules.Action.DELETE
            && member != null
            && !revoked.left().isEmpty()
            && absence.notYet(revoked, member).isEmpty();
  }

  private Leaver told(LeaverCandidate one, State state, String code) {
    ListMember member = one.member();
    Instant since = member == null ? null : member.missingSince();
    return new Leaver(
        list.run(),
        one.person(),
        one.key(),
        one.shown().name(),
        "",
        one.isDeparted() ? null : member != null && since == null ? found.now : since,
        state,
        code,
        reason(code));
  }

  private static String reason(String code) {
    return switch (code) {
      case "CANDIDATE_CHANGED" -> words("leaver.changed");
      case "NAME_DIFFERS" -> words("leaver.nameDiffers");
      case "SAME_NAME_NEW" -> words("leaver.sameNameNew");
      case "ON_OTHER_LIST" -> words("leaver.onOtherList");
      case "PLAN_STALE" -> words("leaver.askedAbout");
      default -> "";
    };
  }
}
