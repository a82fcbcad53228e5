package dev.senselink.batch.enrol.row;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.outcome.Outcome;
import java.util.Collection;

/** What is said of somebody whom the server does not hold as it was told to. */
public final class StoredDifferenceNote {
  public static final String CODE = "STORED_DIFFERENTLY";

  private StoredDifferenceNote() {}

  /** The outcome, saying that nobody has seen whether the server holds all that was sent. */
  public static Outcome unseen(Outcome outcome) {
    return outcome.noting(CODE, words("stored.unseen"));
  }

  /** The outcome, with these fields to look at; as it is where there are none. */
  public static Outcome in(Outcome outcome, Collection<String> fields) {
    return fields.isEmpty()
        ? outcome
        : outcome.noting(CODE, words("stored.other", RosterFieldNames.list(fields)));
  }
}
