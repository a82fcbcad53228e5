package dev.senselink.batch.fleet.run;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.report.FleetReport;
import dev.senselink.batch.fleet.report.SiteResults;
import dev.senselink.batch.fleet.rows.ArrivedPeople;
import dev.senselink.batch.fleet.rows.FleetRows;
import dev.senselink.batch.fleet.rows.KeyMarks;
import dev.senselink.batch.fleet.rows.UnknownRows;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.FleetWish;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.table.QuotedNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Has a whole fleet worked, or goes on with the run of it that was not over. */
public final class FleetJob {
  /** What a run is called that writes plans. */
  public static final String PLAN = "plan";

  private final FleetDefinition fleet;
  private final FleetSettings settings;
  private final FleetPlace place;
  private final SiteRunner runner;
  private final Machine machine;
  private final StopSwitch stop;
  private final Consumer<String> told;

  /**
   * @param runner carries out the command of a site
   * @param told is given what people are to know on the way
   */
  public FleetJob(
      FleetDefinition fleet,
      FleetSettings settings,
      FleetPlace place,
      SiteRunner runner,
      Machine machine,
      StopSwitch stop,
      Consumer<String> told) {
    this.fleet = fleet;
    this.settings = settings;
    this.place = place;
    this.runner = runner;
    this.machine = machine;
    this.stop = stop;
    this.told = told;
  }

  /**
   * Imports the rows of all sites.
   *
   * @param reading how a list is read
   * @throws dev.senselink.batch.table.TableFileException if a list cannot be read: nothing was sent
   * @throws LedgerException if another process works on the fleet
   */
  public FleetEnd run(RosterSettings reading) {
    return run(work(reading, RosterWay.imports(fleet.job())));
  }

  /**
   * Writes what an import would do at each site, and does nothing.
   *
   * @param reading as above
   * @param folder a plan a site lies in it then
   * @param age how long they may be carried out; {@code null} where nothing is said
   */
  public FleetEnd plan(RosterSettings reading, Path folder, @Nullable String age) {
    return run(work(reading, RosterWay.plans(folder, age)));
  }

  /**
   * Carries out plans.
   *
   * @param reading as above
   * @param checks is given the rows before anything is done, and throws if they are not the plans'
   */
  public FleetEnd apply(RosterSettings reading, SiteErrand errand, Consumer<FleetRows> checks) {
    return run(work(reading, RosterWay.applies(errand, checks)));
  }

  private FleetWork work(RosterSettings reading, RosterWay way) {
    return new RosterWork(fleet, settings, place, runner.here(), reading, way);
  }

  /**
   * Has a command carried out at each site.
   *
   * @throws LedgerException if another process works on the fleet
   */
  public FleetEnd run(SiteErrand errand) {
    return run(new CommandWork(fleet, settings, place, errand));
  }

  private FleetEnd run(FleetWork work) {
    try (DataFolder alone = DataFolder.lock(machine, place.folder(), settings.command())) {
      place.mustBeOf(fleet.file());
      place.ends();
      KeyMarks keys = new KeyMarks(DataFolderKey.of(alone));
      FleetEnd end = run(work, work.rows(keys), keys);
      place.ends();
      return end;
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("journal.unwritable", place.folder()), e);
    }
  }

  private FleetEnd run(FleetWork what, FleetRows rows, KeyMarks keys) throws IOException {
    String key = Sha256Digest.hex(what.job() + " " + what.definition() + rows.sha256());
    Optional<FleetJournal.Content> unfinished =
        what.goesOn() ? place.unfinished(key, digests(what, rows)) : Optional.empty();
    Instant now = machine.wall().instant();
    FleetJournal.Content run = unfinished.orElseGet(() -> begun(what, key, rows, now));
    place.begins(run.id());
    Path folder = place.run(run.id());
    Path named = settings.report().named();
    Path report =
        unfinished.isEmpty() || named == null ? run.report() : settings.report().folder("");
    FleetJournal journal =
        unfinished.isPresent()
            ? FleetJournal.open(machine, folder, report)
            : FleetJournal.begin(machine, folder, run);
    ArrivedPeople there = new ArrivedPeople(place.people(), keys);
    for (String site : rows.numbers().keySet()) {
      there.learn(site, rows.number(site), rows.named());
    }
    Path reports = report.resolve(FleetReport.SITES);
    SiteResults results = new SiteResults(rows, there, reports, folder.resolve("results"));
    told.accept(
        words(
            unfinished.isPresent() ? "told.resumed" : "told.begun",
            run.id(),
            fleet.sites().size()));
    if (!rows.unknown().isEmpty()) {
      told.accept(unknown(rows.unknown()));
    }
    if (!rows.unread().isEmpty()) {
      told.accept(words("told.unread", String.join(", ", rows.unread())));
    }
    FleetRun work =
        new FleetRun(
            fleet,
            what.task(rows, results, reports, run),
            what.mayTravel() ? runner.of(run.id()) : runner.here(),
            journal,
            states(run, rows),
            machine,
            stop,
            () -> FleetWish.of(place.folder(), run.id()),
            told);
    String why = worked(work, journal);
    FleetEnd end =
        new FleetEnd(
            run.id(),
            run.fleet(),
            run.job(),
            report,
            run.begun(),
            machine.wall().instant(),
            rows.unknown().count(),
            why,
            why.isEmpty() || work.isRuled(),
            work.states());
    new FleetReport(rows, results).write(end, FleetJournal.reports(folder));
    if (!why.isEmpty()) {
      journal.stopped(why);
    }
    if (end.over()) {
      FleetWish.GO_ON.tell(place.folder(), run.id());
      if (!rows.sites().isEmpty()) {
        PrivateFiles.remove(place.rosters()); // each site has a copy of its own
      }
      journal.over(); // last: after a crash in between the same command makes the report
    }
    return end;
  }

  /** What a command without rows has done at a site makes what was before it past, too. */
  private Map<String, String> digests(FleetWork what, FleetRows rows) {
    Map<String, String> digests = new LinkedHashMap<>(rows.digests());
    if (rows.sites().isEmpty() && what.goesOn()) {
      fleet.sites().forEach(site -> digests.put(site.name(), what.job() + what.definition()));
    }
    return digests;
  }

  private Map<String, SiteState> states(FleetJournal.Content run, FleetRows rows) {
    Map<String, SiteState> states = new LinkedHashMap<>();
    for (FleetSite site : fleet.sites()) {
      SiteState before = run.sites().get(site.name());
      boolean counted = before != null && before.summary().containsKey(SiteState.ROWS);
      SiteState now = before == null || !counted ? waiting(site.name(), rows) : before.again();
      states.put(site.name(), before != null && before.isOver() ? before : now);
    }
    return states;
  }

  private static SiteState waiting(String site, FleetRows rows) {
    return rows.has(site) ? SiteState.waiting(site, rows.of(site).rows()) : SiteState.waiting(site);
  }

  private static String unknown(UnknownRows rows) {
    return words(
        "told.unknown",
        rows.count(),
        rows.sites().stream().map(QuotedNames::quoted).collect(Collectors.joining(", ")),
        rows.lines().stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  private static String worked(FleetRun work, FleetJournal journal) {
    try {
      return work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return words("stop.broken");
    } catch (RuntimeException e) {
      journal.stopped(words("stop.broken"));
      throw e;
    }
  }

  private FleetJournal.Content begun(FleetWork what, String key, FleetRows rows, Instant now) {
    Map<String, SiteState> sites = new LinkedHashMap<>();
    fleet.sites().forEach(site -> sites.put(site.name(), waiting(site.name(), rows)));
    return new FleetJournal.Content(
        newId(now),
        fleet.name(),
        what.job(),
        key,
        digests(what, rows),
        fleet.typed(),
        RunRegistry.reportFolder(settings.command(), settings.report(), now),
        rows.unknown().count(),
        now,
        null,
        "",
        sites,
        Map.of());
  }

  /** Which run is the last is told by the ids: each is greater than those before it. */
  private String newId(Instant now) {
    String last = place.runs().stream().findFirst().orElse("");
    Instant from = now;
    String id = id(from);
    for (long ahead = 1; id.compareTo(last) <= 0; ahead *= 2) {
      // Of the same second, or the clock was set back.
      Instant before = place.last().map(FleetJournal.Content::begun).orElse(now);
      from = (before.isAfter(now) ? before : now).plusSeconds(ahead);
      id = id(from);
    }
    return id;
  }

  private String id(Instant at) {
    return "F" + RunRegistry.newId(machine, at).substring(1);
  }
}
