package dev.senselink.batch.enrol.guests;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.enrol.write.AnswerTimes;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Guests whose visits are over, and what keeps each of them from being deleted. One thread.
 *
 * <p>Whoever stands in today's roster stays, in whatever shape the row is: a mistyped date must not
 * cost a guest who is expected the registration.
 */
public final class EndedGuestCandidates {
  private final EnrolmentContext context;
  private final Map<String, KnownGuest> byKey = new LinkedHashMap<>();
  private final Map<Long, String> keys = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> mobiles = new HashSet<>();
  private final Set<Long> askedAbout = new HashSet<>();
  private final AnswerTimes times;

  EndedGuestCandidates(EnrolmentContext context, List<KnownGuest> ended) {
    this.context = context;
    this.times = new AnswerTimes(context.ledger());
    for (KnownGuest guest : ended) {
      byKey.put(guest.sent().keySha(), guest);
      keys.put(guest.person(), guest.sent().keySha());
    }
  }

  /** Learns whom people are still to decide about; to be run after the last outcome is stored. */
  void learnConflicts() {
    context
        .ledger()
        .endedGuests()
        .askedAbout(
            person -> {
              if (keys.containsKey(person)) {
                askedAbout.add(person);
              }
            });
  }

  /** Whether there is anybody. */
  public boolean any() {
    return !byKey.isEmpty();
  }

  /** Today's roster has this row; one without a whole key names all who share what it has. */
  public void named(Row row) {
    PersonKey key = KeyRules.of(row, RosterKind.GUESTS);
    if (key != null) {
      byKey.remove(SentFields.key(key));
      return;
    }
    names.add(KeyRules.name(row.text(RosterColumn.NAME)));
    mobiles.add(KeyRules.normal(KeyField.MOBILE, row.text(RosterColumn.MOBILE)));
  }

  /** A row of today's roster turned out to be this person. */
  public void named(long person) {
    String key = keys.get(person);
    if (key != null) {
      byKey.remove(key);
    }
  }

  /** Those whom no row of today's roster names for certain, oldest end first. */
  List<KnownGuest> all() {
    return List.copyOf(byKey.values());
  }

  /** Whether a row without a whole key may mean this guest. */
  boolean isNamed(KnownPerson guest) {
    return has(names, guest.normalName()) || has(mobiles, guest.normalMobile());
  }

  private static boolean has(Set<String> some, String text) {
    return !text.isEmpty() && some.contains(text);
  }

  /** Why the guest must stay, in words; {@code ""} if nothing is in the way. */
  String reasonToKeep(KnownGuest guest, KnownPerson now) {
    if (now.type() != Person.GUEST) {
      return words("ended.noGuest");
    }
    if (askedAbout.contains(guest.person())) {
      return words("ended.asked");
    }
    if (!guest.settled()) {
      return words("ended.lost");
    }
    boolean seen = !guest.listedAt().isEmpty();
    if (!seen && !times.tell(guest.writtenAt())) {
      return words("ended.neverListed");
    }
    String edited = GuestEndings.edited(guest, context.memory().sent(guest.person()), now);
    if (!edited.isEmpty()) {
      return words("ended.edited", edited);
    }
    boolean untouched =
        seen
            ? guest.listedAt().equals(now.updateAt())
            : times.areOne(guest.writtenAt(), now.updateAt());
    return untouched ? "" : words("ended.touched");
  }
}
