package dev.senselink.batch.simulation;

/**
 * What becomes of the machine we run on.
 *
 * @param life in which of its lives, from 0; {@link #ANY_LIFE} for whichever comes there
 * @param millis how far a clock steps, how long a disk is full
 */
record MachineEvent(int life, WorldMoment when, Kind what, int millis) {
  static final int ANY_LIFE = -1;

  /** What it is. */
  enum Kind {
    /** Power cut. */
    DEATH,
    WALL_STEP,
    DISK_FULL,
    /** Ctrl-C. */
    STOP
  }

  String counted() {
    return "machine " + what;
  }

  @Override
  public String toString() {
    return when + " of life " + life + ": " + what + (millis == 0 ? "" : " " + millis + " ms");
  }
}
