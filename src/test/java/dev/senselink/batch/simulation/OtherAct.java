package dev.senselink.batch.simulation;

/**
 * What somebody else, or the server's keeper, does.
 *
 * @param target whom to, see {@link RowTags}
 * @param field of the target
 * @param text the field's new value, or another text
 * @param number milliseconds, or another number
 */
record OtherAct(WorldMoment when, Kind what, int target, String field, String text, int number) {
  /** What it is. */
  enum Kind {
    /** Makes somebody of the row's key and name, without a photo. */
    TWIN,
    /** The same with everything the row says, photo included. */
    DOUBLE,
    /** Somebody of the row's key and of another name. */
    KEY_TAKEN,
    EDIT,
    RENAME,
    DELETE,
    ID_NUMBER,
    MOVE_GROUPS,
    NEW_PHOTO,
    /** The number that is the row's key goes from this person to nobody. */
    NUMBER_GONE,
    OUTAGE,
    SET_UP_ANEW,
    SERVER_CLOCK,
    SERVER_ZONE,
    /** From now on the server stores a field, or all of them, otherwise than it is sent. */
    STORES_OTHERWISE,
    /** For so long the server lists nobody, whatever it is asked for, and does all else. */
    LISTS_NOBODY,
    NEW_GROUP,
    PASSAGE
  }

  static OtherAct of(WorldMoment when, Kind what, int target) {
    return new OtherAct(when, what, target, "", "", 0);
  }

  static OtherAct edit(WorldMoment when, int target, String field, String text) {
    return new OtherAct(when, Kind.EDIT, target, field, text, 0);
  }

  OtherAct numbered(int value) {
    return new OtherAct(when, what, target, field, text, value);
  }

  String counted() {
    return "act " + what;
  }

  @Override
  public String toString() {
    return when
        + ": "
        + what
        + " "
        + RowTags.words(target)
        + (field.isEmpty() ? "" : " " + field + "=" + text)
        + (number == 0 ? "" : " " + number);
  }
}
