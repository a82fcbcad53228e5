package dev.senselink.batch.ledger;

import java.util.List;
import java.util.stream.Stream;

/**
 * What may have left for a row before, in this process or another, as its intents tell.
 *
 * @param attempts requests that may have changed the server
 * @param creates how many of them were creates, those with {@code force=1} included
 * @param forces how many were creates with {@code force=1}
 * @param updates how many were updates
 * @param earlier people who were there before, so that this row cannot have made them
 * @param made people whom an update of this row was for who had not been there before it: the row
 *     has made them
 * @param unknownFace whether the server has said to a create that its face service does not know of
 *     it
 */
public record EarlierSends(
    int attempts,
    int creates,
    int forces,
    int updates,
    List<Long> earlier,
    List<Long> made,
    boolean unknownFace) {
  public static final EarlierSends NONE = new EarlierSends(0, 0, 0, 0, List.of(), List.of(), false);

  public EarlierSends {
    earlier = List.copyOf(earlier);
    made = List.copyOf(made);
  }

  static EarlierSends of(Intent intent) {
    if (intent.call() == Intent.Call.UNKNOWN_FACE) {
      return new EarlierSends(0, 0, 0, 0, intent.earlier(), List.of(), true);
    }
    boolean create = intent.call() == Intent.Call.CREATE || intent.call() == Intent.Call.FORCE;
    boolean force = intent.call() == Intent.Call.FORCE;
    Long person = intent.person();
    boolean made = !create && person != null && !intent.earlier().contains(person);
    return new EarlierSends(
        1,
        create ? 1 : 0,
        force ? 1 : 0,
        create ? 0 : 1,
        intent.earlier(),
        made ? List.of(person) : List.of(),
        false);
  }

  public EarlierSends and(EarlierSends other) {
    return new EarlierSends(
        attempts + other.attempts,
        creates + other.creates,
        forces + other.forces,
        updates + other.updates,
        Stream.concat(earlier.stream(), other.earlier.stream()).toList(),
        Stream.concat(made.stream(), other.made.stream()).distinct().toList(),
        unknownFace || other.unknownFace);
  }

  /** The same, but with at least so many attempts. */
  public EarlierSends atLeast(int told) {
    return new EarlierSends(
        Math.max(attempts, told), creates, forces, updates, earlier, made, unknownFace);
  }

  /** Whether a create of this row can have made the person. */
  public boolean mayHaveMade(long person) {
    return creates > 0 && !earlier.contains(person);
  }
}
