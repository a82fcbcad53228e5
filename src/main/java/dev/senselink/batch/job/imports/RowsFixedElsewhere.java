package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.ledger.FixedRowStore;
import dev.senselink.batch.ledger.FixedRowStore.FixedRow;
import dev.senselink.batch.ledger.OutcomeCursor;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whoever fixes {@code rejected.csv} and imports it has not fixed the list, which comes again every
 * night. A row that was done so counts as done, as long as it stands in the list as it was refused
 * and the person is on the server. Safe between threads.
 */
final class RowsFixedElsewhere {
  private final FixedRowStore store;
  private final RosterKind kind;
  private final boolean anyKnown;
  private final boolean notes;

  private RowsFixedElsewhere(FixedRowStore store, RosterKind kind, boolean notes) {
    this.store = store;
    this.kind = kind;
    this.anyKnown = !store.isEmpty();
    this.notes = notes;
  }

  /** For an import, which also notes what it sees. */
  static RowsFixedElsewhere noting(FixedRowStore store, RosterKind kind) {
    return new RowsFixedElsewhere(store, kind, true);
  }

  /** For a dry run, after which all is known that was known before, and no more. */
  static RowsFixedElsewhere reading(FixedRowStore store, RosterKind kind) {
    return new RowsFixedElsewhere(store, kind, false);
  }

  /**
   * How a row of the list ends, given how it would.
   *
   * @param isThere asked whether the person is still on the server as the row
   */
  Outcome settled(Row row, Outcome outcome, BiPredicate<Long, Row> isThere) {
    if (!anyKnown || outcome.ending().group() != RowEnding.Group.REJECTED) {
      return outcome;
    }
    String who = who(row);
    FixedRow fixed = who == null ? null : fixed(who, store.hash(row.hash()));
    if (who == null || fixed == null || !isThere.test(fixed.person(), row)) {
      return outcome;
    }
    if (notes && fixed.rowHash().isEmpty()) {
      store.seen(who, store.hash(row.hash()));
    }
    return Outcome.of(
            outcome.ref(),
            RowEnding.SKIPPED_EXISTING,
            "",
            words(
                "fixed.elsewhere",
                fixed.at().atZone(ZoneId.systemDefault()).toLocalDate(),
                outcome.reason()))
        .withPerson(fixed.person())
        .withPhoto(outcome.photo())
        .withAttempts(outcome.attempts());
  }

  private @Nullable FixedRow fixed(String who, String rowHash) {
    FixedRow first = null;
    for (FixedRow one : store.of(who)) {
      if (one.person() != 0 && one.rowHash().equals(rowHash)) {
        return one;
      }
      first = one.person() != 0 && one.rowHash().isEmpty() ? one : first;
    }
    return first;
  }

  /**
   * Notes what became of the rows of a run: of a list, or of its refused rows. Where nothing is to
   * be noted the roster is not read once more.
   */
  void note(RosterIntake roster, String run, OutcomeStore outcomes, Instant now) {
    boolean ofRefused = roster.result().shape().headers().stream().anyMatch(Roster::isErrorColumn);
    boolean refused = outcomes.tally(run, 0).of(RowEnding.Group.REJECTED) > 0;
    if (!ofRefused && !refused && !anyKnown) {
      return;
    }
    try (Roster rows = roster.input().open()) {
      OutcomeCursor cursor = outcomes.inOrder(run);
      for (Row row = rows.next(); row != null; row = rows.next()) {
        Outcome outcome = cursor.at(row.ref().number()).orElse(null);
        String who = outcome == null ? null : who(row);
        if (outcome != null && who != null) {
          note(who, row, outcome, ofRefused, now);
        }
      }
    }
  }

  private void note(String who, Row row, Outcome outcome, boolean ofRefused, Instant now) {
    if (outcome.ending().group() == RowEnding.Group.REJECTED) {
      store.refused(who, store.hash(row.hash()), now);
    } else if (outcome.personId() != null && outcome.isThatPerson()) {
      if (ofRefused) {
        store.fixed(who, outcome.personId(), now);
      } else if (anyKnown && outcome.reason().isEmpty()) {
        store.forget(who);
      }
    }
  }

  /** The hash of key and name, null for a row without them. */
  private @Nullable String who(Row row) {
    PersonKey key = KeyRules.of(row, kind);
    String name = KeyRules.name(row.text(RosterColumn.NAME));
    return key == null || name.isEmpty()
        ? null
        : store.hash(String.join("\n", key.field().name(), key.value(), name));
  }
}
