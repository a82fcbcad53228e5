package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * The one list at the end of a run, read as it comes. It tells of whom somebody else has made while
 * the run was at work, under the key of a person of ours (E4); of creates and updates that the
 * server answered and did not do (E19); and how guests just written are listed.
 *
 * <p>Nobody is kept in memory but those of whom there is something to tell. Who may be one of these
 * is told by bits, some 4 MB of them however long the roster is, and then by the ledger; of those
 * who were made there are the ids.
 */
final class AuditList {
  static final String NOT_TAKEN = "NOT_TAKEN";

  private static final Duration LONGEST = Duration.ofDays(1);

  /** So many are looked for in the ledger at a time. */
  private static final int AT_ONCE = 500;

  private static final int BITS = 1 << 24;

  private final EnrolmentContext context;
  private final IntPredicate rows;
  private final Ledger ledger;
  private final BitSet keys = new BitSet();
  private final Map<Long, Set<Long>> appeared = new LinkedHashMap<>();
  private final MadePeople made = new MadePeople();
  private final Set<Long> nowhere = new HashSet<>();
  private final UpdateAudit updates;

  /** Of whoever these rows have made; updates are compared of all. */
  AuditList(EnrolmentContext context, IntPredicate rows) {
    this.context = context;
    this.rows = rows;
    this.ledger = context.ledger();
    this.updates = new UpdateAudit(context);
  }

  /** Looks, and corrects the outcomes in the ledger; false if the server did not tell. */
  boolean look() {
    ledger.people().created(context.run(), rows, made);
    made.areAll();
    ledger.known().made(this::expect);
    updates.begin();
    if (isNothingToSee()) {
      return true;
    }
    if (!list()) {
      return false;
    }
    if (updates.misses() || !made.isWhole()) { // the list may lag behind
      updates.listAgain();
      if (!context.server().waitFor(RetryingClient.LONGEST_LAG) || !list()) {
        return false;
      }
    }
    if (!updates.ask() || !lookForAbsent()) {
      return false;
    }
    updates.tell();
    tell();
    return true;
  }

  private boolean isNothingToSee() {
    return keys.isEmpty()
        && updates.isEmpty()
        && made.isEmpty()
        && context.memory().guestsWritten().isEmpty();
  }

  /** Whoever was made and is not in the list is asked for by id before it is told. */
  private boolean lookForAbsent() {
    for (long id : made.absent()) {
      Reply<List<Person>> read = context.server().ask(ListUsers.byId(id));
      if (!(read instanceof Reply.Answer<List<Person>> answer)) {
        return false;
      }
      if (answer.value().isEmpty()) {
        nowhere.add(id);
      }
    }
    return true;
  }

  private void expect(KnownPerson ours) {
    if (made.has(ours.id())) {
      keys.set(bit(ours.type(), RowKey.of(ours)));
    }
  }

  private boolean list() {
    RetryingClient server = context.server();
    boolean told =
        server.attempts().repeat(() -> server.streamPeople(this::saw, LONGEST))
            instanceof Reply.Answer;
    updates.listed();
    return told;
  }

  private void saw(Person person) {
    made.saw(person.id());
    updates.saw(person);
    new GuestListRecorder(context).saw(person);
    if (!made.has(person.id())) { // whom the run has made nobody else has
      look(ServerPersonMapper.known(person, null));
    }
  }

  private void look(KnownPerson person) {
    for (RowKey key : RowKey.all(person)) {
      if (keys.get(bit(person.type(), key))) {
        meet(person, key);
      }
    }
  }

  /** Somebody with a key that a person of ours has: notes those who are not one and the same. */
  private void meet(KnownPerson person, RowKey key) {
    for (KnownPerson ours : key.holders(ledger.known())) {
      boolean made = ours.rosterLine() != null && key.equals(RowKey.of(ours));
      if (made && ours.id() != person.id() && ours.type() == person.type()) {
        appeared.computeIfAbsent(ours.id(), unused -> new HashSet<>()).add(person.id());
      }
    }
  }

  private void tell() {
    Map<Integer, Outcome> told = new LinkedHashMap<>();
    ofPeople(
        appeared.keySet(), outcome -> created(outcome).ifPresent(one -> told.put(one.row(), one)));
    ofPeople(nowhere, outcome -> told.put(outcome.row(), notMade(outcome)));
    if (!told.isEmpty()) {
      ledger.outcomes().store(context.run(), List.copyOf(told.values()));
    }
  }

  private void ofPeople(Set<Long> people, Consumer<Outcome> each) {
    List<Long> all = new ArrayList<>(people);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<Long> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      ledger.outcomes().ofPeople(context.run(), some).forEach(each);
    }
  }

  private Outcome notMade(Outcome outcome) {
    long person = Objects.requireNonNull(outcome.personId(), "asked for by it");
    context.memory().isNobody(person);
    return Outcome.of(outcome.ref(), RowEnding.FAILED, NOT_TAKEN, words("notTaken.create", person))
        .withPhoto(outcome.photo())
        .withHints(outcome.hints())
        .withAttempts(outcome.attempts());
  }

  private Optional<Outcome> created(Outcome outcome) {
    Long person = outcome.personId();
    boolean isNew = outcome.ending() == RowEnding.CREATED || outcome.ending() == RowEnding.FORCED;
    boolean isTold = outcome.code().equals(Outcome.APPEARED_MEANWHILE);
    if (!isNew || isTold || person == null || isDecided(outcome.row())) {
      return Optional.empty();
    }
    List<Long> others =
        appeared.getOrDefault(person, Set.of()).stream()
            .filter(other -> !context.lineage().belongsToOtherRow(outcome.row(), other))
            .filter(other -> !isOurs(other))
            .sorted()
            .toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    String who = words("appeared", person, DisplayLanguage.list(others));
    return Optional.of(
        outcome.telling(
            Outcome.APPEARED_MEANWHILE, DisplayLanguage.sentences(who, outcome.reason())));
  }

  private boolean isOurs(long person) {
    return ledger.known().byId(person).map(p -> p.rosterLine() != null).orElse(false);
  }

  /** Somebody decided to make a person although another one had the key. */
  private boolean isDecided(int row) {
    return ledger.decisions().isAboutKey(context.run(), row);
  }

  private static int bit(int type, RowKey key) {
    return bit(key.field().name() + type, key.value());
  }

  private static int bit(String what, String value) {
    return Math.floorMod(31 * what.hashCode() + value.hashCode() * 0x9E3779B1, BITS);
  }
}
