package dev.senselink.batch.job.privacy;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.check.NameMentions;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.imports.RosterArchiver;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.intake.RosterSettingsText;
import dev.senselink.batch.job.plan.PlanCopies;
import dev.senselink.batch.job.report.TrialReports;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.ledger.FaceVerdictFile;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.PersonEraser;
import dev.senselink.batch.ledger.PersonTraces;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.RunStore;
import dev.senselink.batch.ledger.before.BeforeRuns;
import dev.senselink.batch.ledger.sites.FleetBoard;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.UpgradeCopy;
import dev.senselink.batch.roster.ColumnMemory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
   *     report folders, {@code plan} for copies that plans were made from, {@code columns} for what
   *     headers of lists mean, {@code faces} for what was seen in photos, {@code upgrade} for the
   *     database as a version before has left it
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
   * @param uploads imports that were begun in the console, with the lists and photos sent for them
   * @param left what this could not reach, and why
   */
  public record Forgotten(int rows, int people, List<String> runs, int uploads, List<Left> left) {
    public Forgotten {
      runs = List.copyOf(runs);
      left = List.copyOf(left);
    }

    /** The same with lines that were found elsewhere. */
    public Forgotten withRows(int more) {
      return new Forgotten(rows + more, people, runs, uploads, left);
    }

    /** The same with places that were found to be left. */
    public Forgotten withLeft(List<Left> more) {
      List<Left> all = new ArrayList<>(left);
      all.addAll(more);
      return new Forgotten(rows, people, runs, uploads, all);
    }

    /** The same with runs that were found elsewhere. */
    public Forgotten withRuns(List<String> more) {
      List<String> all = new ArrayList<>(runs);
      all.addAll(more);
      return new Forgotten(rows, people, all, uploads, left);
    }
  }

  /**
   * A place that may still hold something, and why it was left.
   *
   * @param keeper whose it is to keep or to remove
   */
  public record Left(String where, String why, Keeper keeper) {
    /** Who has it. */
    public enum Keeper {
      PROGRAM,
      /** It is a file of the user's. */
      USER,
      /** There is nothing, but something to be done. */
      NOBODY
    }

    /** One that this program keeps. */
    public Left(String where, String why) {
      this(where, why, Keeper.PROGRAM);
    }

    /** Whether this program may still hold something there: not where the place is gone. */
    public boolean isHeld() {
      try {
        return keeper == Keeper.PROGRAM
            && !(Path.of(where).isAbsolute() && Files.notExists(Path.of(where)));
      } catch (InvalidPathException e) {
        return true; // it says where in other words
      }
    }
  }

  /** Everything that is stored, with no value of anybody. */
  public List<Stored> show() {
    try (DataFolder data = DataFolder.lock(dataFolder, "privacy show");
        LedgerDatabase database = Ledger.open(data)) {
      List<Stored> stored = new ArrayList<>();
      List<Run> runs = Ledger.runs(database).all();
      Instant first = runs.isEmpty() ? null : runs.get(0).startedAt();
      String tables =
          LedgerPlace.of(dataFolder)
              .map(LedgerPlace::url)
              .orElse(dataFolder.resolve("db").toString());
      new PersonTraces(database)
          .amounts()
          .forEach(a -> stored.add(new Stored(a.table(), tables, first, a.people())));
      Instant upgraded = UpgradeCopy.madeAt(dataFolder);
      if (upgraded != null) {
        long people = stored.stream().mapToLong(Stored::people).max().orElse(0);
        Path copy = UpgradeCopy.in(dataFolder);
        stored.add(new Stored("upgrade", copy.toString(), upgraded, people));
      }
      long seen = FaceVerdictFile.count(dataFolder);
      if (seen > 0) {
        stored.add(new Stored("faces", FaceVerdictFile.in(dataFolder).toString(), null, seen));
      }
      Path columns = new ColumnMemory(dataFolder).file();
      if (Files.exists(columns)) {
        stored.add(new Stored("columns", columns.toString(), null, 0));
      }
      new PlanCopies(dataFolder)
          .all()
          .forEach(copy -> stored.add(new Stored("plan", copy.toString(), null, 0)));
      for (Path report : new TrialReports(dataFolder).all(reports(database))) {
        stored.add(new Stored("report", report.toString(), null, 0));
      }
      for (Run run : runs) {
        data.runs()
            .placeOf(run.id(), "roster")
            .map(copy -> new Stored("roster", copy, run.startedAt(), run.rosterRows()))
            .ifPresent(stored::add);
        data.runs()
            .placeOf(run.id(), "corrections")
            .map(copy -> new Stored("corrections", copy, run.startedAt(), 0))
            .ifPresent(stored::add);
        for (Path report : new RunReports(database, run, new ArrayList<>()).found()) {
          stored.add(new Stored("report", report.toString(), run.startedAt(), run.rosterRows()));
        }
      }
      return stored;
    }
  }

  /**
   * Forgets one person: in the ledger, in the copies of rosters and in the reports that lie where
   * they were written.
   *
   * @throws LedgerException if another process is at work on a server that may know them
   * @throws SettingsMismatchException if several people are meant on different servers or in
   *     different companies; if a request for them is still unanswered, or a run that is to be gone
   *     on with holds them: what became of them has to be found out first, or they might be created
   *     a second time
   */
  public Forgotten erase(PersonQuery who) {
    try (DataFolder data = DataFolder.lock(dataFolder, "privacy erase");
        LedgerDatabase database = Ledger.open(data)) {
      new BeforeRuns(database).mustReachPhotos();
      Set<String> servers = Ledger.runs(database).servers();
      servers.removeIf(server -> !who.covers(server));
      return database.locks().whileHeld(servers, "privacy erase", () -> erase(data, database, who));
    }
  }

  private static Forgotten erase(DataFolder data, LedgerDatabase database, PersonQuery who) {
    PersonSearch search = new PersonSearch(data, database, who);
    search.run();
    mustBeOne(search);
    NameMentions mentions = NameMentions.of(search.values());
    List<Run> runs =
        Ledger.runs(database).all().stream()
            .filter(run -> who.covers(run.server(), run.companyId()))
            .toList();
    mustBeSettled(data, database, runs, search, mentions);
    who.others().forget(search.keys(), search.ids());
    PersonTraces traces = new PersonTraces(database);
    List<Left> left = new ArrayList<>(elsewhere(data, database, who));
    for (PersonTraces.Somebody somebody : search.people()) {
      traces
          .listsOf(somebody)
          .forEach(l -> left.add(new Left(l, words("privacy.left.list"), Left.Keeper.NOBODY)));
    }
    PersonEraser eraser = new PersonEraser(database);
    Set<String> touched =
        eraser.erase(
            search.places(),
            search.people(),
            search.values(),
            runs.stream().map(Run::id).collect(Collectors.toSet()),
            words("privacy.erased"));
    left.addAll(atWork(traces));
    left.addAll(givenOut(database));
    search.unreadable().forEach(copy -> left.add(new Left(copy, words("privacy.left.unreadable"))));
    for (Path backup : backups(data.path())) {
      left.add(new Left(backup.toString(), words("privacy.left.backup")));
    }
    int uploads =
        new UploadedImports(data.path())
            .forget(Instant.MAX, unfinished(Ledger.runs(database).all()));
    List<String> rewritten = new ArrayList<>();
    for (Run run : runs) {
      BitSet mine = search.byRun().getOrDefault(run.id(), new BitSet());
      if (anew(data, database, run, mine, mentions, touched, left)) {
        rewritten.add(run.id());
      }
      originals(run, mentions, !mine.isEmpty(), left);
      data.runs().release(run.id());
    }
    runs.stream()
        .filter(run -> isOver(run, Ledger.runs(database).all()))
        .forEach(run -> forgetPlan(data, run));
    eraser.compact();
    UpgradeCopy.remove(data.path());
    FaceVerdictFile.forget(data.path());
    new PlanCopies(data.path()).removeAll(); // a plan is made again in no time
    forgetTrials(data, Instant.MAX, reports(database), left);
    new ConsoleDecisions(data.path()).forget(search.byRun().keySet());
    new RunIndexFile(data.path()).write(Ledger.runs(database), Ledger.outcomes(database));
    return new Forgotten(search.places().size(), search.people().size(), rewritten, uploads, left);
  }

  /** The folders of reports that are the ledger's. */
  private static Set<Path> reports(LedgerDatabase database) {
    return Ledger.runs(database).all().stream()
        .flatMap(run -> new RunReports(database, run, new ArrayList<>()).found().stream())
        .collect(Collectors.toSet());
  }

  private static void forgetTrials(
      DataFolder data, Instant before, Set<Path> ofRuns, List<Left> left) {
    new TrialReports(data.path())
        .forget(before, ofRuns)
        .forEach(at -> left.add(new Left(at.toString(), words("privacy.left.report"))));
  }

  private static void forgetPlan(DataFolder data, Run run) {
    PlanCopies.forget(data.runFolder(run.id()));
    data.runs().keep(run.id());
    data.runs().release(run.id());
  }

  private static void mustBeOne(PersonSearch search) {
    if (!search.isOnePerson()) {
      throw new SettingsMismatchException(
          words(
              "privacy.several",
              search.sites().stream()
                  .map(PersonSearch.Site::toString)
                  .sorted()
                  .collect(Collectors.joining("\n"))));
    }
  }

  /** Those of the console: each holds everybody who was on the server then. */
  private static List<Path> backups(Path data) {
    Path folder = data.resolve("console").resolve("backups");
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
        found.forEach(all::add);
      } catch (IOException e) {
        throw new LedgerException(
            LedgerException.Kind.BROKEN, words("folder.unwritable", folder), e);
      }
    }
    all.sort(Comparator.naturalOrder());
    return all;
  }

  /** Lists that workers of a fleet are to work; those that nobody may any more go. */
  private static List<Left> givenOut(LedgerDatabase database) {
    if (!database.isShared()) {
      return List.of();
    }
    FleetBoard fleets = new FleetBoard(database);
    fleets.removeExpired();
    List<Left> left = new ArrayList<>();
    fleets.lists().forEach((fleet, n) -> left.add(new Left(fleet, words("privacy.left.fleet", n))));
    return left;
  }

  /** In a database that others share there may be runs at work. */
  private static List<Left> atWork(PersonTraces traces) {
    return traces.snapshots().stream()
        .map(server -> new Left(server, words("privacy.left.atWork")))
        .toList();
  }

  /** Where somebody of the same number stays, because another server or company was named. */
  private static List<Left> elsewhere(DataFolder data, LedgerDatabase database, PersonQuery who) {
    boolean any =
        Ledger.runs(database).all().stream()
            .anyMatch(run -> isLeft(who, run.server(), run.companyId()));
    if (!any) {
      return List.of();
    }
    PersonSearch everywhere = new PersonSearch(data, database, who.anywhere());
    everywhere.run();
    return everywhere.sites().stream()
        .filter(site -> isLeft(who, site.server(), site.company()))
        .map(site -> new Left(site.toString(), words("privacy.left.elsewhere")))
        .toList();
  }

  private static boolean isLeft(PersonQuery who, String server, long company) {
    return !who.covers(server, company) && !who.others().isWorked(server);
  }

  private static void mustBeSettled(
      DataFolder data,
      LedgerDatabase database,
      List<Run> within,
      PersonSearch search,
      NameMentions mentions) {
    PersonTraces traces = new PersonTraces(database);
    List<Run> runs = Ledger.runs(database).all();
    for (Run run : within) {
      if (search.places().stream().anyMatch(p -> p.run().equals(run.id()) && traces.isOpen(p))) {
        throw new SettingsMismatchException(
            words("privacy.open", run.id(), typed(run), run.roster()));
      }
      RosterInput copy = RosterInput.of(data, run);
      boolean holds =
          search.byRun().containsKey(run.id())
              || Files.exists(copy.file()) && RosterCopyEraser.speaksOf(copy, mentions)
              || PlanCopies.speaks(data.runFolder(run.id()), mentions::in);
      if (!isOver(run, runs) && holds) {
        throw new SettingsMismatchException( // it goes on with its copy as it was
            words("privacy.unfinished", run.id(), typed(run), run.roster()));
      }
      data.runs().release(run.id());
    }
    if (search.people().stream().anyMatch(traces::isOpen)) {
      throw new SettingsMismatchException(words("privacy.openDelete"));
    }
  }

  /** The command as it is typed. */
  private static String typed(Run run) {
    return run.command().replace('-', ' ');
  }

  /** The rosters of runs that will be gone on with. */
  private static List<String> unfinished(List<Run> all) {
    return all.stream().filter(run -> !isOver(run, all)).map(Run::roster).toList();
  }

  /** Whether nobody will go on with a run: it is done, or a later one of its roster was begun. */
  private static boolean isOver(Run run, List<Run> all) {
    return run.allWorked()
        || all.subList(all.indexOf(run) + 1, all.size()).stream()
            .anyMatch(
                later ->
                    later.command().equals(run.command())
                        && later.server().equals(run.server())
                        && later.companyId() == run.companyId()
                        && later.roster().equals(run.roster()));
  }

  /** Writes a run's copy, and from it the reports, anew, where something in them has changed. */
  private static boolean anew(
      DataFolder data,
      LedgerDatabase database,
      Run run,
      BitSet mine,
      NameMentions mentions,
      Set<String> touched,
      List<Left> left) {
    RosterInput input = RosterInput.of(data, run);
    RunReports reports = new RunReports(database, run, left);
    boolean copied = Files.exists(input.file());
    if (copied && (!mine.isEmpty() || RosterCopyEraser.speaksOf(input, mentions))) {
      input = replaced(database, run, input, mine, mentions);
      data.runs().keep(run.id());
      giveUp(database, run);
    } else if (!touched.contains(run.id()) && !reports.speakOf(mentions)) {
      return false;
    }
    reports.writeAnew(input);
    return true;
  }

  /** Names the files of the user that still hold them, and what only a run's end takes away. */
  private static void originals(Run run, NameMentions mentions, boolean theirs, List<Left> left) {
    Path roster = Path.of(run.roster());
    Stream.of(
            roster,
            Path.of(run.photos()),
            roster.resolveSibling(RosterArchiver.DONE),
            roster.resolveSibling(RosterArchiver.FAILED))
        .filter(path -> theirs && !path.toString().isEmpty() && Files.exists(path))
        .map(path -> new Left(path.toString(), words("privacy.left.yours"), Left.Keeper.USER))
        .filter(one -> !left.contains(one))
        .forEach(left::add);
    if (Stream.of(run.roster(), run.photos(), run.report()).anyMatch(mentions::in)) {
      left.add(new Left(run.id(), words("privacy.left.path")));
    }
  }

  /** A run that a later one has replaced is not to be gone on with from a copy without somebody. */
  private static void giveUp(LedgerDatabase database, Run run) {
    RunStore runs = Ledger.runs(database);
    runs.find(run.id())
        .filter(now -> !now.allWorked())
        .ifPresent(now -> runs.save(new RunRegistry.Change(now).worked(true)));
  }

  private static RosterInput replaced(
      LedgerDatabase database, Run run, RosterInput input, BitSet rows, NameMentions mentions) {
    try {
      RosterInput now = RosterCopyEraser.replace(input, rows, mentions);
      Ledger.runs(database)
          .save(
              new RunRegistry.Change(run)
                  .reading(RosterSettingsText.replaced(run.rosterSettings(), now.settings())));
      return now;
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("folder.unwritable", input.file().getParent()), e);
    }
  }

  /**
   * Forgets the runs that were begun before a moment, with their copies and their reports, and what
   * is remembered of visits and decisions from before it. A run that will be gone on with stays,
   * and so does one with a request of which nobody knows yet what became of it.
   *
   * @param zone the server's, by which visits end
   * @throws LedgerException if another process is at work on one of the servers
   */
  public Forgotten prune(Instant before, ZoneId zone) {
    try (DataFolder data = DataFolder.lock(dataFolder, "privacy prune");
        LedgerDatabase database = Ledger.open(data)) {
      return database
          .locks()
          .whileHeld(
              Ledger.runs(database).servers(),
              "privacy prune",
              () -> prune(data, database, before, zone));
    }
  }

  private static Forgotten prune(
      DataFolder data, LedgerDatabase database, Instant before, ZoneId zone) {
    new BeforeRuns(database).mustReachPhotos();
    RunStore runs = Ledger.runs(database);
    PersonTraces traces = new PersonTraces(database);
    List<Run> all = runs.all();
    List<Left> left = new ArrayList<>();
    forgetTrials(data, before, reports(database), left);
    List<String> gone = new ArrayList<>();
    int rows = 0;
    for (Run run : all.stream().filter(run -> run.startedAt().isBefore(before)).toList()) {
      if (traces.isOpen(run.id()) || !isOver(run, all)) {
        left.add(new Left(run.id(), words("privacy.left.unfinished")));
        continue;
      }
      new RunReports(database, run, left).removeAll();
      remove(data, run.id());
      runs.forget(run.id());
      gone.add(run.id());
      rows += run.rosterRows();
    }
    PersonEraser eraser = new PersonEraser(database);
    eraser.forgetBefore(before, SERVER_TIME.format(before.atZone(zone)));
    left.addAll(atWork(traces));
    left.addAll(givenOut(database));
    runs.compact();
    UpgradeCopy.remove(data.path());
    FaceVerdictFile.forgetBefore(data.path(), before);
    new ConsoleDecisions(data.path()).forget(Set.copyOf(gone));
    new PlanCopies(data.path()).prune(data.machine().wall().instant(), "");
    int uploads = new UploadedImports(data.path()).forget(before, unfinished(runs.all()));
    new AuditMonths(data.path()).forget(before);
    new RunIndexFile(data.path()).write(runs, Ledger.outcomes(database));
    return new Forgotten(rows, 0, gone, uploads, left);
  }

  private static void remove(DataFolder data, String run) {
    try {
      data.runs().remove(run);
    } catch (IOException e) {
      Path folder = data.path().resolve("runs").resolve(run);
      throw new LedgerException(LedgerException.Kind.BROKEN, words("folder.left", folder), e);
    }
  }
}
