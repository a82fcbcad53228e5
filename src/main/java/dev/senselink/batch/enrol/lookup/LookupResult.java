package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.ledger.KnownPerson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who on the server a row may be, before anything is sent for it.
 *
 * @param existing the one person it is, {@code null} if nobody is
 * @param namesakes people who share the key but cannot be taken for the row without a decision
 * @param severalHits whether the namesakes are several with one key, rather than one of another
 *     name
 * @param earlier the ids that had the key before: none of them can be a person this row makes
 */
public record LookupResult(
    @Nullable KnownPerson existing,
    List<KnownPerson> namesakes,
    boolean severalHits,
    List<Long> earlier) {
  public LookupResult {
    namesakes = List.copyOf(namesakes);
    earlier = List.copyOf(earlier);
  }

  static LookupResult nobody(List<Long> earlier) {
    return new LookupResult(null, List.of(), false, earlier);
  }

  static LookupResult exists(KnownPerson person, List<Long> earlier) {
    return new LookupResult(person, List.of(), false, earlier);
  }

  static LookupResult undecided(List<KnownPerson> people, boolean several, List<Long> earlier) {
    return new LookupResult(null, people, several, earlier);
  }
}
