package dev.senselink.batch.ledger.plan;

import dev.senselink.batch.ledger.store.DataFolderKey;

/**
 * Proves that a plan is as it was written: each line's seal hangs on the one before it, and the
 * header's on the last, so that nobody changes, moves, adds or leaves out a line unseen.
 */
final class PlanSeal {
  private static final int LINE = 16;

  private final DataFolderKey key;
  private String last = "";

  PlanSeal(DataFolderKey key) {
    this.key = key;
  }

  /** Tells the data folder that made a plan from others. */
  static String folder(DataFolderKey key) {
    return key.hash("plan").substring(0, LINE);
  }

  /**
   * The seal of the next line.
   *
   * @param line of which the first bytes count, those before the seal
   */
  String next(byte[] line, int length) {
    last = key.hash("line\n" + last + "\n", line, length).substring(0, LINE);
    return last;
  }

  /** The header's, once all lines were sealed. */
  String header(byte[] line, int length) {
    return key.hash("plan\n" + last + "\n", line, length);
  }
}
