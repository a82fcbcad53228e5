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
public record Standing(
    @Nullable KnownPerson existing,
    List<KnownPerson> namesakes,
    boolean severalHits,
    List<Long> earlier) {
  public Standing {
    namesakes = List.copyOf(namesakes);
    earlier = List.copyOf(earlier);
  }

  static Standing nobody(List<Long> earlier) {
    return new Standing(null, List.of(), false, earlier);
  }

  static Standing exists(KnownPerson person, List<Long> earlier) {
    return new Standing(person, List.of(), false, earlier);
  }

  static Standing undecided(List<KnownPerson> people, boolean several, List<Long> earlier) {
    return new Standing(null, people, several, earlier);
  }
}
