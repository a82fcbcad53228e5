package dev.senselink.batch.backup;

/** Takes the damages that are found. */
@FunctionalInterface
public interface DamageListener {
  /** A file, and what is wrong with it. */
  void damaged(String file, String what);
}
