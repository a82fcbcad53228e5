package dev.senselink.batch.sandbox.call;

/**
 * A way in which this server does not do what its manual says, without telling: the answer looks
 * right, only reading back shows it.
 *
 * @param field a request field as spelt in the manual's table; blank where none is meant
 */
public record Misbehaviour(Kind kind, String field) {
  /** What is done to the person, or to the list. */
  public enum Kind {
    CREATE_DROPS_GROUPS,
    CREATE_DROPS_PHOTO,
    CREATE_DROPS_FIELD,
    CREATE_REFUSES_PHOTO,
    UPDATE_DROPS_GROUPS,
    UPDATE_DROPS_PHOTO,
    UPDATE_CLEARS_FIELD,
    UPDATE_CHANGES_FIELD,
    UPDATE_TRIMS_FIELD,
    LIST_HIDES_GROUPS,
    LIST_FINDS_NO_GUEST_BY_ID,
    DELETE_DOES_NOTHING,
    LEAVING_DOES_NOTHING,
    RECORD_ENDS_LEFT_OUT,
    RECORD_PAGES_CAPPED
  }

  public static Misbehaviour createDropsGroups() {
    return new Misbehaviour(Kind.CREATE_DROPS_GROUPS, "");
  }

  public static Misbehaviour createDropsPhoto() {
    return new Misbehaviour(Kind.CREATE_DROPS_PHOTO, "");
  }

  /** Made without the photo, and the answer shows it. */
  public static Misbehaviour createRefusesPhoto() {
    return new Misbehaviour(Kind.CREATE_REFUSES_PHOTO, "");
  }

  public static Misbehaviour createDrops(String field) {
    return new Misbehaviour(Kind.CREATE_DROPS_FIELD, field);
  }

  public static Misbehaviour updateDropsGroups() {
    return new Misbehaviour(Kind.UPDATE_DROPS_GROUPS, "");
  }

  public static Misbehaviour updateDropsPhoto() {
    return new Misbehaviour(Kind.UPDATE_DROPS_PHOTO, "");
  }

  public static Misbehaviour updateClears(String field) {
    return new Misbehaviour(Kind.UPDATE_CLEARS_FIELD, field);
  }

  /** The stored value gets a tail that nobody sent; dates move to 1970-01-01. */
  public static Misbehaviour updateChanges(String field) {
    return new Misbehaviour(Kind.UPDATE_CHANGES_FIELD, field);
  }

  /** Blanks at the ends of a value are not stored. */
  public static Misbehaviour updateTrims(String field) {
    return new Misbehaviour(Kind.UPDATE_TRIMS_FIELD, field);
  }

  /** user/list never tells anybody's groups. */
  public static Misbehaviour listHidesGroups() {
    return new Misbehaviour(Kind.LIST_HIDES_GROUPS, "");
  }

  /** user/list tells of visitors, but not when it is asked for one by id. */
  public static Misbehaviour listFindsNoGuestById() {
    return new Misbehaviour(Kind.LIST_FINDS_NO_GUEST_BY_ID, "");
  }

  /** A delete of a person says that it is done, and nothing is. */
  public static Misbehaviour deleteDoesNothing() {
    return new Misbehaviour(Kind.DELETE_DOES_NOTHING, "");
  }

  /** Taking somebody out of a group says that it is done, and nothing is. */
  public static Misbehaviour leavingDoesNothing() {
    return new Misbehaviour(Kind.LEAVING_DOES_NOTHING, "");
  }

  /** The ends of a time or of a range of record ids do not belong to it (NOTES 56). */
  public static Misbehaviour recordEndsLeftOut() {
    return new Misbehaviour(Kind.RECORD_ENDS_LEFT_OUT, "");
  }

  /** No page of records is longer than ten, whatever size is asked for. */
  public static Misbehaviour recordPagesCapped() {
    return new Misbehaviour(Kind.RECORD_PAGES_CAPPED, "");
  }
}
