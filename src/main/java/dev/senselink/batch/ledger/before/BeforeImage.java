package dev.senselink.batch.ledger.before;

import org.jspecify.annotations.Nullable;

/**
 * What a run has done to somebody, and what was there before.
 *
 * @param row the row's number in the run; 0 for whom no row was about
 * @param type 1 staff, 2 guest
 * @param before as last read before the run's first write; {@code null} for whom the run has made
 * @param photo what became of the photo that was there
 * @param sent what the run's last write has sent
 */
public record BeforeImage(
    String run,
    long person,
    Kind kind,
    int row,
    int type,
    @Nullable FormerPerson before,
    FormerPhoto photo,
    LastWrite sent) {

  /** What was done to them. */
  public enum Kind {
    /** They were made. */
    CREATED,
    UPDATED,
    /** They were taken out of groups. */
    REVOKED,
    /** They were put into groups. */
    RETURNED,
    DELETED
  }

  /** The same before an earlier moment. */
  public BeforeImage with(FormerPerson earlier, FormerPhoto old) {
    return new BeforeImage(run, person, kind, row, type, earlier, old, sent);
  }

  /** The same with another photo. */
  public BeforeImage with(FormerPhoto old) {
    return new BeforeImage(run, person, kind, row, type, before, old, sent);
  }

  /** The same after a last write that has sent something else. */
  public BeforeImage sending(LastWrite other) {
    return new BeforeImage(run, person, kind, row, type, before, photo, other);
  }

  /** Without who it is: it may end in a log. */
  @Override
  public String toString() {
    return "before-image of person " + person + " " + kind;
  }
}
