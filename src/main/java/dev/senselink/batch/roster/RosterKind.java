package dev.senselink.batch.roster;

/** Whom a roster lists: staff or visitors. */
public enum RosterKind {
  /** Staff. */
  USERS,
  /** Visitors. */
  GUESTS
}
