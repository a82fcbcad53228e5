package dev.senselink.batch.enrol.plan;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.plan.PlannedChange;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Notes what a dry run would change, a line for each of its rows. Safe between threads. */
public final class PlanRecorder implements ChangeGate {
  private final PlanWords words;
  private final LongFunction<@Nullable Person> read;
  private final Consumer<PlanLine> plan;
  private final Map<Long, List<Long>> revoked;
  private final Map<Integer, ProposedChange> proposed = new ConcurrentHashMap<>();
  private final Map<Long, List<GroupReference>> moved = new ConcurrentHashMap<>();

  /**
   * @param revoked the groups of people whom this data folder has taken out of them, by id
   * @param read shows somebody by id; {@code null} where they are not shown: what is not seen is
   *     not given back by a plan
   * @param plan takes the lines, from any thread
   */
  public PlanRecorder(
      PlanWords words,
      Map<Long, List<Long>> revoked,
      LongFunction<@Nullable Person> read,
      Consumer<PlanLine> plan) {
    this.words = words;
    this.read = read;
    this.revoked = Map.copyOf(revoked);
    this.plan = plan;
  }

  @Override
  public @Nullable Outcome create(RowTask task, UserFields fields, @Nullable Photo photo) {
    proposed.put(task.row(), words.create(task, fields, photo));
    return null;
  }

  @Override
  public @Nullable Outcome update(RowTask task, ProposedUpdate update) {
    proposed.put(task.row(), words.update(task, update));
    return null;
  }

  @Override
  public @Nullable Outcome delete(RowTask task, Person now) {
    proposed.put(task.row(), words.delete(now));
    return null;
  }

  @Override
  public @Nullable Outcome groups(RowTask task, ProposedMove move) {
    proposed.put(task.row(), words.move(move));
    moved.put(move.now().id(), words.after(move));
    return null;
  }

  @Override
  public Person foreseen(Person now) {
    List<GroupReference> groups = moved.get(now.id());
    return groups == null ? now : now.in(groups);
  }

  /** How a row would end is known. */
  public Outcome settled(Row row, Outcome outcome) {
    ProposedChange asked = proposed.remove(row.ref().number());
    ProposedChange change =
        asked != null && outcome.ending() == RowEnding.VALID
            ? asked
            : new ProposedChange(action(outcome), null, "", List.of(), null);
    Long person = change.person() == null ? outcome.personId() : change.person();
    if (person != null && isThem(outcome)) {
      change = back(row, change, person);
    }
    plan.accept(
        new PlanLine(
            row.ref().number(),
            row.ref().line(),
            KeyRules.shown(row),
            row.text(RosterColumn.NAME),
            change.action(),
            person,
            change.seen(),
            change.changes(),
            change.photo()));
    return outcome;
  }

  private static boolean isThem(Outcome outcome) {
    return outcome.isThatPerson() || outcome.ending() == RowEnding.VALID;
  }

  /**
   * The same, and groups given back to somebody whom this data folder has taken out of them. The
   * row's own win. Who has groups already, and to whom none can be given, gets nothing.
   */
  private ProposedChange back(Row row, ProposedChange change, long person) {
    List<Long> groups = revoked.getOrDefault(person, List.of());
    Person now = groups.isEmpty() ? null : read.apply(person);
    if (now == null || now.groups() == null || !now.groups().isEmpty()) {
      return change;
    }
    List<PlannedChange> changes = new ArrayList<>(change.changes());
    String field = RosterColumn.GROUPS.header();
    if (changes.stream().noneMatch(one -> one.field().equals(field))) {
      PlannedChange given =
          row.has(RosterColumn.GROUPS) && !row.clears(RosterColumn.GROUPS)
              ? words.groupsNamed(GroupsCell.parse(row.text(RosterColumn.GROUPS)).groups())
              : words.groupsBack(groups);
      if (given.to().isEmpty()) {
        return change;
      }
      changes.add(given);
    }
    String seen = change.seen().isEmpty() ? words.sight().of(now, null) : change.seen();
    return new ProposedChange(PlannedAction.RETURN, person, seen, changes, change.photo());
  }

  private static PlannedAction action(Outcome outcome) {
    return switch (outcome.ending().group()) {
      case REJECTED -> PlannedAction.REJECT;
      case SKIPPED, UNCHANGED -> PlannedAction.NONE;
      default -> PlannedAction.REVIEW;
    };
  }
}
