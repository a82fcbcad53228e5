package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.before.MovedKeeper;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.plan.ProposedMove;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.undo.UndoOutcomes;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts people back into exactly the groups that a run has taken them out of, and takes them out of
 * exactly those that it has put them into. One thread.
 */
public final class GroupsUndo {
  private final EnrolmentContext context;
  private final ServerPlaces places;
  private final GroupChange change;
  private final MovedKeeper keeper;
  private final RevocationMemory lists;

  public GroupsUndo(EnrolmentContext context, ServerPlaces places) {
    this.context = context;
    this.places = places;
    this.change = new GroupChange(context);
    this.keeper = new MovedKeeper(context);
    this.lists = new RevocationMemory(context);
  }

  /**
   * Does so.
   *
   * @param image of somebody revoked or returned
   * @param now as just read
   */
  public Outcome undo(RowTask task, BeforeImage image, Person now) {
    List<GroupReference> shown = now.groups();
    List<Long> groups = image.sent().groups();
    if (shown == null || groups == null) {
      return review(task, now, "GROUPS_UNKNOWN", words("leaver.groupsUnknown"));
    }
    List<Long> there = GroupReference.ids(shown);
    return image.kind() == Kind.REVOKED
        ? putBack(task, image, now, there, groups)
        : takeOut(task, image, now, there, groups);
  }

  private Outcome putBack(
      RowTask task, BeforeImage image, Person now, List<Long> there, List<Long> groups) {
    if (!others(there, groups).equals(othersBefore(image, groups))) {
      return changed(task, now, words("undo.changed.groups"));
    }
    List<Long> missing =
        groups.stream().filter(group -> !there.contains(group) && isStill(image, group)).toList();
    if (!missing.isEmpty()
        && !lists.isByHand(image)
        && !lists.isOfRestore(image)
        && !lists.isOurs(image, now)) {
      return changed(task, now, words("undo.changed.returned"));
    }
    List<String> lost = new ArrayList<>();
    groups.stream()
        .filter(group -> !there.contains(group) && !isStill(image, group))
        .forEach(group -> lost.add(words("undo.lost.group", name(image, group), group)));
    Outcome outcome = missing.isEmpty() ? same(task, now) : putInto(task, image, now, missing);
    if (isGood(outcome) && !context.settings().dryRun() && !lists.isOfRestore(image)) {
      lists.forget(now.id());
    }
    return UndoOutcomes.told(outcome, lost);
  }

  /** The groups that nobody was taken out of: they have to be those of before. */
  private static Set<Long> othersBefore(BeforeImage image, List<Long> taken) {
    FormerPerson before = image.before();
    List<Long> were = before == null ? null : before.groupIds();
    return were == null ? Set.of() : others(were, taken);
  }

  private static Set<Long> others(List<Long> groups, List<Long> taken) {
    Set<Long> others = new HashSet<>(groups);
    taken.forEach(others::remove);
    return others;
  }

  private boolean isStill(BeforeImage image, long group) {
    return places.groups().isStill(group, name(image, group));
  }

  /** What the group was called when they were taken out of it, {@code ""} if nobody knows. */
  private static String name(BeforeImage image, long group) {
    FormerPerson before = image.before();
    List<FormerPerson.GroupOf> all = before == null ? null : before.groups();
    return all == null
        ? ""
        : all.stream()
            .filter(one -> one.id() == group)
            .map(FormerPerson.GroupOf::name)
            .findFirst()
            .orElse("");
  }

  private Outcome putInto(RowTask task, BeforeImage image, Person now, List<Long> missing) {
    boolean again = isBegun(now, Kind.RETURNED);
    Outcome held = held(task, new ProposedMove(now, missing, true, again), words("dry.groupsBack"));
    if (held != null) {
      return held;
    }
    Begun begun = begin(image, now, again, Kind.RETURNED, RevokedPerson.State.RETURNING);
    GroupChange.Result result =
        change.putInto(now, missing, (read, sent) -> otherwise(image, read), begun.journal());
    return ended(task, now, begun, result, RevokedPerson.State.HALF_RETURNED);
  }

  private Outcome takeOut(
      RowTask task, BeforeImage image, Person now, List<Long> there, List<Long> groups) {
    List<Long> ours = groups.stream().filter(there::contains).toList();
    if (ours.isEmpty()) {
      return same(task, now);
    }
    boolean again = isBegun(now, Kind.REVOKED);
    Outcome held = held(task, new ProposedMove(now, ours, false, again), words("dry.groupsOut"));
    if (held != null) {
      return held;
    }
    Begun begun = begin(image, now, again, Kind.REVOKED, RevokedPerson.State.REVOKING);
    GroupChange.Result result =
        change.takeOut(now, ours, (read, sent) -> otherwise(image, read), begun.journal());
    Outcome outcome = ended(task, now, begun, result, RevokedPerson.State.CUT);
    if (outcome.ending() == RowEnding.UPDATED && begun.meant() != null) {
      lists.note(begun.meant().in(RevokedPerson.State.REVOKED));
    }
    return outcome;
  }

  /**
   * Groups that are being changed.
   *
   * @param again whether an earlier process of this undo may have sent something
   * @param known what lists remembered before
   * @param meant what they remember meanwhile; {@code null} where they have nothing to do with it
   */
  private record Begun(
      Kind kind,
      boolean again,
      Optional<RevokedPerson> known,
      @Nullable RevokedPerson meant,
      MoveJournal journal) {
    /** Whether nothing was done by this undo, whatever others have done. */
    boolean isNothing(GroupChange.Result result) {
      return !again && result.moved().isEmpty() && result.fate() != GroupChange.Fate.GONE;
    }
  }

  private Begun begin(
      BeforeImage image, Person now, boolean again, Kind kind, RevokedPerson.State state) {
    Optional<RevokedPerson> known = lists.of(now.id());
    RevokedPerson meant = lists.meant(image, now, state);
    MoveJournal journal = new MoveJournal(keeper, kind, now, sent -> lists.change(meant));
    return new Begun(kind, again, known, meant, journal);
  }

  /** Why nothing is sent for somebody; {@code null} where it is. */
  private @Nullable Outcome held(RowTask task, ProposedMove move, String planned) {
    Outcome otherwise = context.gate().groups(task, move);
    return otherwise != null || !context.settings().dryRun()
        ? otherwise
        : UndoOutcomes.planned(task, move.now().id(), planned);
  }

  private static String otherwise(BeforeImage image, Person now) {
    FormerPerson was = image.before();
    return was != null && KeyRules.name(was.field("name")).equals(KeyRules.name(now.name()))
        ? ""
        : words("undo.changed.name");
  }

  /** Whether an earlier process of this undo may have sent something for somebody. */
  private boolean isBegun(Person now, Kind kind) {
    return context.ledger().before().of(context.run(), now.id(), kind).isPresent();
  }

  private Outcome ended(
      RowTask task, Person now, Begun begun, GroupChange.Result result, RevokedPerson.State cut) {
    int attempts = task.before().attempts() + result.sent();
    boolean stopped = context.server().stopCause() != null && !result.isDone();
    begun.journal().end(result);
    if (begun.isNothing(result)) {
      begun.known().ifPresentOrElse(lists::note, () -> lists.forget(now.id()));
    } else if (result.fate() == GroupChange.Fate.GONE && !stopped) {
      lists.forget(now.id());
      context.ledger().before().drop(context.run(), now.id(), begun.kind());
    } else if (!result.isDone() && !stopped && begun.meant() != null) {
      lists.note(begun.meant().in(cut));
    }
    // Open where it stopped: the next process looks before anything else.
    return (stopped
            ? FailureOutcomes.halted(task).withPerson(now.id())
            : told(task, now, begun, result))
        .withAttempts(attempts);
  }

  private static Outcome told(RowTask task, Person now, Begun begun, GroupChange.Result result) {
    return switch (result.fate()) {
      case DONE ->
          begun.isNothing(result)
              ? UndoOutcomes.same(task, now.id(), result.why())
              : task.done(RowEnding.UPDATED, now.id());
      case GONE -> changed(task, now, words("undo.gone", now.id()));
      case CHANGED -> changed(task, now, result.why());
      case IGNORED, NOT_DONE -> {
        String code = begun.kind() == Kind.RETURNED ? "RETURN_FAILED" : "REVOKE_FAILED";
        yield task.end(RowEnding.FAILED, code, result.why()).withPerson(now.id());
      }
    };
  }

  private static boolean isGood(Outcome outcome) {
    return outcome.ending() == RowEnding.UPDATED || outcome.ending() == RowEnding.UNCHANGED;
  }

  private static Outcome same(RowTask task, Person now) {
    return task.done(RowEnding.UNCHANGED, now.id());
  }

  private static Outcome changed(RowTask task, Person now, String why) {
    return review(task, now, "CHANGED_SINCE", words("undo.since", why));
  }

  private static Outcome review(RowTask task, Person now, String code, String why) {
    return task.end(RowEnding.REVIEW, code, why).withPerson(now.id());
  }
}
