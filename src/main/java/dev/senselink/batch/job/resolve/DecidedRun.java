package dev.senselink.batch.job.resolve;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.decide.DecisionSheet;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.run.RememberedChoices;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.conflicts.ConflictsFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The run that a conflicts file is about, as the data folder holds it. */
final class DecidedRun {
  private final Run run;
  private final RosterInput roster;
  private final String file;
  private final ConflictsFile.Content content;

  private DecidedRun(Run run, RosterInput roster, String file, ConflictsFile.Content content) {
    this.run = run;
    this.roster = roster;
    this.file = file;
    this.content = content;
  }

  /**
   * Finds it, and makes sure that the file fits it.
   *
   * @param file what messages call the file
   * @throws SettingsMismatchException with everything that is wrong: nothing is sent
   */
  static DecidedRun find(
      DataFolder data,
      LedgerDatabase database,
      ConnectionSettings connection,
      String file,
      ConflictsFile.Content content) {
    DecisionSheet sheet = new DecisionSheet(file, content);
    Run run = Ledger.runs(database).find(sheet.runId()).orElse(null);
    if (run == null) {
      if (!sheet.runId().isEmpty()) {
        sheet.runIsWrong(words("decided.noRun", sheet.runId(), data.path()));
      }
      throw wrong(file, sheet.mistakes());
    }
    if (!run.server().equals(connection.address()) && !run.server().equals(before(connection))) {
      sheet.runIsWrong(words("decided.otherServer", run.id(), run.server(), connection.address()));
    }
    if (run.command().equals(UndoCommandSettings.COMMAND)) {
      sheet.runIsWrong(words("decided.ofUndo", run.id()));
      throw wrong(file, sheet.mistakes());
    }
    RosterInput roster = RosterInput.of(data, run).on(today(run, connection));
    DecidedRun found = new DecidedRun(run, roster, file, content);
    found.compare(sheet, database);
    return found;
  }

  /** By the zone of the import: its rows were judged by that. */
  private static LocalDate today(Run run, ConnectionSettings connection) {
    ZoneId zone = RememberedChoices.read(run.rosterSettings()).zone();
    Instant now = connection.machine().wall().instant();
    return LocalDate.ofInstant(now, zone == null ? connection.zone() : zone);
  }

  private static @Nullable String before(ConnectionSettings connection) {
    URI known = connection.sameServerAs();
    return known == null ? null : ConnectionSettings.address(known);
  }

  /**
   * The file held against the ledger as it is now.
   *
   * @throws SettingsMismatchException with everything that is wrong: nothing is sent
   */
  DecisionSheet sheet(LedgerDatabase database) {
    DecisionSheet sheet = new DecisionSheet(file, content);
    compare(sheet, database);
    return sheet;
  }

  private void compare(DecisionSheet sheet, LedgerDatabase database) {
    try (Roster rows = roster.open()) {
      sheet.compare(rows, Ledger.outcomes(database), Ledger.decided(database, run.id()));
    }
    if (!sheet.mistakes().isEmpty()) {
      throw wrong(file, sheet.mistakes());
    }
  }

  private static SettingsMismatchException wrong(String file, List<String> mistakes) {
    return new SettingsMismatchException(words("decided.wrong", file, String.join("\n", mistakes)));
  }

  /**
   * Makes sure that the server is that of the run.
   *
   * @throws SettingsMismatchException if it is another company's
   */
  void mustBeOf(ServerPreflight site) {
    if (site.company().id() != run.companyId()) {
      throw new SettingsMismatchException(
          words(
              "decided.otherCompany",
              file,
              run.id(),
              run.companyName(),
              run.companyId(),
              site.company().name(),
              site.company().id()));
    }
  }

  Run run() {
    return run;
  }

  /** The run by which these decisions can be undone, if an earlier process has begun them. */
  Optional<String> begunAs(Ledger ledger) {
    return ledger.decisions().ownRun(run.id(), content.sha256());
  }

  RosterInput roster() {
    return roster;
  }

  RosterSettings reading() {
    return roster.settings();
  }

  /** How the server counts the people of the roster: 1 staff, 2 guest. */
  int type() {
    return reading().kind() == RosterKind.GUESTS ? Person.GUEST : Person.STAFF;
  }

  /** The rows of another roster, by their hashes. */
  Set<String> hashesOf(Path other) {
    Set<String> hashes = new HashSet<>();
    try (Roster rows = Roster.open(other, String.valueOf(other.getFileName()), reading())) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        hashes.add(row.hash());
      }
    }
    addCorrected(hashes);
    return hashes;
  }

  /** A row that was corrected is still in the list if it stands there as it was before that. */
  private void addCorrected(Set<String> hashes) {
    if (roster.corrections() == null) {
      return;
    }
    try (Roster before = roster.openAsItIs();
        Roster after = roster.open()) {
      Row now = after.next();
      for (Row row = before.next(); row != null && now != null; row = before.next()) {
        if (hashes.contains(row.hash())) {
          hashes.add(now.hash());
        }
        now = after.next();
      }
    }
  }

  /**
   * The photos there are today.
   *
   * @param named as the user says, {@code null} for where they were
   * @param decided outcomes of the rows decided about
   */
  PhotoFolder photos(@Nullable Path named, List<Outcome> decided) {
    return folder(run, named, decided).with(roster.pictures());
  }

  /** The files among them. */
  static PhotoFolder folder(Run run, @Nullable Path named, List<Outcome> decided) {
    if (named != null) {
      return PhotoFolder.open(named, true);
    }
    if (run.photos().isEmpty()) {
      return PhotoFolder.none();
    }
    Path photos = Path.of(run.photos());
    // The roster's own folder was taken without its subfolders, unless the user named it.
    boolean own = photos.equals(Path.of(run.roster()).getParent());
    boolean deep = !own || decided.stream().anyMatch(o -> o.photo().indexOf('/') >= 0);
    return PhotoFolder.open(photos, deep);
  }
}
