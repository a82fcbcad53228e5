package dev.senselink.batch.enrol.row;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.outcome.Outcome;
import java.util.Collection;
import java.util.List;

/** What is said of somebody whom the server does not hold as it was told to. */
public final class StoredDifferenceNote {
  public static final String CODE = Outcome.STORED_DIFFERENTLY;

  private StoredDifferenceNote() {}

  /** The outcome, saying that nobody has seen whether the server holds all that was sent. */
  public static Outcome unseen(Outcome outcome) {
    return outcome.noting(CODE, words("stored.unseen"));
  }

  /** The outcome, with wrong values in these fields by which people are known: to be looked at. */
  public static Outcome accepted(Outcome outcome, Collection<String> fields, String values) {
    return outcome.telling(CODE, values).withDiffering(List.copyOf(fields));
  }

  /** The outcome, with these fields to look at; as it is where there are none. */
  public static Outcome in(Outcome outcome, Collection<String> fields) {
    return fields.isEmpty()
        ? outcome
        : outcome.noting(CODE, words("stored.other", RosterFieldNames.list(fields)));
  }
}
