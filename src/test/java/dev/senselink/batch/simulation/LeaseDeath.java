package dev.senselink.batch.simulation;

/** One process among several is dead; the world goes on. Nobody of the program is to catch it. */
final class LeaseDeath extends Error {
  private static final long serialVersionUID = 1L;

  LeaseDeath() {
    super("this process is dead", null, false, false);
  }
}
