package dev.senselink.batch.enrol.plan;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.plan.PlannedChange;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.roster.RosterColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets a row be worked only if what would be done now is what a plan says. Whoever has got the
 * result already is unchanged; all others wait for a person. Safe between threads.
 */
public final class PlanCheck implements ChangeGate {
  /** The code of a row that is not as its plan says any more. */
  public static final String STALE = "PLAN_STALE";

  private final PlanWords words;
  private final PersonSight sight;
  private final Map<Integer, PlanLine> lines = new ConcurrentHashMap<>();
  private final Set<Integer> allowed = ConcurrentHashMap.newKeySet();

  private final IntPredicate lost;
  private final BiPredicate<String, String> made;

  /**
   * @param lost the rows of which a write of an earlier process may have been carried out, as it
   *     was never answered
   * @param made whether the plan's own run has made a place, by its column's name and its own
   */
  public PlanCheck(PlanWords words, IntPredicate lost, BiPredicate<String, String> made) {
    this.words = words;
    this.sight = words.sight();
    this.lost = lost;
    this.made = made;
  }

  /** A row is about to be worked. */
  public void begin(int row, @Nullable PlanLine line) {
    if (line != null) {
      lines.put(row, line);
    }
  }

  private @Nullable PlanLine line(RowTask task) {
    return lines.get(task.row());
  }

  @Override
  public boolean expectsNobody(RowTask task) {
    PlanLine line = line(task);
    return line != null && line.action() == PlannedAction.CREATE;
  }

  @Override
  public @Nullable Outcome create(RowTask task, UserFields fields, @Nullable Photo photo) {
    PlanLine line = line(task);
    ProposedChange now = words.create(task, fields, photo);
    String stale = otherwise(line, now);
    if (stale == null && line != null) {
      stale = otherwise(line, now, true);
    }
    return answer(task, stale == null ? otherPhoto(line, now, true) : stale);
  }

  @Override
  public @Nullable Outcome update(RowTask task, ProposedUpdate update) {
    PlanLine line = line(task);
    ProposedChange now = words.update(task, update);
    boolean maybe = update.begun() || lost.test(task.row());
    boolean ownPhoto = now.photo() == null || update.ownPhoto();
    boolean begun = maybe || task.before().attempts() > 0;
    String stale = otherwise(line, now);
    if (stale == null && line != null) {
      stale =
          otherwiseSeen(
              line,
              update.stored(),
              update.guest(),
              begun ? done(line, now, maybe, ownPhoto) : Set.of());
    }
    if (stale == null && line != null) {
      stale = otherwise(line, now, !begun);
    }
    return answer(task, stale == null ? otherPhoto(line, now, !begun) : stale);
  }

  /** Of whom others have created meanwhile a blank cell shows nothing, and a plan says more. */
  @Override
  public @Nullable Outcome unchanged(RowTask task, Person there) {
    PlanLine line = line(task);
    Long planned = line == null ? null : line.personId();
    if (planned != null && planned != there.id()) {
      return answer(task, words("plan.stale.person", planned, there.id()));
    }
    if (line == null || line.action() != PlannedAction.CREATE) {
      return null;
    }
    Set<String> lacking = words.lacking(line.changes(), there);
    return lacking.isEmpty()
        ? null
        : answer(task, words("plan.stale.changes", RosterFieldNames.list(lacking)));
  }

  @Override
  public @Nullable Outcome delete(RowTask task, Person now) {
    return exactly(task, words.delete(now), now, false);
  }

  @Override
  public @Nullable Outcome groups(RowTask task, ProposedMove move) {
    return exactly(task, words.move(move), move.now(), move.begun());
  }

  private @Nullable Outcome exactly(
      RowTask task, ProposedChange change, Person now, boolean begun) {
    PlanLine line = line(task);
    String stale = otherwise(line, change);
    if (stale == null && line != null) {
      Set<String> own = begun ? Set.of(RosterColumn.GROUPS.header()) : Set.of();
      stale = otherwiseSeen(line, now, null, own);
    }
    if (stale == null && line != null) {
      stale = otherwise(line, change, true);
    }
    Outcome answer = answer(task, stale);
    return answer == null ? null : answer.withPerson(now.id());
  }

  @Override
  public boolean comparesPhotos() {
    return true;
  }

  @Override
  public boolean mayForce() {
    return false;
  }

  private @Nullable Outcome answer(RowTask task, @Nullable String stale) {
    if (stale == null) {
      allowed.add(task.row());
      return null;
    }
    return task.end(RowEnding.REVIEW, STALE, words("plan.stale", stale));
  }

  /** How a row ends, given how it would: what nobody was asked about may be stale, too. */
  public Outcome settled(Outcome outcome) {
    int number = outcome.row();
    PlanLine line = lines.remove(number);
    boolean worked = allowed.remove(number) || outcome.attempts() > 0;
    if (outcome.code().equals(STALE) || !mayBeStale(outcome, worked)) {
      return outcome;
    }
    PlannedAction planned = line == null ? PlannedAction.NONE : line.action();
    if (isAs(planned, outcome)) {
      return outcome;
    }
    String now = outcome.code().isEmpty() ? outcome.ending().name() : outcome.code();
    String why = words("plan.stale.ends", words("plan.does." + planned), now, outcome.reason());
    return outcome.ending(RowEnding.REVIEW, STALE, words("plan.stale", why));
  }

  /** What was done, and what could not be found out, is told as it is. */
  private static boolean mayBeStale(Outcome outcome, boolean worked) {
    return switch (outcome.ending().group()) {
      case SKIPPED -> outcome.ending() != RowEnding.SKIPPED_OVER; // over is over
      case REVIEW, REJECTED -> !worked;
      default -> false;
    };
  }

  private static boolean isAs(PlannedAction planned, Outcome outcome) {
    return switch (outcome.ending().group()) {
      case REVIEW -> planned == PlannedAction.REVIEW;
      case REJECTED -> planned == PlannedAction.REJECT;
      default -> planned == PlannedAction.NONE || planned == PlannedAction.RETURN;
    };
  }

  /** Null where it is the same with the same person. */
  private static @Nullable String otherwise(@Nullable PlanLine line, ProposedChange now) {
    PlannedAction planned = line == null ? PlannedAction.NONE : line.action();
    boolean same =
        planned == now.action()
            || (planned == PlannedAction.RETURN && now.action() == PlannedAction.UPDATE);
    if (!same) {
      return words(
          "plan.stale.action",
          words("plan.does." + planned),
          words("plan.does." + now.action()),
          now.person() == null ? "" : words("plan.stale.whom", now.person()));
    }
    Long person = line == null ? null : line.personId();
    return Objects.equals(person, now.person())
        ? null
        : words("plan.stale.person", person, now.person());
  }

  /**
   * The planned fields that an earlier try of the row may have changed: those that are as planned
   * by now. Anything else that is not as it was seen is somebody else's.
   *
   * @param maybe whether a write was never answered; only such a one can have changed an ID number,
   *     which cannot be compared: it has where all else that was planned is there, for an update
   *     writes the whole person
   * @param ownPhoto whether the planned photo is the one that is there
   */
  private static Set<String> done(
      PlanLine line, ProposedChange now, boolean maybe, boolean ownPhoto) {
    Set<String> done = new HashSet<>();
    line.changes().forEach(change -> done.add(change.field()));
    now.changes().forEach(change -> done.remove(change.field()));
    if (line.photo() != null && ownPhoto) {
      done.add(PersonSight.PHOTO);
    }
    String idNumber = RosterColumn.ID_NUMBER.header();
    Set<String> planned = new HashSet<>();
    line.changes().forEach(change -> planned.add(change.field()));
    if (line.photo() != null) {
      planned.add(PersonSight.PHOTO);
    }
    boolean hasIdNumber = planned.remove(idNumber);
    if (maybe && hasIdNumber && !planned.isEmpty() && done.containsAll(planned)) {
      done.add(idNumber);
    }
    return done;
  }

  /**
   * Null where the person is as they were seen.
   *
   * @param done the fields that the row itself may have changed
   */
  private @Nullable String otherwiseSeen(
      PlanLine line, Person now, @Nullable KnownGuest guest, Set<String> done) {
    List<String> differing = new ArrayList<>(sight.differing(line.seen(), now, guest));
    differing.removeAll(done);
    return differing.isEmpty() ? null : words("plan.stale.seen", RosterFieldNames.list(differing));
  }

  /**
   * Null where nothing else is changed than was planned.
   *
   * @param all whether all of it must be left to do
   */
  private @Nullable String otherwise(PlanLine line, ProposedChange now, boolean all) {
    List<PlannedChange> planned = line.changes();
    boolean returns = line.action() == PlannedAction.RETURN; // gets its groups by another step
    Set<String> other = new LinkedHashSet<>();
    now.changes().stream()
        .filter(change -> planned.stream().noneMatch(one -> isThat(one, change)))
        .forEach(change -> other.add(change.field()));
    if (all) {
      planned.stream()
          .filter(change -> !(returns && change.field().equals(RosterColumn.GROUPS.header())))
          .filter(change -> now.changes().stream().noneMatch(one -> isThat(change, one)))
          .forEach(change -> other.add(change.field()));
    }
    return other.isEmpty() ? null : words("plan.stale.changes", RosterFieldNames.list(other));
  }

  private boolean isThat(PlannedChange planned, PlannedChange now) {
    return planned.field().equals(now.field())
        && (planned.to().equals(now.to()) || PlaceNames.areThose(planned, now, made));
  }

  private static @Nullable String otherPhoto(
      @Nullable PlanLine line, ProposedChange now, boolean all) {
    String planned = line == null || line.photo() == null ? "" : line.photo().hash();
    String sent = now.photo() == null ? "" : now.photo().hash();
    boolean same = planned.equals(sent) || (!all && sent.isEmpty());
    return same ? null : words("plan.stale.photo");
  }
}
