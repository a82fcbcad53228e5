package dev.senselink.batch.simulation;

/** The machine is dead: nothing may have an effect any more. Nobody is to catch this. */
final class SimDeath extends Error {
  private static final long serialVersionUID = 1L;

  SimDeath() {
    super("this machine is dead", null, false, false);
  }
}
