package dev.senselink.batch.ledger.lists;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody whom this data folder has taken out of their groups, and what they get back when they
 * return.
 *
 * @param run the import that has taken them out
 * @param hashes who they were
 * @param groups ids of the groups they were taken out of; empty for whom it found in none
 * @param at when, by the server's clock
 * @param left the keyed hash of all that the server showed of them afterwards, or is to show while
 *     they are being taken out; {@code ""} if that is not known
 */
public record RevokedPerson(
    long person,
    String run,
    MemberHashes hashes,
    List<Long> groups,
    State state,
    Instant at,
    String left) {
  public RevokedPerson {
    groups = List.copyOf(groups);
  }

  /** How it stands. */
  public enum State {
    /** They are being taken out: a request may be at work. */
    REVOKING,
    /** That was cut short: they may be in some of the groups still. */
    CUT,
    /** They were in none of the groups when it was done. */
    REVOKED,
    /** They are being put back: a request may be at work. */
    RETURNING,
    /** That was cut short: they may be in some of the groups already. */
    HALF_RETURNED,
    /** They are being deleted: a request may be at work. */
    DELETING;

    /** Whether a request may be at work. */
    public boolean isOpen() {
      return this == REVOKING || this == RETURNING || this == DELETING;
    }
  }

  /** The same in another state. */
  public RevokedPerson in(State now) {
    return new RevokedPerson(person, run, hashes, groups, now, at, left);
  }

  /** The same, taken out of these as well. */
  public RevokedPerson and(List<Long> more) {
    List<Long> all = Stream.concat(groups.stream(), more.stream()).distinct().sorted().toList();
    return new RevokedPerson(person, run, hashes, all, state, at, left);
  }

  /** The same, taken out of these alone. */
  public RevokedPerson only(List<Long> these) {
    return new RevokedPerson(
        person, run, hashes, these.stream().distinct().sorted().toList(), state, at, left);
  }

  /** The same, done by this import at this moment. */
  public RevokedPerson by(String importing, Instant when) {
    return new RevokedPerson(person, importing, hashes, groups, state, when, left);
  }

  /** The same, as the server showed them afterwards. */
  public RevokedPerson as(String whole) {
    return new RevokedPerson(person, run, hashes, groups, state, at, whole);
  }

  /** Without who it is: it may end in a log. */
  @Override
  public String toString() {
    return "revoked " + person + " " + state;
  }
}
