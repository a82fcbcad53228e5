package dev.senselink.batch.enrol.leavers;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.ledger.lists.ListMemberStore;
import dev.senselink.batch.ledger.lists.MemberHashes;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rows of a roster against people, so that whoever is named in any shape is protected: by
 * any filled key and the name; by the name alone where a row's keys cannot be read. One thread.
 */
final class RosterMentions {
  private final ListMemberStore members;
  private final Map<String, List<LeaverCandidate>> byKey = new HashMap<>();
  private final Map<String, List<LeaverCandidate>> byName = new HashMap<>();
  private final Map<String, List<LeaverCandidate>> byIdNumber = new HashMap<>();
  private final Map<Long, LeaverCandidate> byPerson = new HashMap<>();

  RosterMentions(ListMemberStore members, Collection<LeaverCandidate> candidates) {
    this.members = members;
    for (LeaverCandidate candidate : candidates) {
      candidate.keys().forEach(key -> add(byKey, key, candidate));
      candidate.names().forEach(name -> add(byName, name, candidate));
      if (!candidate.idNumber().isEmpty()) {
        add(byIdNumber, candidate.idNumber(), candidate);
      }
      byPerson.put(candidate.person(), candidate);
    }
  }

  private static void add(
      Map<String, List<LeaverCandidate>> index, String key, LeaverCandidate candidate) {
    index.computeIfAbsent(key, k -> new ArrayList<>(1)).add(candidate);
  }

  /**
   * Takes a row.
   *
   * @param outcome what became of it, {@code null} if nothing is known
   * @return whether the row says by key or name whom it means; one that was left out need not
   */
  boolean take(Row row, @Nullable Outcome outcome) {
    boolean departed = outcome != null && outcome.ending() == RowEnding.SKIPPED_DEPARTED;
    if (outcome != null && departed && departs(outcome)) {
      return true;
    }
    boolean nameIsReadable = isReadable(row, RosterColumn.NAME) && !name(row).isEmpty();
    List<PersonKey> keys =
        KeyRules.all(row).stream().filter(key -> isReadable(row, key.field().column())).toList();
    if (!departed) { // nor by one of which it is unclear who they are
      name(row, keys, nameIsReadable, outcome);
    }
    return row.isLeftOut() || nameIsReadable || !keys.isEmpty() && !hasUnreadableKey(row);
  }

  private void name(
      Row row, List<PersonKey> keys, boolean nameIsReadable, @Nullable Outcome outcome) {
    MemberHashes who = hashes(row, keys);
    for (String key : who.keys()) {
      named(byKey.get(key), nameIsReadable ? who.name() : null);
    }
    String idNumber = row.clears(RosterColumn.ID_NUMBER) ? "" : row.text(RosterColumn.ID_NUMBER);
    if (!idNumber.isEmpty()) {
      for (String digest : SentFields.idDigests(idNumber)) {
        named(byIdNumber.get(digest), nameIsReadable ? who.name() : null);
      }
    }
    boolean doubtful = keys.isEmpty() || hasUnreadableKey(row);
    if (doubtful && nameIsReadable) {
      byName.getOrDefault(who.name(), List.of()).forEach(LeaverCandidate::name);
    }
    if (outcome != null) {
      take(outcome, nameIsReadable ? who.name() : null);
    }
  }

  /** Whoever a row is that says they have left is not protected by it. */
  private boolean departs(Outcome outcome) {
    Long person = outcome.personId();
    LeaverCandidate theirs = person == null ? null : byPerson.get(person);
    if (theirs != null) {
      theirs.depart();
    }
    return person != null;
  }

  private void take(Outcome outcome, @Nullable String name) {
    Long person = outcome.personId();
    LeaverCandidate theirs = person == null ? null : byPerson.get(person);
    if (theirs != null) {
      theirs.name();
      if (outcome.isThatPerson() || outcome.ending() == RowEnding.VALID) {
        theirs.see();
      }
    }
    boolean wouldMake = outcome.ending() == RowEnding.VALID && person == null;
    boolean made =
        wouldMake || outcome.ending() == RowEnding.CREATED || outcome.ending() == RowEnding.FORCED;
    if (made && name != null) {
      byName.getOrDefault(name, List.of()).forEach(LeaverCandidate::meetNewcomer);
    }
  }

  private static void named(@Nullable List<LeaverCandidate> people, @Nullable String name) {
    if (people == null) {
      return;
    }
    for (LeaverCandidate one : people) {
      if (name == null || one.names().contains(name)) {
        one.name();
      } else {
        one.nameOtherwise();
      }
    }
  }

  private MemberHashes hashes(Row row, List<PersonKey> keys) {
    Map<KeyField, String> values = new EnumMap<>(KeyField.class);
    keys.forEach(key -> values.put(key.field(), key.value()));
    return members.hashes(name(row), values);
  }

  private static String name(Row row) {
    return KeyRules.name(row.text(RosterColumn.NAME));
  }

  private static boolean hasUnreadableKey(Row row) {
    return KeyRules.USER_KEYS.stream().anyMatch(field -> !isReadable(row, field.column()));
  }

  private static boolean isReadable(Row row, RosterColumn column) {
    Set<RosterColumn> unreadable = row.unreadable();
    return !unreadable.contains(column);
  }
}
