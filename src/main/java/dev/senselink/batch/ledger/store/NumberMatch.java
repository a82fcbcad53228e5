package dev.senselink.batch.ledger.store;

import java.util.List;

/**
 * How a database is asked for some of the numbers in a column, of which there may be many.
 *
 * @param condition what stands behind the name of the column
 * @param values one for each statement that it takes to ask for them all; none for no numbers
 */
public record NumberMatch(String condition, List<Object> values) {
  public NumberMatch {
    values = List.copyOf(values);
  }
}
