package dev.senselink.batch.simulation;

/**
 * Another command of ours between two lives, or time that passes.
 *
 * @param afterLife the life it comes after, from 0; {@link #AT_END} for the last of the command,
 *     {@link #FIRST} or {@link #AT_LAST}
 */
record ErrandBetween(int afterLife, Kind what) {
  /** Once the command has ended. */
  static final int AT_END = -1;

  /** Before the command, and after the roster of days before. */
  static final int FIRST = -2;

  /** Once all is over; nothing comes after it. */
  static final int AT_LAST = -3;

  /** What it is. */
  enum Kind {
    /** {@code runs delete} of every run. */
    DELETE_RUNS,
    /** The same roster with other words in it. */
    OTHER_ROSTER,
    /** The first half of the roster. */
    PART_OF_ROSTER,
    YEAR,
    /** {@code resolve} of the last report's conflicts, each decided somehow. */
    RESOLVE,
    /** {@code export} into a folder. */
    EXPORT,
    /** Another hand deletes every second person. */
    PEOPLE_GONE,
    /** The server is set up anew: everybody is gone, and strangers get the first ids. */
    SET_UP_ANEW,
    /** {@code restore} of what was exported. */
    RESTORE,
    /** {@code undo} of the history's own import; nothing comes after it. */
    UNDO,
    /** The import is only planned, an hour before, and what comes then carries the plan out. */
    PLAN,
    /** The roster is imported first as it is when it is cut off inside its last line. */
    CUT_ROSTER,
    /** From the roster of today on {@code --time-zone} says another zone, further east. */
    ZONE_EAST,
    /** The same, further west. */
    ZONE_WEST,
    /** From the roster of today on {@code --accept-zone} is said. */
    ACCEPT_ZONE,
    /** {@code undo} of the import of days before. */
    UNDO_EARLIER,
    /** The same with {@code --also-named-later}. */
    UNDO_EARLIER_AND_NAMED,
    /** The same list is given with another server's address by mistake. */
    MISTAKEN_LIST,
    /** {@code restore} with that address. */
    MISTAKEN_RESTORE,
    /** {@code undo} of the last import with that address. */
    MISTAKEN_UNDO,
    /** {@code privacy erase} of one of the roster's people. */
    ERASE,
    /** {@code privacy prune} of all that nobody goes on with. */
    PRUNE;

    /** Whether it is how the command is given, and no command of its own. */
    boolean isOfCommand() {
      return switch (this) {
        case PLAN, CUT_ROSTER, ZONE_EAST, ZONE_WEST, ACCEPT_ZONE -> true;
        default -> false;
      };
    }
  }

  static ErrandBetween first(Kind what) {
    return new ErrandBetween(FIRST, what);
  }

  static ErrandBetween atLast(Kind what) {
    return new ErrandBetween(AT_LAST, what);
  }

  static ErrandBetween atEnd(Kind what) {
    return new ErrandBetween(AT_END, what);
  }

  String counted() {
    return "errand " + what;
  }

  @Override
  public String toString() {
    return switch (afterLife) {
          case AT_END -> "at the end: ";
          case FIRST -> "first: ";
          case AT_LAST -> "at last: ";
          default -> "after life " + afterLife + ": ";
        }
        + what;
  }
}
