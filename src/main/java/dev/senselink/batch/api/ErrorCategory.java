package dev.senselink.batch.api;

/** What an error code asks of the one who called. */
public enum ErrorCategory {
  /** Every call would end like this: the job stops. */
  FATAL,
  /** May pass; whether the call took effect is not known. */
  TRANSIENT,
  /** Clashes with what is there: somebody must decide. */
  CONFLICT,
  /** This row is refused. */
  ROW_INVALID,
  /** This photo is refused. */
  PHOTO_REJECTED,
  /** The target is not there. */
  NOT_FOUND,
  /** Not in the manual: this row is refused, and several in a row stop the job. */
  UNCATALOGUED
}
