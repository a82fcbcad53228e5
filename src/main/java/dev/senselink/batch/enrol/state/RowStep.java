package dev.senselink.batch.enrol.state;

/** What is to be done next for a row. */
public sealed interface RowStep {
  /** Something to do, of which an event comes. */
  enum Act implements RowStep {
    /** The request of the state, with everything that has to come before it. */
    SEND,
    /** Wait before the next try, if there is one. */
    WAIT,
    /** Look what became of the request. */
    LOOK,
    /** Look who is similar. */
    ASK,
    /** Get the photo that the update needs. */
    GET_PHOTO,
    /** Compare what the server holds with what was sent, and read it back where that is due. */
    PROVE
  }

  /** The row is over. */
  record End(How how) implements RowStep {}

  /** How a row ends. */
  enum How {
    /** As the last step told. */
    AS_TOLD,
    /** Nothing of it was made by an earlier process: the look-first table decides anew. */
    ANEW,
    STOPPED,
    UNREACHABLE,
    UNKNOWN,
    REFUSED,
    FORCE_UNCERTAIN,
    FORCE_REFUSED,
    MADE_TWICE,
    EXISTS,
    EXISTS_BY_FACE,
    UNDECIDED,
    SIMILAR_GONE,
    MADE,
    UPDATED,
    UNCHANGED,
    GONE,
    UNKNOWN_TO_FACES
  }
}
