package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.check.Applicant;
import dev.senselink.batch.check.Key;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Works rows that share their keys. While it is not known whether somebody with a key was made, the
 * next row of that key is left for another time: a lost answer would be taken for the other row's.
 * One thread.
 */
final class Siblings {
  private static final String UNCLEAR = "UNKNOWN_STATE";

  private final Function<Applicant, Outcome> work;
  private final Set<String> unclear = new HashSet<>();

  Siblings(Function<Applicant, Outcome> work) {
    this.work = work;
  }

  Outcome work(Applicant applicant) {
    Key key = Keys.of(applicant.person());
    String value = key.field() + "\n" + key.value();
    if (unclear.contains(value)) {
      return Outcome.of(
          applicant.row().ref(), Ending.FAILED, UNCLEAR, words("restore.row.sibling"));
    }
    Outcome outcome = work.apply(applicant);
    if (outcome.code().equals(UNCLEAR)) {
      unclear.add(value);
    }
    return outcome;
  }
}
