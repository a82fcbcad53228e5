package dev.senselink.batch.ledger.lists;

import dev.senselink.batch.outcome.KeptText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a list has named and today's roster does not, and what an import made of it.
 *
 * @param key the key as the server shows it
 * @param groups the groups as a cell names them, {@code ""} for none or not known
 * @param missingSince when an import missed them first, by the server's clock
 * @param code why they were left, {@code ""} where they were not
 */
public record Leaver(
    String run,
    long person,
    String key,
    String name,
    String groups,
    @Nullable Instant missingSince,
    State state,
    String code,
    String reason) {

  /** What was done. */
  public enum State {
    /** They are missing; nothing was decided yet. */
    FOUND,
    REPORTED,
    /** Taken out of every group. */
    REVOKED,
    /** They are being deleted: a request may be at work. */
    DELETING,
    DELETED,
    /** Put back into the groups. */
    RETURNED,
    KEPT,
    LEFT;

    /** What is told: whatever is not known to be done is left. */
    public State told() {
      return this == DELETING ? LEFT : this;
    }
  }

  public Leaver {
    key = KeptText.of(key, 1_000);
    name = KeptText.of(name, 1_000);
    groups = KeptText.of(groups, 8_000);
    reason = KeptText.of(reason, 8_000);
  }

  /** The same person, as something was made of it. */
  public Leaver in(State now, String why, String words) {
    return new Leaver(run, person, key, name, groups, missingSince, now, why, words);
  }

  /** The same person, whose groups are known. */
  public Leaver of(String known) {
    return new Leaver(run, person, key, name, known, missingSince, state, code, reason);
  }

  /** Without name and key: it may end in a log. */
  @Override
  public String toString() {
    return "leaver " + person + " " + state;
  }
}
