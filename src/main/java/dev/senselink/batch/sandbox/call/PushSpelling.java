package dev.senselink.batch.sandbox.call;

/**
 * Under which names a pushed record comes: the manual's table and its sample disagree (NOTES 62).
 */
public enum PushSpelling {
  /** The names of the table, which are those of the record list. */
  TABLE,
  /** The names, and the few fields, of the printed sample. */
  SAMPLE
}
