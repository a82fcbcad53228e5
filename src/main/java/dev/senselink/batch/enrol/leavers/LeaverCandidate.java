package dev.senselink.batch.enrol.leavers;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.lists.ListMember;
import dev.senselink.batch.ledger.lists.ListMemberStore;
import dev.senselink.batch.ledger.lists.MemberHashes;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody who was no row of today's roster without a doubt, and what the roster says of them. */
final class LeaverCandidate {
  private final @Nullable ListMember member;
  private final KnownPerson shown;
  private final MemberHashes now;
  private final String idNumber;
  private boolean named;
  private boolean seen;
  private boolean namedOtherwise;
  private boolean sameNameNew;
  private boolean departed;

  /**
   * @param member as the list remembers them, {@code null} for whom it never named
   * @param shown as the server lists them
   * @param idNumber the digest of the ID number last sent for them, {@code ""} for none
   */
  LeaverCandidate(
      ListMemberStore members, @Nullable ListMember member, KnownPerson shown, String idNumber) {
    this.member = member;
    this.shown = shown;
    this.idNumber = idNumber;
    Map<KeyField, String> keys = new EnumMap<>(KeyField.class);
    KeyRules.USER_KEYS.forEach(field -> keys.put(field, ServerPersonMapper.normal(shown, field)));
    this.now = members.hashes(shown.normalName(), keys);
  }

  long person() {
    return shown.id();
  }

  KnownPerson shown() {
    return shown;
  }

  @Nullable ListMember member() {
    return member;
  }

  String idNumber() {
    return idNumber;
  }

  MemberHashes now() {
    return now;
  }

  /** Every key they have, or had when the list last named them. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(now.keys());
    if (member != null) {
      keys.addAll(member.hashes().keys());
    }
    return keys;
  }

  /** Every name they have, or had. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(Set.of(now.name()));
    if (member != null) {
      names.add(member.hashes().name());
    }
    return names;
  }

  /** Whether the server shows them with the name and a key that the list last saw. */
  boolean isAsListed() {
    return member == null || member.hashes().isSame(now);
  }

  /** The key that is shown for them. */
  String key() {
    return KeyRules.USER_KEYS.stream()
        .map(field -> ServerPersonMapper.shown(shown, field))
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }

  /** A row of today's roster is about them, or may be. */
  void name() {
    named = true;
  }

  /** A row of today's roster is them without a doubt, and the ledger does not say so yet. */
  void see() {
    seen = true;
  }

  boolean isSeen() {
    return seen;
  }

  /** A row of today's roster has a key of theirs, and another name. */
  void nameOtherwise() {
    namedOtherwise = true;
  }

  /** A row of their name has made somebody in this run. */
  void meetNewcomer() {
    sameNameNew = true;
  }

  /** A row of today's roster that is them says that they have left. */
  void depart() {
    departed = true;
  }

  boolean isDeparted() {
    return departed;
  }

  boolean isNamed() {
    return named;
  }

  boolean isNamedOtherwise() {
    return namedOtherwise;
  }

  boolean meetsNewcomer() {
    return sameNameNew;
  }
}
