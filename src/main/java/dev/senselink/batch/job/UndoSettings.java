package dev.senselink.batch.job;

import java.time.Duration;

/**
 * What is kept so that a run can be undone.
 *
 * @param keeps whether anything is
 * @param keepFor for how long
 * @param withoutPhoto whether somebody is deleted even if their photo cannot be kept
 */
public record UndoSettings(boolean keeps, Duration keepFor, boolean withoutPhoto) {
  /** Everything, for a month. */
  public static final UndoSettings STANDARD = new UndoSettings(true, Duration.ofDays(30), false);
}
