package dev.senselink.batch.ledger.plan;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.KeyedHash;

/**
 * Proves that a plan is as it was written: each line's seal hangs on the one before it, and the
 * header's on the last, so that nobody changes, moves, adds or leaves out a line unseen.
 */
final class PlanSeal {
  private static final int LINE = 16;

  private final KeyedHash hash;
  private String last = "";

  PlanSeal(DataFolderKey key) {
    this.hash = key.hasher();
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
    last = hash.of("line\n" + last + "\n", line, length).substring(0, LINE);
    return last;
  }

  /** The header's, once all lines were sealed. */
  String header(byte[] line, int length) {
    return hash.of("plan\n" + last + "\n", line, length);
  }
}
