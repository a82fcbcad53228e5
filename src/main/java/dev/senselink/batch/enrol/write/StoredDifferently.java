package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.Words.words;

import dev.senselink.batch.enrol.row.FieldNames;
import dev.senselink.batch.outcome.Outcome;
import java.util.Collection;

/** What is said of somebody whom the server does not hold as it was told to. */
final class StoredDifferently {
  static final String CODE = "STORED_DIFFERENTLY";

  private StoredDifferently() {}

  /** The outcome, with these fields to look at; as it is where there are none. */
  static Outcome in(Outcome outcome, Collection<String> fields) {
    return fields.isEmpty()
        ? outcome
        : outcome.noting(CODE, words("stored.other", FieldNames.list(fields)));
  }
}
