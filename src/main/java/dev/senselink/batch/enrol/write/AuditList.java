package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;
import static java.util.stream.Collectors.toSet;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.SentChanges;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.enrol.row.StoredDifferenceNote;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.SentUpdateStore.SentUpdate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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

  /**
   * Groups stand only in the answer to a look-up by id: of every so many rows they are asked, the
   * first having been read back.
   */
  private static final int EACH = 50;

  /** So many are looked for in the ledger at a time. */
  private static final int AT_ONCE = 500;

  private static final int BITS = 1 << 24;

  private static final Set<RowEnding> WRITTEN =
      EnumSet.of(RowEnding.CREATED, RowEnding.FORCED, RowEnding.RESTORED, RowEnding.UPDATED);

  private final EnrolmentContext context;
  private final Ledger ledger;
  private final BitSet keys = new BitSet();
  private final BitSet updated = new BitSet();
  private final Map<Long, Set<Long>> appeared = new LinkedHashMap<>();
  private final Map<Integer, SentChanges.Shown> missed = new HashMap<>();
  private final Set<Long> again = new HashSet<>();
  private final MadePeople made = new MadePeople();
  private final Map<Long, Person> listed = new HashMap<>();
  private final Set<Long> nowhere = new HashSet<>();
  private final LostFields lost = new LostFields();
  private boolean showsIdNumbers;

  AuditList(EnrolmentContext context) {
    this.context = context;
    this.ledger = context.ledger();
  }

  /** Looks, and corrects the outcomes in the ledger; false if the server did not tell. */
  boolean look() {
    ledger.people().created(context.run(), made);
    made.areAll();
    ledger.known().made(this::expect);
    ledger
        .sentUpdates()
        .people(context.run(), person -> updated.set(bit("person", String.valueOf(person))));
    if (isNothingToSee()) {
      return true;
    }
    if (!list()) {
      return false;
    }
    Set<Integer> losses = lost.all().stream().limit(AT_ONCE).boxed().collect(toSet());
    if (!missed.isEmpty() || !losses.isEmpty() || !made.isWhole()) { // the list may lag behind
      again.addAll(peopleOf(missed.keySet()));
      again.addAll(peopleOf(losses));
      missed.clear();
      if (!context.server().waitFor(RetryingClient.LONGEST_LAG) || !list()) {
        return false;
      }
    }
    if (!photos() || !lookForLost() || !groups() || !lookForAbsent()) {
      return false;
    }
    tell();
    return true;
  }

  private boolean isNothingToSee() {
    return keys.isEmpty()
        && updated.isEmpty()
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

  private Set<Long> peopleOf(Set<Integer> rows) {
    Set<Long> people = new HashSet<>();
    rows.forEach(
        row ->
            ledger.outcomes().of(context.run(), row).map(Outcome::personId).ifPresent(people::add));
    return people;
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
    compareListed();
    dropUnshown();
    return told;
  }

  private void dropUnshown() {
    if (!showsIdNumbers) {
      missed.replaceAll((row, shown) -> shown.withoutIdNumber());
    }
    missed.values().removeIf(shown -> shown.missed().isEmpty());
  }

  private void saw(Person person) {
    made.saw(person.id());
    showsIdNumbers |= SentChanges.showsIdNumber(person);
    if (updated.get(bit("person", String.valueOf(person.id())))
        && (again.isEmpty() || again.contains(person.id()))) {
      listed.put(person.id(), person);
      if (listed.size() == AT_ONCE) {
        compareListed();
      }
    }
    if (again.isEmpty()) {
      new GuestListRecorder(context).saw(person);
      if (!made.has(person.id())) { // whom the run has made nobody else has
        look(ServerPersonMapper.known(person, null));
      }
    }
  }

  private void look(KnownPerson person) {
    for (RowKey key : RowKey.all(person)) {
      if (keys.get(bit(person.type(), key))) {
        meet(person, key);
      }
    }
  }

  private void compareListed() {
    for (SentUpdate update : ledger.sentUpdates().of(context.run(), listed.keySet())) {
      compare(update, Objects.requireNonNull(listed.get(update.person()), "asked for by it"));
    }
    listed.clear();
  }

  private void compare(SentUpdate update, Person person) {
    SentChanges.Shown shown = SentChanges.shown(ledger.sentUpdates(), update.changes(), person);
    lost.saw(update.row(), shown.lost());
    if (!shown.missed().isEmpty()) {
      missed.put(update.row(), shown);
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

  /**
   * Of each field of which nothing is shown, some are asked for by id: a list may leave it out. The
   * others are taken to have lost it if all of these have.
   */
  private boolean lookForLost() {
    for (String field : lost.fields()) {
      Set<Integer> some = lost.some(field, EACH);
      for (SentUpdate update : ledger.sentUpdates().of(context.run(), peopleOf(some))) {
        if (some.contains(update.row()) && !lookAgain(update)) {
          return false;
        }
      }
      if (!some.stream().allMatch(row -> lost.of(row).contains(field))) {
        lost.keepOnly(field, some);
      }
    }
    return true;
  }

  private boolean lookAgain(SentUpdate update) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(update.person()));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return false;
    }
    missed.remove(update.row());
    answer.value().forEach(person -> compare(update, person));
    return true;
  }

  /** Whoever is listed without the photo that was sent is asked for by id before it is told. */
  private boolean photos() {
    Set<Integer> rows = new HashSet<>();
    missed.forEach(
        (row, shown) -> {
          if (shown.hasNoPhoto()) {
            rows.add(row);
          }
        });
    for (SentUpdate update : ledger.sentUpdates().of(context.run(), peopleOf(rows))) {
      if (rows.contains(update.row()) && !lookAgain(update)) {
        return false;
      }
    }
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
    for (SentUpdate update : ledger.sentUpdates().of(context.run(), people)) {
      boolean asked = SentChanges.hasGroups(update.changes()) && !missed.containsKey(update.row());
      if (asked && !lookAgain(update)) {
        return false;
      }
    }
    return true;
  }

  private void tell() {
    dropUnshown();
    tellLost();
    Map<Integer, Outcome> told = new LinkedHashMap<>();
    missed.forEach(
        (row, shown) ->
            ledger
                .outcomes()
                .of(context.run(), row)
                .filter(outcome -> WRITTEN.contains(outcome.ending()))
                .ifPresent(outcome -> told.put(row, written(outcome, shown, lost.of(row)))));
    ofPeople(
        appeared.keySet(),
        outcome ->
            created(told.getOrDefault(outcome.row(), outcome))
                .ifPresent(one -> told.put(one.row(), one)));
    ofPeople(nowhere, outcome -> told.put(outcome.row(), notMade(outcome)));
    if (!told.isEmpty()) {
      ledger.outcomes().store(context.run(), List.copyOf(told.values()));
    }
  }

  /** Those of whom nothing else is to be told, some at a time. */
  private void tellLost() {
    List<Outcome> told = new ArrayList<>();
    lost.all().stream()
        .filter(row -> !missed.containsKey(row))
        .forEach(
            row -> {
              ledger
                  .outcomes()
                  .of(context.run(), row)
                  .filter(outcome -> WRITTEN.contains(outcome.ending()))
                  .ifPresent(outcome -> told.add(StoredDifferenceNote.in(outcome, lost.of(row))));
              if (told.size() == AT_ONCE) {
                ledger.outcomes().store(context.run(), List.copyOf(told));
                told.clear();
              }
            });
    if (!told.isEmpty()) {
      ledger.outcomes().store(context.run(), told);
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

  /** Of somebody whom the row has made an update has only mended what the create dropped. */
  private static Outcome written(Outcome outcome, SentChanges.Shown shown, List<String> lostOnes) {
    if (!shown.isNothing() || !lostOnes.isEmpty() || outcome.ending() != RowEnding.UPDATED) {
      List<String> all = new ArrayList<>(shown.missed());
      all.addAll(lostOnes);
      return StoredDifferenceNote.in(outcome, all);
    }
    String fields = RosterFieldNames.list(shown.missed());
    Outcome failed =
        Outcome.of(outcome.ref(), RowEnding.FAILED, NOT_TAKEN, words("notTaken", fields))
            .withPhoto(outcome.photo())
            .withHints(outcome.hints())
            .withAttempts(outcome.attempts());
    Long person = outcome.personId();
    return person == null ? failed : failed.withPerson(person);
  }

  private Optional<Outcome> created(Outcome outcome) {
    Long person = outcome.personId();
    if (outcome.ending() != RowEnding.CREATED || person == null || isDecided(outcome.row())) {
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
    return ledger.decisions().isMade(context.run(), row);
  }

  private static int bit(int type, RowKey key) {
    return bit(key.field().name() + type, key.value());
  }

  private static int bit(String what, String value) {
    return Math.floorMod(31 * what.hashCode() + value.hashCode() * 0x9E3779B1, BITS);
  }
}
