package dev.senselink.batch.enrol.write;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.SentChanges;
import dev.senselink.batch.enrol.context.WrittenPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.SentUpdateStore.SentUpdate;
import dev.senselink.batch.outcome.Outcome;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares what the creates and updates of a run sent with what the list at its end shows (E19): an
 * answer may echo whatever was asked. In memory there are bits for each row, some 2 MB of them and
 * the most for each field that is not as sent.
 */
final class UpdateAudit {
  /**
   * Groups stand only in the answer to a look-up by id: of every so many rows one is asked, and so
   * many at least. Of a field that the list may leave out so many are asked.
   */
  private static final int EACH = 50;

  /** So many are looked for in the ledger at a time. */
  private static final int AT_ONCE = 500;

  private static final int BITS = 1 << 24;

  private final EnrolmentContext context;
  private final Ledger ledger;
  private final BitSet updated = new BitSet();
  private final Map<Long, Person> listed = new HashMap<>();
  private final ShownUpdates seen = new ShownUpdates();
  private final AuditedOutcomes outcomes;

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
    this.outcomes = new AuditedOutcomes(context);
  }

  /** Takes note of whom the run has made or updated. */
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
    for (SentUpdate update : noted(listed.keySet())) {
      compare(update, Objects.requireNonNull(listed.get(update.person()), "asked for by it"));
    }
    listed.clear();
    outcomes.store();
  }

  /**
   * The writes of these people. An id that several rows were told is that of a server that was set
   * up anew meanwhile: whose it is now is not known, and nothing is told of them.
   */
  private List<SentUpdate> noted(Set<Long> people) {
    List<SentUpdate> all = ledger.sentUpdates().of(context.run(), people);
    Set<Long> once = new HashSet<>();
    Set<Long> often = new HashSet<>();
    all.stream().map(SentUpdate::person).filter(id -> !once.add(id)).forEach(often::add);
    return all.stream().filter(update -> !often.contains(update.person())).toList();
  }

  private void compare(SentUpdate update, Person person) {
    String written = new WrittenPerson(update.changes()).at();
    SentChanges.Shown all = SentChanges.shown(ledger.sentUpdates(), update.changes(), person);
    SentChanges.Shown shown =
        AnswerTimes.mayBeOne(written, person.updateAt()) ? all : all.touched();
    seen.saw(update.row(), shown);
    if (waited) { // what the first list shows may be old
      outcomes.names(update, shown, person);
    }
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
      for (SentUpdate update : noted(peopleOf(some))) {
        if (some.get(update.row()) && !lookAgain(update)) {
          return false;
        }
      }
      outcomes.store();
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

  /** Asks for the groups of every so many rows; where one lacks some, for those around it too. */
  private boolean groups() {
    BitSet rows = ledger.sentUpdates().rows(context.run());
    rows.andNot(seen.all());
    int step = Math.max(1, Math.min(EACH, rows.cardinality() / EACH));
    BitSet some = every(step, rows);
    if (!lookAgain(some)) {
      return false;
    }
    BitSet around = around(some, rows);
    if (!lookAgain(around)) {
      return false;
    }
    some.or(around);
    some.and(seen.all());
    return some.isEmpty() || waited || askOnceMore(some);
  }

  private static BitSet every(int step, BitSet rows) {
    BitSet some = new BitSet();
    int n = 0;
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      if (++n % step == 0) {
        some.set(row);
      }
    }
    return some;
  }

  /** The rows between one that was asked and is odd and those that were asked before and after. */
  private BitSet around(BitSet some, BitSet rows) {
    BitSet around = new BitSet();
    BitSet odd = seen.of(SentChanges.GROUPS);
    odd.and(some);
    odd.stream()
        .forEach(
            row -> {
              int after = some.nextSetBit(row + 1);
              around.set(
                  Math.max(0, some.previousSetBit(row - 1)), after < 0 ? rows.length() : after);
            });
    around.and(rows);
    around.andNot(some);
    return around;
  }

  /** No list lags any longer, then. */
  private boolean askOnceMore(BitSet odd) {
    if (!context.server().waitFor(RetryingClient.LONGEST_LAG)) {
      return false;
    }
    waited = true;
    return lookAgain(odd);
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

  /** Corrects the outcomes in the ledger. */
  void tell() {
    dropUnshown();
    outcomes.tell(seen);
  }

  private static int bit(long person) {
    return Math.floorMod(Long.hashCode(person) * 0x9E3779B1, BITS);
  }
}
