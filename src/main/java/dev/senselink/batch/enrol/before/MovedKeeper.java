package dev.senselink.batch.enrol.before;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.ledger.before.LastWrite;
import dev.senselink.batch.ledger.store.GroupCommitter.Change;
import dev.senselink.batch.machine.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps whom a run takes out of groups or puts into some, as far as it keeps anything: join each
 * promise before the request leaves. Safe between threads; a person belongs to one.
 */
public final class MovedKeeper {
  private final EnrolmentContext context;
  private final BeforeStore store;
  private final String run;

  public MovedKeeper(EnrolmentContext context) {
    this.context = context;
    this.store = context.ledger().before();
    this.run = store.runs().under(context.run());
  }

  /** Whether the run keeps what it changes. */
  public boolean keeps() {
    return store.runs().keeps(run);
  }

  /**
   * Somebody is about to be taken out of groups, or put into some.
   *
   * @param person as just read
   * @param groups the ids of the groups
   * @param memory what is to be remembered of it besides: of the two none is there alone
   */
  public Promise<Void> groups(Kind kind, Person person, List<Long> groups, List<Change> memory) {
    List<Change> all = new ArrayList<>(memory);
    if (keeps()) {
      all.add(store.change(moved(store, run, kind, person, groups)));
    }
    return context.ledger().write(all);
  }

  /** The groups that the run has put somebody into, or taken them out of, as far as it is kept. */
  public List<Long> moved(Kind kind, long person) {
    List<Long> groups =
        store.of(run, person, kind).map(image -> image.sent().groups()).orElse(null);
    return groups == null ? List.of() : groups;
  }

  /**
   * The image of it, with the groups that the run has put them into or taken them out of before.
   */
  public static BeforeImage moved(
      BeforeStore store, String run, Kind kind, Person person, List<Long> groups) {
    Optional<BeforeImage> earlier = store.of(run, person.id(), kind);
    FormerPerson before =
        earlier
            .map(BeforeImage::before)
            .orElseGet(() -> BeforeKeeper.former(person, LastSentStore.Sent.NOTHING, null));
    List<Long> all =
        earlier
            .map(image -> image.sent().groups())
            .map(more -> Stream.concat(more.stream(), groups.stream()).toList())
            .orElse(groups);
    return new BeforeImage(
        run,
        person.id(),
        kind,
        0,
        person.type(),
        before,
        FormerPhoto.UNTOUCHED,
        new LastWrite(Map.of(), all, false, person.avatarId()));
  }

  /**
   * Of all groups that they were to be taken out of, or put into, the run has done so with these:
   * the rest is the work of others, or was not done.
   */
  public void movedOnly(Kind kind, long person, List<Long> groups) {
    if (groups.isEmpty()) {
      store.drop(run, person, kind);
    } else {
      store
          .of(run, person, kind)
          .map(meant -> meant.sent().onlyGroups(groups))
          .ifPresent(sent -> store.wrote(run, person, kind, sent));
    }
  }
}
