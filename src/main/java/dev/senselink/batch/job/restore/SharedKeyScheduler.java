package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Works rows that share their keys. While it is not known whether somebody with a key was made, the
 * next row of that key is left for another time: a lost answer would be taken for the other row's.
 * One thread.
 */
final class SharedKeyScheduler {
  private static final String UNCLEAR = "UNKNOWN_STATE";

  private final Function<CheckedRow, Outcome> work;
  private final Set<String> unclear = new HashSet<>();

  SharedKeyScheduler(Function<CheckedRow, Outcome> work) {
    this.work = work;
  }

  Outcome work(CheckedRow applicant) {
    PersonKey key = KeyRules.of(applicant.person());
    String value = key.field() + "\n" + key.value();
    if (unclear.contains(value)) {
      return Outcome.of(
          applicant.row().ref(), RowEnding.FAILED, UNCLEAR, words("restore.row.sibling"));
    }
    Outcome outcome = work.apply(applicant);
    if (outcome.code().equals(UNCLEAR)) {
      unclear.add(value);
    }
    return outcome;
  }
}
