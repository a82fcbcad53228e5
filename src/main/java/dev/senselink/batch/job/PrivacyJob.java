package dev.senselink.batch.job;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.ledger.DataFolder;
import dev.senselink.batch.ledger.Database;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.LedgerException;
import dev.senselink.batch.ledger.PersonTraces;
import dev.senselink.batch.ledger.PrivateFiles;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndex;
import dev.senselink.batch.ledger.Runs;
import dev.senselink.batch.report.StoredReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a data folder holds of people, forgets one of them, or what is old. Takes the lock.
 */
public final class PrivacyJob {
  private static final DateTimeFormatter SERVER_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final Path dataFolder;

  public PrivacyJob(Path dataFolder) {
    this.dataFolder = dataFolder;
  }

  /**
   * Something that is stored.
   *
   * @param what a table of the ledger, {@code roster} for copies of rosters, {@code report} for
   *     report folders
   * @param where the file or folder
   * @param since when the oldest of it was begun; {@code null} where nobody knows
   * @param people of how many it tells
   */
  public record Stored(String what, String where, @Nullable Instant since, long people) {}

  /**
   * What was forgotten.
   *
   * @param rows of runs
   * @param people known by their ids
   * @param runs whose copies and reports were written anew, or removed
   * @param left what this could not reach, and why
   */
  public record Forgotten(int rows, int people, List<String> runs, List<Left> left) {
    public Forgotten {
      runs = List.copyOf(runs);
      left = List.copyOf(left);
    }
  }

  /** A place that may still hold something, and why it was left. */
  public record Left(String where, String why) {}

  /** Everything that is stored, with no value of anybody. */
  public List<Stored> show() {
    try (DataFolder data = DataFolder.lock(dataFolder, "privacy show");
        Database database = Database.open(data)) {
      List<Stored> stored = new ArrayList<>();
      List<Run> runs = Ledger.runs(database).all();
      Instant first = runs.isEmpty() ? null : runs.get(0).startedAt();
      Path files = dataFolder.resolve("db");
      new PersonTraces(database)
          .amounts()
          .forEach(a -> stored.add(new Stored(a.table(), files.toString(), first, a.people())));
      for (Run run : runs) {
        Path copy = RosterInput.of(data, run).file();
        if (Files.exists(copy)) {
          stored.add(new Stored("roster", copy.toString(), run.startedAt(), run.rosterRows()));
        }
        if (StoredReport.isOf(Path.of(run.report()), run.id())) {
          stored.add(new Stored("report", run.report(), run.startedAt(), run.rosterRows()));
        }
      }
      return stored;
    }
  }

  /**
   * Forgets one person: in the ledger, in the copies of rosters and in the reports that lie where
   * they were written.
   *
   * @throws WrongSettingsException if a request for them is still unanswered: what became of it has
   *     to be found out first, or they might be created a second time
   */
  public Forgotten erase(PersonQuery who) {
    try (DataFolder data = DataFolder.lock(dataFolder, "privacy erase");
        Database database = Database.open(data)) {
      PersonSearch search = new PersonSearch(data, database, who);
      search.run();
      PersonTraces traces = new PersonTraces(database);
      for (PersonTraces.Place place : search.places()) {
        if (traces.isOpen(place)) {
          throw new WrongSettingsException(words("privacy.open", place.run()));
        }
      }
      if (traces.isOpenOfDeleted(search.values())) {
        throw new WrongSettingsException(words("privacy.open.deleted"));
      }
      traces.erase(search.places(), search.people(), search.values(), words("privacy.erased"));
      List<Left> left = new ArrayList<>(search.left());
      List<String> rewritten = rewrite(data, database, search.byRun(), left);
      traces.compact();
      return new Forgotten(search.places().size(), search.people().size(), rewritten, left);
    }
  }

  /** Writes the copies, and from them the reports, anew. */
  private List<String> rewrite(
      DataFolder data, Database database, Map<String, BitSet> rows, List<Left> left) {
    List<String> rewritten = new ArrayList<>();
    for (Run run : Ledger.runs(database).all()) {
      BitSet mine = rows.getOrDefault(run.id(), new BitSet());
      RosterInput input = RosterInput.of(data, run);
      if (!mine.isEmpty() && Files.exists(input.file())) {
        input = replaced(database, run, input, mine);
        rewritten.add(run.id());
      }
      if (!mine.isEmpty()) {
        reportAnew(database, run, input, left);
      }
    }
    return rewritten;
  }

  private static RosterInput replaced(Database database, Run run, RosterInput input, BitSet rows) {
    try {
      RosterInput now = ErasedCopy.replace(input, rows);
      Ledger.runs(database)
          .save(new RunBook.Change(run).reading(ReadingText.write(now.settings())));
      return now;
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("folder.unwritable", input.file().getParent()), e);
    }
  }

  private static void reportAnew(Database database, Run run, RosterInput input, List<Left> left) {
    Path folder = Path.of(run.report());
    if (!StoredReport.isOf(folder, run.id())) {
      left.add(new Left(folder.toString(), words("privacy.left.report")));
      return;
    }
    RunReport.write(
        run,
        folder,
        input,
        RunReport.Kept.of(database, run),
        ReportBackground.ofEarlier(run, input.displayName()));
  }

  /**
   * Forgets the runs that were begun before a moment, with their copies and their reports, and what
   * is remembered of visits and decisions from before it. A run that still has rows to work stays.
   *
   * @param zone the server's, by which visits end
   */
  public Forgotten prune(Instant before, ZoneId zone) {
    try (DataFolder data = DataFolder.lock(dataFolder, "privacy prune");
        Database database = Database.open(data)) {
      return prune(data, database, run -> run.startedAt().isBefore(before), before, zone);
    }
  }

  /** The same in a run that holds the lock, of what is older than a setting allows. */
  static Forgotten retain(
      DataFolder data, Database database, Duration retention, Instant now, ZoneId zone) {
    Instant before = now.minus(retention);
    return prune(data, database, run -> run.startedAt().isBefore(before), before, zone);
  }

  private static Forgotten prune(
      DataFolder data, Database database, Predicate<Run> old, Instant before, ZoneId zone) {
    Runs runs = Ledger.runs(database);
    List<Left> left = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    int rows = 0;
    for (Run run : runs.all().stream().filter(old).toList()) {
      if (!run.allWorked()) {
        left.add(new Left(run.id(), words("privacy.left.unfinished")));
        continue;
      }
      if (!StoredReport.remove(Path.of(run.report()), run.id())) {
        left.add(new Left(run.report(), words("privacy.left.report")));
      }
      remove(data.runFolder(run.id()));
      runs.delete(run.id());
      gone.add(run.id());
      rows += run.rosterRows();
    }
    PersonTraces traces = new PersonTraces(database);
    traces.forgetBefore(before, SERVER_TIME.format(before.atZone(zone)));
    traces.compact();
    new RunIndex(data.path()).write(runs, Ledger.outcomes(database));
    return new Forgotten(rows, 0, gone, left);
  }

  private static void remove(Path folder) {
    try {
      PrivateFiles.remove(folder);
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("folder.left", folder), e);
    }
  }
}
