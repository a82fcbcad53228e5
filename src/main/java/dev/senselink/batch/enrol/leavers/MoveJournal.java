package dev.senselink.batch.enrol.leavers;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.before.MovedKeeper;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.store.GroupCommitter.Change;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which groups a run takes somebody out of, or puts them into: each is on the disk before its
 * request leaves, so that after a stop nobody takes the work of others for the run's own. One
 * thread.
 */
final class MoveJournal implements GroupChange.Departure {
  private final MovedKeeper keeper;
  private final Kind kind;
  private final Person decided;
  private final Function<List<Long>, List<Change>> memory;
  private final List<Long> earlier;
  private final Set<Long> left = new LinkedHashSet<>();

  /**
   * @param decided the person as read when it was decided
   * @param memory answers what lists are to know meanwhile, which is written with it; gets the
   *     groups for which a request leaves or has left
   */
  MoveJournal(
      MovedKeeper keeper, Kind kind, Person decided, Function<List<Long>, List<Change>> memory) {
    this.keeper = keeper;
    this.kind = kind;
    this.decided = decided;
    this.memory = memory;
    this.earlier = keeper.moved(kind, decided.id());
  }

  /** Whether a process of this run before this one has sent something for them, as far as kept. */
  boolean isBegun() {
    return !earlier.isEmpty();
  }

  @Override
  public void leaves(long group) {
    if (left.add(group)) {
      keeper.groups(kind, decided, List.of(group), memory.apply(List.copyOf(left))).join();
    }
  }

  /** The run is done with them, or stops: only what it has done is kept as its own. */
  void end(GroupChange.Result result) {
    keeper.movedOnly(kind, decided.id(), own(earlier, result));
  }

  /**
   * Of groups that were ours before, those that others have not undone since, and what was done
   * now.
   */
  List<Long> own(List<Long> before, GroupChange.Result result) {
    List<GroupReference> shown = decided.groups();
    List<Long> there = shown == null ? List.of() : GroupReference.ids(shown);
    boolean in = kind == Kind.RETURNED;
    return Stream.concat(
            before.stream().filter(group -> there.contains(group) == in || left.contains(group)),
            result.moved().stream())
        .distinct()
        .toList();
  }
}
