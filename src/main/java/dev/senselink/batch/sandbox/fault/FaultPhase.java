package dev.senselink.batch.sandbox.fault;

/** Whether the call took effect before it went wrong. */
public enum FaultPhase {
  /** Refused before processing: nothing is changed. */
  BEFORE,
  /** Processed and committed; only the answer goes wrong. */
  AFTER
}
