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
import dev.senselink.batch.fleet.rows.RosterSplitter;
import dev.senselink.batch.fleet.rows.UnknownRows;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteAddresses;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.ledger.store.DataFolder;
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

/** Imports the rows of a whole fleet, or goes on with the run of it that was not over. */
public final class FleetJob {
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
   * Runs it.
   *
   * @param roster the list of all sites, or the pattern of theirs
   * @param reading how a list is read
   * @throws dev.senselink.batch.table.TableFileException if a list cannot be read: nothing was sent
   * @throws LedgerException if another process works on the fleet
   */
  public FleetEnd run(String roster, RosterSettings reading) {
    try (DataFolder alone = DataFolder.lock(machine, place.folder(), settings.command())) {
      place.mustBeOf(fleet.file());
      FleetRows rows = RosterSplitter.split(fleet, roster, reading, place.rosters());
      FleetEnd end = run(rows);
      if (end.over()) {
        PrivateFiles.remove(place.rosters()); // each site has a copy of its own
      }
      return end;
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("journal.unwritable", place.folder()), e);
    }
  }

  private FleetEnd run(FleetRows rows) throws IOException {
    String key = Sha256Digest.hex(fleet.job() + " " + rows.sha256());
    Optional<FleetJournal.Content> unfinished =
        settings.restart() ? Optional.empty() : place.unfinished(key, rows.digests());
    Instant now = machine.wall().instant();
    FleetJournal.Content run = unfinished.orElseGet(() -> begun(key, rows, now));
    Path folder = place.run(run.id());
    Path named = settings.report().named();
    Path report =
        unfinished.isEmpty() || named == null ? run.report() : settings.report().folder("");
    FleetJournal journal =
        unfinished.isPresent()
            ? FleetJournal.open(machine, folder, report)
            : FleetJournal.begin(machine, folder, run);
    ArrivedPeople there = new ArrivedPeople(place.people());
    for (String site : fleet.names()) {
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
    SiteOrders orders = new SiteOrders(fleet, rows, place, reports, settings.more());
    FleetRun work =
        new FleetRun(
            fleet,
            new RosterTask(
                fleet, rows, orders, results, addresses(), place, runner.here(), run.atWork()),
            runner.of(run.id()),
            journal,
            states(run),
            machine,
            stop,
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
            why.isEmpty() || work.isRuling(why),
            work.states());
    new FleetReport(rows, results).write(end);
    if (!why.isEmpty()) {
      journal.stopped(why);
    }
    if (end.over()) {
      journal.over(); // last: after a crash in between the same command makes the report
    }
    return end;
  }

  private SiteAddresses addresses() throws IOException {
    SiteAddresses addresses = new SiteAddresses(place.folder());
    Map<String, String> today = new LinkedHashMap<>();
    fleet.sites().forEach(site -> today.put(site.name(), site.address()));
    addresses.add(today);
    return addresses;
  }

  private Map<String, SiteState> states(FleetJournal.Content run) {
    Map<String, SiteState> states = new LinkedHashMap<>();
    for (FleetSite site : fleet.sites()) {
      SiteState before = run.sites().get(site.name());
      boolean over = before != null && before.isOver();
      states.put(site.name(), over ? before : SiteState.waiting(site.name()));
    }
    return states;
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

  private FleetJournal.Content begun(String key, FleetRows rows, Instant now) {
    Map<String, SiteState> sites = new LinkedHashMap<>();
    fleet.sites().forEach(site -> sites.put(site.name(), SiteState.waiting(site.name())));
    return new FleetJournal.Content(
        "F" + RunRegistry.newId(machine, now).substring(1),
        fleet.name(),
        fleet.job(),
        key,
        rows.digests(),
        fleet.typed(),
        RunRegistry.reportFolder(settings.command(), settings.report(), now),
        rows.unknown().count(),
        now,
        null,
        "",
        sites,
        Map.of());
  }
}
