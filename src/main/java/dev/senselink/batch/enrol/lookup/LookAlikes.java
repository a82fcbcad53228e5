package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * People whom nobody's row names by its key, but who have its name and another of its numbers.
 *
 * @param keyless those without a value of the row's own key field: the row is one of them
 * @param otherKey those with another value of it: the row may be one of them whose number changed,
 *     such as one that has lost its leading zeros
 */
public record LookAlikes(List<KnownPerson> keyless, List<KnownPerson> otherKey) {
  /** The code of a row that may be somebody with another number. */
  public static final String CODE = "LOOKS_THE_SAME";

  public LookAlikes {
    keyless = List.copyOf(keyless);
    otherKey = List.copyOf(otherKey);
  }

  /** Where people with a key are looked for. */
  interface Source {
    List<KnownPerson> withKey(PersonKey key) throws UnansweredException;
  }

  /**
   * Looks for them by every key but the first, which is the row's own.
   *
   * @param keys the filled key fields of the row
   * @param may whether the row could be somebody at all
   */
  static LookAlikes of(String name, List<PersonKey> keys, Source source, Predicate<KnownPerson> may)
      throws UnansweredException {
    String normal = KeyRules.name(name);
    Map<Long, KnownPerson> keyless = new LinkedHashMap<>();
    Map<Long, KnownPerson> otherKey = new LinkedHashMap<>();
    for (PersonKey other : keys.subList(Math.min(1, keys.size()), keys.size())) {
      for (KnownPerson p : source.withKey(other)) {
        if (p.normalName().equals(normal) && may.test(p)) {
          boolean blank = ServerPersonMapper.normal(p, keys.get(0).field()).isEmpty();
          (blank ? keyless : otherKey).put(p.id(), p);
        }
      }
    }
    return new LookAlikes(List.copyOf(keyless.values()), List.copyOf(otherKey.values()));
  }

  /**
   * Namesakes, as the snapshot shows them, for whom the row's ID number was last sent. The server
   * shows ID numbers encrypted alone, so only what this ledger has sent is compared.
   */
  static List<KnownPerson> withIdNumber(Ledger ledger, String name, String idNumber) {
    if (idNumber.isEmpty()) {
      return List.of();
    }
    Set<String> digests = SentFields.idDigests(idNumber);
    return ledger.known().byName(KeyRules.name(name)).stream()
        .filter(p -> digests.contains(ledger.lastSent().of(p.id()).idSha()))
        .toList();
  }

  /** With more of those with another key. */
  LookAlikes and(List<KnownPerson> more) {
    Map<Long, KnownPerson> all = new LinkedHashMap<>();
    Stream.concat(otherKey.stream(), more.stream()).forEach(p -> all.putIfAbsent(p.id(), p));
    return new LookAlikes(keyless, List.copyOf(all.values()));
  }

  /** Without those who are known not to be the row although another number is the same. */
  LookAlikes except(Predicate<KnownPerson> known) {
    return new LookAlikes(keyless, otherKey.stream().filter(known.negate()).toList());
  }

  LookAlikes keylessOnly() {
    return new LookAlikes(keyless, List.of());
  }
}
