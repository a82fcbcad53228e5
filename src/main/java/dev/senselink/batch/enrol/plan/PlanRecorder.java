package dev.senselink.batch.enrol.plan;

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

  /**
   * @param revoked the groups of people whom this data folder has taken out of them, by id
   * @param read shows somebody by id; {@code null} where they are not shown
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

  /** How a row would end is known. */
  public Outcome settled(Row row, Outcome outcome) {
    ProposedChange asked = proposed.remove(row.ref().number());
    ProposedChange change =
        asked != null && outcome.ending() == RowEnding.VALID
            ? asked
            : new ProposedChange(action(outcome), null, "", List.of(), null);
    Long person = change.person() == null ? outcome.personId() : change.person();
    List<Long> back = person == null || !isThem(outcome) ? null : revoked.get(person);
    plan.accept(
        new PlanLine(
            row.ref().number(),
            row.ref().line(),
            KeyRules.shown(row),
            row.text(RosterColumn.NAME),
            back != null ? PlannedAction.RETURN : change.action(),
            person,
            back == null || person == null ? change.seen() : seen(change, person),
            back(row, change.changes(), back),
            change.photo()));
    return outcome;
  }

  /** Of whoever returns without being updated nobody has read yet how they are. */
  private String seen(ProposedChange change, long person) {
    Person now = change.seen().isEmpty() ? read.apply(person) : null;
    return now == null ? change.seen() : words.sight().of(now, null);
  }

  private static boolean isThem(Outcome outcome) {
    return outcome.isThatPerson() || outcome.ending() == RowEnding.VALID;
  }

  /** The row's own groups win. */
  private List<PlannedChange> back(
      Row row, List<PlannedChange> changes, @Nullable List<Long> groups) {
    String field = RosterColumn.GROUPS.header();
    if (groups == null || changes.stream().anyMatch(change -> change.field().equals(field))) {
      return changes;
    }
    List<PlannedChange> all = new ArrayList<>(changes);
    all.add(
        row.has(RosterColumn.GROUPS) && !row.clears(RosterColumn.GROUPS)
            ? words.groupsNamed(GroupsCell.parse(row.text(RosterColumn.GROUPS)).groups())
            : words.groupsBack(groups));
    return all;
  }

  private static PlannedAction action(Outcome outcome) {
    return switch (outcome.ending().group()) {
      case REJECTED -> PlannedAction.REJECT;
      case SKIPPED, UNCHANGED -> PlannedAction.NONE;
      default -> PlannedAction.REVIEW;
    };
  }
}
