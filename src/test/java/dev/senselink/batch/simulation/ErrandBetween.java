package dev.senselink.batch.simulation;

/**
 * Another command of ours between two lives, or time that passes.
 *
 * @param afterLife the life it comes after, from 0
 */
record ErrandBetween(int afterLife, Kind what) {
  /** What it is. */
  enum Kind {
    /** {@code runs delete} of every run. */
    DELETE_RUNS,
    /** The same roster with other words in it. */
    OTHER_ROSTER,
    /** The first half of the roster. */
    PART_OF_ROSTER,
    YEAR
  }

  String counted() {
    return "errand " + what;
  }

  @Override
  public String toString() {
    return "after life " + afterLife + ": " + what;
  }
}
