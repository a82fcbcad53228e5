package dev.senselink.batch.enrol.row;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.outcome.Outcome;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
        : outcome.noting(CODE, words("stored.other", RosterFieldNames.list(new TreeSet<>(fields))));
  }

  /**
   * The outcome of somebody who lacks these fields, of whom the row asks for a value, or of whom
   * they were changed although nobody asked for it: to be looked at.
   */
  public static Outcome lacking(Outcome outcome, Collection<String> fields) {
    if (fields.isEmpty()) {
      return outcome;
    }
    Set<String> all = new LinkedHashSet<>(outcome.differs());
    all.addAll(fields);
    String what = RosterFieldNames.list(new TreeSet<>(fields));
    return outcome.noting(CODE, words("stored.lacking", what)).withDiffering(List.copyOf(all));
  }
}
