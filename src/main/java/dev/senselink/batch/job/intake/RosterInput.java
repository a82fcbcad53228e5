package dev.senselink.batch.job.intake;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.photo.folder.NamedPictures;
import dev.senselink.batch.photo.folder.RowPictures;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.RowLines;
import dev.senselink.batch.roster.corrections.CorrectionsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A run's own copy of a roster, which can be read as often as needed.
 *
 * @param file the copy
 * @param displayName what messages call it
 * @param ofBackup whether it is a {@link BackupSheet}
 * @param corrections a copy of what a person has corrected in it, {@code null} for nothing
 */
public record RosterInput(
    Path file,
    String displayName,
    RosterSettings settings,
    boolean ofBackup,
    @Nullable CorrectionsFile corrections) {
  /** What the copy of corrections is called beside the one of the roster. */
  static final String CORRECTIONS = "corrections";

  /** Where its rows stand in the list that it was taken out of. */
  static final String LINES = "lines";

  /** One of an import, as it is. */
  public RosterInput(Path file, String displayName, RosterSettings settings) {
    this(file, displayName, settings, false, null);
  }

  /** The same, read by this day: a leaving date after it is no leaving yet. */
  public RosterInput on(LocalDate day) {
    return read(settings.withRows(settings.rows().on(day)));
  }

  /** The same, read in this way. */
  RosterInput read(RosterSettings so) {
    return new RosterInput(file, displayName, so, ofBackup, corrections);
  }

  /** The same with what a person has corrected in it. */
  RosterInput corrected(@Nullable CorrectionsFile by) {
    return new RosterInput(file, displayName, settings, ofBackup, by);
  }

  /**
   * What an earlier run was about.
   *
   * @throws LedgerException if it is not known any more where its rows stand
   */
  public static RosterInput of(DataFolder data, Run run) {
    Path folder = data.runFolder(run.id());
    Path corrections = folder.resolve(CORRECTIONS);
    return new RosterInput(
        folder.resolve("roster"),
        String.valueOf(Path.of(run.roster()).getFileName()),
        RosterSettingsText.read(run.rosterSettings()).withLines(lines(folder)),
        BackupSheet.belongsTo(run.command()),
        Files.exists(corrections) ? CorrectionsFile.at(corrections) : null);
  }

  /**
   * Those that are kept with a run; {@code null} where its list was not taken out of another one.
   *
   * @throws LedgerException if they are kept and cannot be read: its rows would be told by the
   *     lines of others
   */
  static @Nullable RowLines lines(Path runFolder) {
    Path file = runFolder.resolve(LINES);
    try {
      return new RowLines(Files.readString(file));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException | IllegalArgumentException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("lines.unreadable", file, runFolder.getFileName()), e);
    }
  }

  /** Its rows, as a person has corrected them. */
  public Roster open() {
    Roster plain = openAsItIs();
    return corrections == null ? plain : corrections.open(plain);
  }

  /** Its rows as they stand in it. */
  public Roster openAsItIs() {
    return ofBackup
        ? BackupSheet.open(file, displayName)
        : Roster.open(file, displayName, settings);
  }

  /** The pictures that lie in its rows, and those that a person has named for some of them. */
  public RowPictures pictures() {
    RowPictures own = WorkbookPictures.of(this);
    if (corrections == null) {
      return own;
    }
    Path from = corrections.origin();
    Path folder = from.getParent();
    return folder == null
        ? own
        : new NamedPictures(own, folder, String.valueOf(from.getFileName()));
  }
}
