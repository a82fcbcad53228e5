package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.leavers.LeaverBrakes.Brake;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.Leaver.State;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is done for a list once every row of its import was worked: who is on it is remembered, and
 * whoever was on it before and is not today is dealt with, unless a brake falls. One thread; may be
 * done again after a crash.
 */
public final class ListCompletion {
  /** With a brake on, nobody reads more. */
  private static final int MOST_TOLD = 20_000;

  private final EnrolmentContext context;
  private final Ledger ledger;
  private final ListImport list;
  private final @Nullable LeaverRules rules;
  private final Supplier<Roster> roster;
  private final ListNotes notes;
  private final LeaverGate gate;
  private final Predicate<List<Leaver>> confirmed;

  /**
   * @param rules what becomes of leavers; {@code null} where the list is only remembered
   * @param roster opens today's roster anew
   * @param gate is asked before anybody loses their groups or is deleted
   * @param confirmed whether somebody says that these are to be deleted
   */
  public ListCompletion(
      EnrolmentContext context,
      ListImport list,
      @Nullable LeaverRules rules,
      Supplier<Roster> roster,
      LeaverGate gate,
      Predicate<List<Leaver>> confirmed) {
    this(context, list, rules, roster, gate, confirmed, ListNotes.of(context.ledger()));
  }

  /**
   * The same with notes of its own; where they are beside the ledger, nobody is asked.
   *
   * @param notes where they lie
   */
  public ListCompletion(
      EnrolmentContext context,
      ListImport list,
      @Nullable LeaverRules rules,
      Supplier<Roster> roster,
      LeaverGate gate,
      ListNotes notes) {
    this(context, list, rules, roster, gate, due -> false, notes);
  }

  private ListCompletion(
      EnrolmentContext context,
      ListImport list,
      @Nullable LeaverRules rules,
      Supplier<Roster> roster,
      LeaverGate gate,
      Predicate<List<Leaver>> confirmed,
      ListNotes notes) {
    this.notes = notes;
    this.gate = gate;
    this.context = context;
    this.ledger = context.ledger();
    this.list = list;
    this.rules = rules;
    this.roster = roster;
    this.confirmed = confirmed;
  }

  /**
   * Does so; the import stays open where the run stops meanwhile.
   *
   * @return the import as it stands then
   */
  public ListImport run() {
    // Before the rows are remembered: by them, ids of a server set up anew would seem as they were.
    long standing = ledger.listMembers().standing(list.list(), list.number());
    if (!notes.dry()) {
      if (ledger.before().runs().keeps(list.run())) {
        ledger.before().lists().keep(list.run(), list.list());
      }
      try (Roster rows = roster.get()) {
        new ListRoll(ledger).remember(list, rows);
      }
    }
    notes.leavers().forget(list.run());
    Optional<ListImport> last = ledger.listImports().lastComplete(list.list(), list.number());
    boolean uncertain = notes.outcomes().anyUncertain(list.run());
    if (rules == null || list.part()) {
      return end(uncertain ? ListImport.State.BRAKED : complete(), "");
    }
    return run(rules, last.orElse(null), standing);
  }

  /** An earlier process of this import may have taken people out and died before it said so. */
  private void tellTheRevoked() {
    Map<Long, RevokedPerson> done =
        ledger.revoked().all().stream()
            .filter(one -> one.run().equals(list.run()) && !one.groups().isEmpty())
            .filter(one -> one.state() == RevokedPerson.State.REVOKED)
            .collect(Collectors.toMap(RevokedPerson::person, Function.identity()));
    for (Leaver found :
        done.isEmpty() ? List.<Leaver>of() : notes.leavers().of(list.run(), State.FOUND)) {
      RevokedPerson one = done.get(found.person());
      if (one != null) {
        notes.leavers().note(LeaverRevocation.told(ledger, found, one));
      }
    }
  }

  private static ListImport.State complete() {
    return ListImport.State.COMPLETE;
  }

  /**
   * The first complete import only remembers, but for people who have left by its own rows.
   *
   * @param last the complete import before, {@code null} for none
   * @param standing how many members before this import the server lists as they were
   */
  private ListImport run(LeaverRules whatToDo, @Nullable ListImport last, long standing) {
    LeaverBrakes brakes = new LeaverBrakes(ledger, notes.outcomes(), list, whatToDo, standing);
    Optional<Brake> before = brakes.before(last);
    if (before.isPresent() && before.get().equals(LeaverBrakes.notComplete())) {
      return brake(before.get());
    }
    LeaverSearch.Found found =
        new LeaverSearch(context, notes, list, whatToDo, roster, gate.planned().keySet())
            .look(last != null);
    Optional<Brake> brake =
        before
            .or(() -> Optional.ofNullable(found.brake()))
            .or(
                () ->
                    brakes.tooMany(
                        found.newly() - keptByGroup(whatToDo, found),
                        found.returning() + (last == null ? list.rows() : found.strangers())));
    if (brake.isPresent()) {
      return brake(brake.get());
    }
    if (!notes.dry()) {
      Instant now = found.now();
      ledger.listMembers().present(list.list(), found.present());
      ledger.listMembers().missing(list.list(), list.number(), found.missing(), now);
      ledger.listMembers().gone(list.list(), found.gone(), now);
    }
    String notes = last == null ? words("list.first", list.name()) : notes(found);
    return isDone(whatToDo) && tellPlanned() ? end(complete(), notes) : list;
  }

  private boolean isDone(LeaverRules whatToDo) {
    if (whatToDo.action() == LeaverRules.Action.REPORT) {
      return report(whatToDo);
    }
    if (!new LeaverRevocation(context, notes, list, whatToDo, gate).run()) {
      return false;
    }
    return whatToDo.action() == LeaverRules.Action.REVOKE
        || new LeaverDeletion(context, notes, list, gate, confirmed).run();
  }

  /**
   * Says of everybody of a plan who is told nothing yet what became of them: they are gone from the
   * server, or no leaver any more. False if the run stops meanwhile.
   */
  private boolean tellPlanned() {
    for (PlanLine line : plannedUntold()) {
      Leaver leaver = planned(line, "PLAN_STALE", words("leaver.notPlanned"));
      Reply<List<Person>> read = context.server().ask(ListUsers.byId(leaver.person()));
      if (context.server().stopCause() != null) {
        return false;
      }
      boolean gone = read instanceof Reply.Answer<List<Person>> there && there.value().isEmpty();
      notes.leavers().note(gone ? leaver.in(State.REPORTED, "", words("leaver.gone")) : leaver);
    }
    return true;
  }

  private List<PlanLine> plannedUntold() {
    Map<Long, PlanLine> untold = new TreeMap<>(gate.planned());
    if (!untold.isEmpty()) {
      notes.leavers().of(list.run()).forEach(told -> untold.remove(told.person()));
    }
    return List.copyOf(untold.values());
  }

  private Leaver planned(PlanLine line, String code, String why) {
    long person = Objects.requireNonNull(line.personId(), "a leaver is somebody");
    return new Leaver(list.run(), person, line.key(), line.name(), "", null, State.LEFT, code, why);
  }

  private static String notes(LeaverSearch.Found found) {
    List<String> notes = new ArrayList<>();
    if (found.inConflict() > 0) {
      notes.add(words("leaver.inConflict", found.inConflict()));
    }
    if (found.keptByOldLists() > 0) {
      notes.add(words("leaver.oldLists", found.keptByOldLists()));
    }
    return String.join("\n", notes);
  }

  private ListImport brake(Brake brake) {
    tellTheRevoked();
    notes
        .leavers()
        .note(
            plannedUntold().stream()
                .map(line -> planned(line, brake.code(), brake.why()))
                .toList());
    notes.leavers().leave(list.run(), brake.code(), brake.why(), MOST_TOLD);
    context.warn().accept(brake.inWords());
    return save(list.in(ListImport.State.BRAKED, brake.code(), brake.why()));
  }

  private ListImport end(ListImport.State state, String why) {
    why.lines().forEach(context.warn());
    return save(list.in(state, "", why));
  }

  private ListImport save(ListImport now) {
    if (!notes.dry()) {
      ledger.listImports().save(now);
    }
    return now;
  }

  /**
   * Keeps whoever is in a group that is to be kept: only the person's own record tells.
   *
   * @return for how many of them something would newly have been done
   */
  private long keptByGroup(LeaverRules whatToDo, LeaverSearch.Found found) {
    long newly = 0;
    if (!whatToDo.keptGroups().isEmpty()) {
      for (Leaver leaver : notes.leavers().of(list.run(), State.FOUND)) {
        Reply<List<Person>> read = context.server().ask(ListUsers.byId(leaver.person()));
        if (!(read instanceof Reply.Answer)) { // they may be in such a group
          String why = words("leaver.notShown", read.words());
          notes.leavers().note(leaver.in(State.LEFT, "REVOKE_FAILED", why));
        }
        if (read instanceof Reply.Answer<List<Person>> answer
            && answer.value().stream().anyMatch(p -> isIn(p, whatToDo.keptGroups()))) {
          List<GroupReference> groups = answer.value().get(0).groups();
          notes.leavers().note(leaver.of(named(groups)).in(State.KEPT, "", ""));
          newly += found.isNew(leaver.person()) ? 1 : 0;
        }
      }
    }
    return newly;
  }

  private static boolean isIn(Person person, List<Long> groups) {
    return person.groups() != null
        && person.groups().stream().anyMatch(group -> groups.contains(group.id()));
  }

  /** Names them, with their groups; false if the run stops meanwhile. */
  private boolean report(LeaverRules whatToDo) {
    for (Leaver leaver : notes.leavers().of(list.run(), State.FOUND)) {
      Reply<List<Person>> read = context.server().ask(ListUsers.byId(leaver.person()));
      if (context.server().stopCause() != null) {
        return false;
      }
      if (!(read instanceof Reply.Answer<List<Person>> answer)) {
        String why = words("leaver.notShown", read.words());
        notes.leavers().note(leaver.in(State.REPORTED, "", why));
      } else if (answer.value().isEmpty() || isOfNoGroup(leaver, whatToDo, answer.value())) {
        notes.leavers().drop(leaver);
      } else {
        List<GroupReference> groups = answer.value().get(0).groups();
        notes.leavers().note(leaver.of(named(groups)).in(State.REPORTED, "", ""));
      }
    }
    return true;
  }

  /** Somebody whom the list never named, and who is in none of the groups asked for. */
  private static boolean isOfNoGroup(Leaver leaver, LeaverRules rules, List<Person> shown) {
    return leaver.code().equals(LeaverSearch.PERHAPS_OF_GROUP)
        && !isIn(shown.get(0), rules.groups());
  }

  private static String named(@Nullable List<GroupReference> groups) {
    return groups == null
        ? ""
        : GroupsCell.write(groups.stream().map(GroupReference::name).toList());
  }
}
