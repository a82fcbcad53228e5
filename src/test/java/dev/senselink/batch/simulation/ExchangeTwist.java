package dev.senselink.batch.simulation;

/** What a server may do to one answer, or to what it stores, while it says yes. */
enum ExchangeTwist {
  NONE,
  /** {@code data} is null. */
  LIST_NULL,
  /** {@code data} is an object without a list. */
  LIST_EMPTY_OBJECT,
  /** No {@code data} at all. */
  LIST_MISSING,
  NO_TYPE,
  NO_GROUPS,
  DOUBLE_ENTRIES,
  /** One entry is left out; a total still counts it. */
  ENTRY_LOST,
  OTHER_ORDER,
  /** A list of nobody that counts nobody: for scenarios only. */
  LISTS_NOBODY,
  /** A list of the first half that counts no more: for scenarios only. */
  LISTS_HALF,
  /** Somebody else is shown than was asked for by id: for scenarios only. */
  SHOWS_ANOTHER,
  /** A list shows nobody's remark: for scenarios only. */
  HIDES_REMARK,
  /** Nothing of an update is stored, and the answer shows so: for scenarios only. */
  SHOWS_NOTHING,
  /** The answer to a create is the one to the create before it: for scenarios only. */
  NAMES_LAST,
  /** The answers to two creates in flight are swapped. */
  SWAPPED,
  /**
   * Job number and mobile are stored cut, and the answer echoes the request: for scenarios only.
   */
  CUTS_NUMBERS,
  /** Nothing of a write is stored, and the answer is what would be. */
  TAKES_NOTHING,
  LOSES_PHOTO,
  LOSES_GROUPS,
  LOSES_REMARK,
  /** The picture is stored, and no door will know the face. */
  FACE_UNKNOWN;

  boolean isOfLists() {
    return ordinal() >= LIST_NULL.ordinal() && ordinal() <= OTHER_ORDER.ordinal();
  }

  boolean isOfWrites() {
    return ordinal() >= TAKES_NOTHING.ordinal() && this != FACE_UNKNOWN;
  }
}
