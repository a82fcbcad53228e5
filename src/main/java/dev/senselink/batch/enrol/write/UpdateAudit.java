package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.SentChanges;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.enrol.row.StoredDifferenceNote;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.SentUpdateStore.SentUpdate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares what the updates of a run sent with what the list at its end shows (E19). In memory
 * there are bits for each row, some 2 MB of them and the most for each field that is not as sent.
 */
final class UpdateAudit {
  /**
   * Groups stand only in the answer to a look-up by id: of every so many rows they are asked, the
   * first having been read back. Of a field that the list may leave out so many are asked.
   */
  private static final int EACH = 50;

  /** So many are looked for in the ledger at a time. */
  private static final int AT_ONCE = 500;

  private static final int BITS = 1 << 24;

  private static final Set<RowEnding> WRITTEN =
      EnumSet.of(RowEnding.CREATED, RowEnding.FORCED, RowEnding.RESTORED, RowEnding.UPDATED);

  private final EnrolmentContext context;
  private final Ledger ledger;
  private final BitSet updated = new BitSet();
  private final Map<Long, Person> listed = new HashMap<>();
  private final ShownUpdates seen = new ShownUpdates();

  /** The fields of which the list shows something of anybody who was updated. */
  private final Set<String> shows = new HashSet<>();

  /** The rows that were asked for by id. */
  private final BitSet asked = new BitSet();

  /** Those of them who are nobody any more. */
  private final BitSet gone = new BitSet();

  private boolean showsIdNumbers;
  private boolean waited;
  private final Set<Long> again = new HashSet<>();

  UpdateAudit(EnrolmentContext context) {
    this.context = context;
    this.ledger = context.ledger();
  }

  /** Takes note of whom the run has updated. */
  void begin() {
    ledger.sentUpdates().people(context.run(), person -> updated.set(bit(person)));
  }

  boolean isEmpty() {
    return updated.isEmpty();
  }

  /** Somebody is listed. */
  void saw(Person person) {
    showsIdNumbers |= SentChanges.showsIdNumber(person);
    if (!updated.get(bit(person.id()))) {
      return;
    }
    SentChanges.addShown(person, shows);
    if (again.isEmpty() || again.contains(person.id())) {
      listed.put(person.id(), person);
      if (listed.size() == AT_ONCE) {
        compareListed();
      }
    }
  }

  /** The list is over. */
  void listed() {
    compareListed();
    dropUnshown();
  }

  /** Of an ID number nothing may be shown of anybody: that is no evidence against one. */
  private void dropUnshown() {
    if (!showsIdNumbers) {
      seen.drop(new ShownUpdates.Sight(ShownUpdates.How.LEFT, SentChanges.ID_NUMBER));
    }
  }

  /** Whether something is not as sent, so far. */
  boolean misses() {
    return !seen.all().isEmpty();
  }

  /** A second list follows, once no list lags any longer: it is looked at those again. */
  void listAgain() {
    waited = true;
    BitSet rows = seen.all();
    if (rows.cardinality() <= AT_ONCE) {
      again.addAll(peopleOf(rows));
    }
    seen.clear();
  }

  private void compareListed() {
    for (SentUpdate update : ledger.sentUpdates().of(context.run(), listed.keySet())) {
      compare(update, Objects.requireNonNull(listed.get(update.person()), "asked for by it"));
    }
    listed.clear();
  }

  private void compare(SentUpdate update, Person person) {
    seen.saw(update.row(), SentChanges.shown(ledger.sentUpdates(), update.changes(), person));
  }

  /** Asks by id for what a list cannot tell; false if the server did not. */
  boolean ask() {
    for (ShownUpdates.Sight sight : seen.missed()) {
      if (mayBeLeftOut(sight) && !askSome(sight)) {
        return false;
      }
    }
    return groups();
  }

  /** A list may show nothing of a field that is there; of a photo it may do so for a while. */
  private boolean mayBeLeftOut(ShownUpdates.Sight sight) {
    return sight.how() == ShownUpdates.How.LOST
        || isLatePhoto(sight)
        || !shows.contains(sight.field());
  }

  /** Another one was sent, and neither that nor the one before is shown. */
  private static boolean isLatePhoto(ShownUpdates.Sight sight) {
    return sight.how() == ShownUpdates.How.OTHER && sight.field().equals(SentChanges.PHOTO);
  }

  /**
   * Asks for those who are shown so: all of whom alone a photo is not shown, else some. The others
   * are taken to be so too if some of these are and the list shows the field of anybody, or if all
   * are.
   */
  private boolean askSome(ShownUpdates.Sight sight) {
    boolean all = isLatePhoto(sight) && shows.contains(sight.field());
    BitSet some = new BitSet();
    seen.of(sight).stream().limit(all ? Long.MAX_VALUE : EACH).forEach(some::set);
    if (!lookAgain(some)) {
      return false;
    }
    BitSet so = seen.of(sight);
    so.and(some);
    some.andNot(gone);
    boolean allSo = so.cardinality() == some.cardinality();
    if (so.isEmpty() || (!allSo && !shows.contains(sight.field()))) {
      seen.keepOnly(sight, asked);
    }
    return true;
  }

  private boolean lookAgain(BitSet rows) {
    for (int from = rows.nextSetBit(0); from >= 0; ) {
      BitSet some = new BitSet();
      int row = from;
      for (; row >= 0 && some.cardinality() < AT_ONCE; row = rows.nextSetBit(row + 1)) {
        some.set(row);
      }
      for (SentUpdate update : ledger.sentUpdates().of(context.run(), peopleOf(some))) {
        if (some.get(update.row()) && !lookAgain(update)) {
          return false;
        }
      }
      from = row;
    }
    return true;
  }

  private boolean lookAgain(SentUpdate update) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(update.person()));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return false;
    }
    asked.set(update.row());
    if (answer.value().isEmpty()) {
      gone.set(update.row());
      seen.forget(update.row());
    }
    answer.value().forEach(person -> compare(update, person));
    return true;
  }

  /** Asks for the groups of every so many updated rows. */
  private boolean groups() {
    List<Long> people = new ArrayList<>();
    int[] n = {0};
    ledger
        .sentUpdates()
        .people(
            context.run(),
            person -> {
              if (++n[0] % EACH == 0) {
                people.add(person);
              }
            });
    BitSet missed = seen.all();
    List<SentUpdate> odd = new ArrayList<>();
    for (SentUpdate update : ledger.sentUpdates().of(context.run(), people)) {
      if (SentChanges.hasGroups(update.changes()) && !missed.get(update.row())) {
        if (!lookAgain(update)) {
          return false;
        }
        if (!seen.of(update.row()).missed().isEmpty()) {
          odd.add(update);
        }
      }
    }
    return odd.isEmpty() || waited || askOnceMore(odd);
  }

  /** No list lags any longer, then. */
  private boolean askOnceMore(List<SentUpdate> odd) {
    return context.server().waitFor(RetryingClient.LONGEST_LAG)
        && odd.stream().allMatch(this::lookAgain);
  }

  private Set<Long> peopleOf(BitSet rows) {
    Set<Long> people = new HashSet<>();
    rows.stream()
        .forEach(
            row ->
                ledger
                    .outcomes()
                    .of(context.run(), row)
                    .map(Outcome::personId)
                    .ifPresent(people::add));
    return people;
  }

  /** Corrects the outcomes in the ledger, some at a time. */
  void tell() {
    dropUnshown();
    List<Outcome> told = new ArrayList<>();
    seen.all().stream()
        .forEach(
            row -> {
              ledger
                  .outcomes()
                  .of(context.run(), row)
                  .filter(outcome -> WRITTEN.contains(outcome.ending()))
                  .ifPresent(outcome -> told.add(told(outcome, seen.of(row))));
              if (told.size() == AT_ONCE) {
                ledger.outcomes().store(context.run(), List.copyOf(told));
                told.clear();
              }
            });
    if (!told.isEmpty()) {
      ledger.outcomes().store(context.run(), told);
    }
  }

  private Outcome told(Outcome outcome, SentChanges.Shown shown) {
    Long person = outcome.personId();
    if (person != null && shown.missed().contains(SentChanges.PHOTO)) {
      ledger.lastSent().forget(person); // to be sent again
      ledger.guests().unsettle(person);
    }
    return written(outcome, shown);
  }

  /** Of somebody whom the row has made an update has only mended what the create dropped. */
  private Outcome written(Outcome outcome, SentChanges.Shown shown) {
    if (shown.isNothing() && context.settings().accepted().stored().containsAll(shown.missed())) {
      String fields = RosterFieldNames.list(shown.missed());
      return StoredDifferenceNote.accepted(
          outcome, shown.missed(), words("stored.remains", fields));
    }
    if (!shown.isNothing() || outcome.ending() != RowEnding.UPDATED) {
      return StoredDifferenceNote.in(outcome, shown.missed());
    }
    String fields = RosterFieldNames.list(shown.missed());
    Outcome failed =
        Outcome.of(outcome.ref(), RowEnding.FAILED, AuditList.NOT_TAKEN, words("notTaken", fields))
            .withPhoto(outcome.photo())
            .withHints(outcome.hints())
            .withAttempts(outcome.attempts());
    Long person = outcome.personId();
    return person == null ? failed : failed.withPerson(person);
  }

  private static int bit(long person) {
    return Math.floorMod(Long.hashCode(person) * 0x9E3779B1, BITS);
  }
}
