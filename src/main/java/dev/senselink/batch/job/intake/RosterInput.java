package dev.senselink.batch.job.intake;

import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterSettings;
import java.nio.file.Path;

/**
 * A run's own copy of a roster, which can be read as often as needed.
 *
 * @param file the copy
 * @param displayName what messages call it
 * @param ofBackup whether it is a {@link BackupSheet}
 */
public record RosterInput(
    Path file, String displayName, RosterSettings settings, boolean ofBackup) {
  /** One of an import. */
  public RosterInput(Path file, String displayName, RosterSettings settings) {
    this(file, displayName, settings, false);
  }

  /** What an earlier run was about. */
  public static RosterInput of(DataFolder data, Run run) {
    return new RosterInput(
        data.runFolder(run.id()).resolve("roster"),
        String.valueOf(Path.of(run.roster()).getFileName()),
        RosterSettingsText.read(run.rosterSettings()),
        BackupSheet.belongsTo(run.command()));
  }

  public Roster open() {
    return ofBackup
        ? BackupSheet.open(file, displayName)
        : Roster.open(file, displayName, settings);
  }
}
