package dev.senselink.batch.ledger;

import java.util.List;
import java.util.stream.Stream;

/**
 * What may have left for a row before, in this process or another, as its intents tell.
 *
 * @param attempts requests that may have changed the server
 * @param creates how many of them were creates
 * @param updates how many were updates
 * @param earlier people who were there before, so that this row cannot have made them
 */
public record EarlierSends(int attempts, int creates, int updates, List<Long> earlier) {
  public static final EarlierSends NONE = new EarlierSends(0, 0, 0, List.of());

  public EarlierSends {
    earlier = List.copyOf(earlier);
  }

  static EarlierSends of(Intent intent) {
    boolean create = intent.call() == Intent.Call.CREATE || intent.call() == Intent.Call.FORCE;
    return new EarlierSends(1, create ? 1 : 0, create ? 0 : 1, intent.earlier());
  }

  EarlierSends and(EarlierSends other) {
    return new EarlierSends(
        attempts + other.attempts,
        creates + other.creates,
        updates + other.updates,
        Stream.concat(earlier.stream(), other.earlier.stream()).toList());
  }

  /** The same, but with at least so many attempts. */
  public EarlierSends atLeast(int told) {
    return new EarlierSends(Math.max(attempts, told), creates, updates, earlier);
  }

  /** Whether a create of this row can have made the person. */
  public boolean mayHaveMade(long person) {
    return creates > 0 && !earlier.contains(person);
  }
}
