package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.ledger.KnownPerson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who on the server a row may be, before anything is sent for it.
 *
 * @param existing the one person it is, {@code null} if nobody is
 * @param namesakes people who share the key but cannot be taken for the row without a decision
 * @param why why they cannot; says nothing without namesakes
 * @param earlier the ids that had the key before: none of them can be a person this row makes
 */
public record LookupResult(
    @Nullable KnownPerson existing, List<KnownPerson> namesakes, Why why, List<Long> earlier) {
  /** Why people cannot be taken for a row without a decision. */
  public enum Why {
    /** One has the row's key and another name. */
    NAME_DIFFERS,
    /** Several could be the row. */
    SEVERAL,
    /** They have the row's name and another of its numbers, and another key. */
    LOOKS_THE_SAME
  }

  public LookupResult {
    namesakes = List.copyOf(namesakes);
    earlier = List.copyOf(earlier);
  }

  static LookupResult nobody(List<Long> earlier) {
    return new LookupResult(null, List.of(), Why.NAME_DIFFERS, earlier);
  }

  static LookupResult exists(KnownPerson person, List<Long> earlier) {
    return new LookupResult(person, List.of(), Why.NAME_DIFFERS, earlier);
  }

  static LookupResult undecided(List<KnownPerson> people, Why why, List<Long> earlier) {
    return new LookupResult(null, people, why, earlier);
  }
}
