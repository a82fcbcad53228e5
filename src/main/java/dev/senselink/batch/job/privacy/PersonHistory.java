package dev.senselink.batch.job.privacy;

import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.PersonTraces;
import dev.senselink.batch.ledger.PersonTraces.Somebody;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run has done to somebody.
 *
 * @param outcome how the row ended that was theirs, {@code null} where no row was
 * @param kind what was done without a row, {@code null} where there was one
 */
public record PersonHistory(Run run, @Nullable Outcome outcome, BeforeImage.@Nullable Kind kind) {

  /**
   * All of it, the newest first. The data folder is locked for as long as the ledger is read.
   *
   * @param holder what the next process is told about this one
   * @param server host and port
   * @throws dev.senselink.batch.ledger.store.LedgerException if it is held by another process
   */
  public static List<PersonHistory> of(
      Machine machine, Path dataFolder, String holder, String server, long person) {
    try (DataFolder data = DataFolder.lockToLook(machine, dataFolder, holder);
        LedgerDatabase database = Ledger.open(data)) {
      List<PersonHistory> all = new ArrayList<>();
      for (Somebody one : new PersonTraces(database).withId(person)) {
        if (one.server().equals(server)) {
          all.addAll(of(database, one));
        }
      }
      all.sort(Comparator.comparing((PersonHistory one) -> one.run().startedAt()).reversed());
      return all;
    }
  }

  private static List<PersonHistory> of(LedgerDatabase database, Somebody one) {
    PersonTraces traces = new PersonTraces(database);
    List<PersonHistory> all = new ArrayList<>();
    for (PersonTraces.Place place : traces.rowsOf(one)) {
      Outcome outcome = Ledger.outcomes(database).of(place.run(), place.row()).orElse(null);
      find(database, place.run()).ifPresent(run -> all.add(new PersonHistory(run, outcome, null)));
    }
    List<String> told = all.stream().map(known -> known.run().id()).toList();
    for (PersonTraces.Change change : traces.changesOf(one)) {
      if (!told.contains(change.run())) {
        find(database, change.run())
            .ifPresent(run -> all.add(new PersonHistory(run, null, change.kind())));
      }
    }
    return all;
  }

  private static Optional<Run> find(LedgerDatabase database, String run) {
    return Ledger.runs(database).find(run);
  }
}
