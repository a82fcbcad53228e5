package dev.senselink.batch.fleet.broker;

/** A manager is killed where it stands. Nobody of the program is to catch it. */
final class BoardDeath extends Error {
  private static final long serialVersionUID = 1L;

  BoardDeath() {
    super("this manager is dead", null, false, false);
  }
}
