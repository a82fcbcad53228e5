package dev.senselink.batch.job.run;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.enrol.before.DirectKeeper;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.intake.BackupSheet;
import dev.senselink.batch.job.intake.RosterSettingsText;
import dev.senselink.batch.ledger.SharedChanges;
import dev.senselink.batch.ledger.before.ChangeBook;
import dev.senselink.batch.ledger.before.ChangeFolder;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;
import java.time.Instant;

/** What a command that changes people without the lock keeps of them: a run of its own. */
public final class DirectChange {
  private DirectChange() {}

  /**
   * Begins to keep; there is nothing on the disk before somebody is kept.
   *
   * @param command the command's words joined by {@code -}
   */
  public static DirectKeeper keep(
      ConnectionSettings connection, RetryingClient server, Company company, String command) {
    Instant now = connection.machine().wall().instant();
    String id = RunRegistry.newId(connection.machine(), now);
    ChangeFolder.Command about =
        new ChangeFolder.Command(
            id,
            command,
            connection.address(),
            company.id(),
            company.name(),
            RosterSettingsText.write(BackupSheet.READING),
            now,
            connection.undo().keepFor());
    return new DirectKeeper(
        server, id, () -> open(connection, about), connection.undo().withoutPhoto());
  }

  private static ChangeBook open(ConnectionSettings connection, ChangeFolder.Command about) {
    Machine machine = connection.machine();
    Path data = connection.data();
    return LedgerPlace.of(data)
        .<ChangeBook>map(place -> SharedChanges.begin(machine, data, place.open(), about))
        .orElseGet(() -> ChangeFolder.begin(machine, data, about));
  }
}
