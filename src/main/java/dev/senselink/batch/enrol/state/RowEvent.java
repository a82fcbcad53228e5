package dev.senselink.batch.enrol.state;

import dev.senselink.batch.api.Reply;

/** What a step came to. */
public sealed interface RowEvent {
  /** What a reply to a request that changes something is. */
  static RowEvent of(Reply<?> reply) {
    if (reply instanceof Reply.Answer) {
      return new Answered();
    }
    if (reply instanceof Reply.Refusal<?> refusal) {
      return new Refused(refusal.code());
    }
    if (reply instanceof Reply.Unclear<?> unclear) {
      return new Unclear(unclear.code());
    }
    return reply instanceof Reply.Halted ? new Halted() : new NeverSent();
  }

  /** The server did it. */
  record Answered() implements RowEvent {}

  /** The server refused, whole and for good. */
  record Refused(int code) implements RowEvent {}

  /** Sent, and whether it was done is not known. */
  record Unclear(int code) implements RowEvent {}

  /** Nothing reached the server. */
  record NeverSent() implements RowEvent {}

  /** Not sent: the run is stopping. */
  record Halted() implements RowEvent {}

  /** The pause before a next try is over. */
  record MayTry() implements RowEvent {}

  /** There is no next try. */
  record TriesSpent() implements RowEvent {}

  /**
   * It was looked for whom the row's create has made.
   *
   * @param ours people of whom all that was sent reads back equal
   * @param others who else has come to have the row's key
   * @param conclusive whether, with nobody found, nobody can turn up any more
   */
  record Seen(int ours, Others others, boolean conclusive) implements RowEvent {}

  /** People with the row's key whom it has not made. */
  enum Others {
    NONE,
    /** One, whose name is the row's. */
    THE_PERSON,
    /** One of another name, or several: somebody has to decide. */
    UNDECIDED
  }

  /** It is known who the person is to whom the photo is similar, and what is to be done. */
  record Similar(Likeness what) implements RowEvent {}

  /** What a 30002 comes to: the second table of ENROLMENT. */
  enum Likeness {
    /** The similar person is gone: send once more. */
    GONE,
    /** The similar person is whom a lost request of this row made. */
    OURS,
    /** The similar person is the very one being made known to the face service. */
    KNOWN_TO_FACES,
    /** The similar person is the one the row means. */
    EXISTS,
    /** Update the similar person with the row. */
    UPDATE,
    /** Send once with {@code force=1}. */
    FORCE,
    /** Nothing: the row ends here. */
    END
  }

  /** The person to be updated could not be read. */
  record Unread() implements RowEvent {}

  /** The person to be updated is not there any more. */
  record Gone() implements RowEvent {}

  /** The read shows that nothing is to be sent. */
  record NothingDiffers() implements RowEvent {}

  /** The read shows that a photo is needed which is not at hand. */
  record PhotoNeeded() implements RowEvent {}

  /** The photo is at hand. */
  record PhotoReady() implements RowEvent {}

  /** The read after an unclear update shows it done. */
  record SeenDone() implements RowEvent {}

  /** The lost update cannot be at work any longer, and something differs still. */
  record StillDiffers() implements RowEvent {}

  /** The step has settled how the row ends. */
  record Told() implements RowEvent {}

  /** What never comes to the rules. */
  non-sealed interface Internal extends RowEvent {}
}
