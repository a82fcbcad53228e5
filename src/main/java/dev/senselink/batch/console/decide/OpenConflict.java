package dev.senselink.batch.console.decide;

import dev.senselink.batch.console.look.Look.WaitingRow;
import dev.senselink.batch.console.page.MaskedText;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.PossibleDecisions;
import dev.senselink.batch.roster.RosterColumn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A row that waits, of a run.
 *
 * @param run whose row it is
 * @param hash a keyed one: ids and states are written down, and say nothing of a name or a number
 *     to whoever tries all
 */
record OpenConflict(RunCatalog.Entry run, WaitingRow row, UnaryOperator<String> hash) {
  /** In digits of a hash. */
  static final int ID_LENGTH = 32;

  /** By which requests name it: no path, no name, no number of a person. */
  String id() {
    return digest(row.run() + "\n" + outcome().row() + "\n" + row.rowHash());
  }

  /** Another text once what is decided about is another. */
  String state() {
    Outcome o = outcome();
    List<String> all = new ArrayList<>();
    all.addAll(List.of(o.ending().name(), o.code(), o.mark(), o.photo(), "" + o.personId()));
    for (ConflictCandidate c : o.candidates()) {
      all.addAll(List.of("" + c.id(), c.name(), c.key(), "" + c.canForce(), "" + c.otherKind()));
    }
    return digest(id() + "\n" + String.join("\n", all));
  }

  private String digest(String text) {
    return hash.apply(text).substring(0, ID_LENGTH);
  }

  Outcome outcome() {
    return row.outcome();
  }

  String name() {
    return field(RosterColumn.NAME);
  }

  String field(RosterColumn column) {
    return row.fields().getOrDefault(column, "");
  }

  /** What the row and those whom it may mean are known by. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    row.fields()
        .forEach(
            (column, text) -> {
              if (MaskedText.isKey(column)) {
                keys.add(text);
              }
            });
    outcome().candidates().forEach(candidate -> keys.add(candidate.key()));
    return keys;
  }

  /** One of those whom the row may mean. */
  Optional<ConflictCandidate> candidate(int number) {
    List<ConflictCandidate> all = outcome().candidates();
    return number < 0 || number >= all.size() ? Optional.empty() : Optional.of(all.get(number));
  }

  /** What can be decided with a view to one of them, {@code null} for nobody. */
  List<Decision> possible(@Nullable ConflictCandidate candidate) {
    return PossibleDecisions.of(outcome(), candidate);
  }

  /** Whether somebody new can be made of it. */
  boolean canCreate() {
    Set<Decision> possible = EnumSet.noneOf(Decision.class);
    possible.addAll(possible(null));
    outcome().candidates().forEach(candidate -> possible.addAll(possible(candidate)));
    return possible.contains(Decision.CREATE);
  }

  /** Whether a decision is one of those that are offered. */
  boolean offers(Decision decision, int candidate) {
    return switch (decision) {
      case SKIP -> true;
      case CREATE -> canCreate();
      case UPDATE, FORCE ->
          candidate(candidate).filter(one -> possible(one).contains(decision)).isPresent();
    };
  }
}
