package dev.senselink.batch.fleet.run;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetWish;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.fleet.state.SiteState.Phase;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.machine.Machine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Works the sites of a fleet: the canary, then the waves, each site by its own command. One process
 * at a time: whoever calls holds the fleet's folder.
 */
public final class FleetRun {
  /** Brakes at more of the sites than this share of them hold everywhere. */
  private static final int MOST_BRAKED_PERCENT = 5;

  private final FleetDefinition fleet;
  private final SiteTask task;
  private final SiteRunner runner;
  private final FleetJournal journal;
  private final Consumer<String> told;
  private final SiteCrew crew;
  private final Map<String, SiteState> states;
  private boolean ruled;

  /**
   * Goes on with a run as its journal has it.
   *
   * @param states of all sites, in the inventory's order
   * @param told is given a line for each site that ends
   */
  FleetRun(
      FleetDefinition fleet,
      SiteTask task,
      SiteRunner runner,
      FleetJournal journal,
      Map<String, SiteState> states,
      Machine machine,
      StopSwitch stop,
      Supplier<FleetWish> wishes,
      Consumer<String> told) {
    this.fleet = fleet;
    this.task = task;
    this.runner = runner;
    this.journal = journal;
    this.told = told;
    this.states = new LinkedHashMap<>(states);
    Map<String, FleetSite> byName =
        fleet.sites().stream().collect(Collectors.toMap(FleetSite::name, site -> site));
    Map<String, FleetSite> bound = task.changes() ? byName : Map.of(); // a look is free at any time
    SiteHours hours = new SiteHours(machine, bound, told);
    this.crew =
        new SiteCrew(machine, fleet.rules().parallel(), hours, this::at, () -> heard(wishes));
    stop.onStop(() -> crew.stop(String.valueOf(stop.reason())));
  }

  /**
   * Works all sites that are not over, or as far as it comes.
   *
   * @return why it stopped, {@code ""} if all sites have had their turn
   */
  String run() throws InterruptedException {
    WaveOrder order = new WaveOrder(fleet, task);
    for (FleetSite site : fleet.sites()) {
      if (!task.hasWork(site)) {
        note(state(site.name()).in(Phase.NO_ROWS));
        told.accept(words("told.noRows", site.name()));
      }
    }
    String why = task.changes() ? begin(order) : "";
    for (List<String> wave : task.changes() ? order.waves() : order.atOnce()) {
      if (!why.isEmpty()) {
        break;
      }
      why = wave(wave);
    }
    states().values().stream()
        .filter(site -> site.count(SiteState.UNKNOWN) > 0)
        .forEach(this::look); // killed there before, and not worked again
    return why;
  }

  private void look(SiteState site) {
    task.begun(site.site())
        .ifPresent(
            summary -> {
              task.take(site.site(), new SiteEnd(site.code(), false, summary, site.why()));
              note(site.seen(summary));
            });
  }

  private String begin(WaveOrder order) throws InterruptedException {
    return order.first().isEmpty() ? canary(order.canaries()) : first(order.first());
  }

  /** One site alone; the next only if no answer came from it. */
  private String canary(List<String> candidates) throws InterruptedException {
    for (String site : candidates) {
      String why = wave(List.of(site));
      if (!why.isEmpty()) {
        return why;
      }
      if (state(site).phase() != Phase.UNREACHABLE) {
        return state(site).hasPassed() ? "" : failed(site);
      }
    }
    return candidates.size() == worked()
        ? ""
        : words("stop.canaries", String.join(", ", candidates));
  }

  /** All that were named; a server that gives no answer says nothing, unless none does. */
  private String first(List<String> sites) throws InterruptedException {
    String why = wave(sites);
    if (!why.isEmpty()) {
      return why;
    }
    for (String site : sites) {
      if (state(site).hasFailed()) {
        return failed(site);
      }
    }
    boolean any = sites.stream().anyMatch(site -> state(site).hasPassed());
    return any ? "" : words("stop.canaries", String.join(", ", sites));
  }

  private String failed(String site) {
    rule();
    return words("stop.canary", site, why(state(site)));
  }

  private synchronized void rule() {
    ruled = true;
  }

  private FleetWish heard(Supplier<FleetWish> wishes) {
    FleetWish wish = wishes.get();
    if (wish == FleetWish.CANCEL) {
      rule();
    }
    return wish;
  }

  /** Whether it stopped by a rule of its own, or was cancelled: then it is not gone on with. */
  synchronized boolean isRuled() {
    return ruled;
  }

  private static String why(SiteState site) {
    if (site.phase() != Phase.ENDED) {
      return site.why();
    }
    return site.brake().isEmpty()
        ? words(
            "stop.canary.rows", site.count("rejected") + site.count("failed"), site.count("rows"))
        : words("stop.canary.brake", site.brake());
  }

  private String wave(List<String> sites) throws InterruptedException {
    List<String> open =
        sites.stream()
            .filter(site -> !state(site).isOver() && state(site).phase() != Phase.UNREACHABLE)
            .filter(site -> state(site).phase() != Phase.STOPPED)
            .toList();
    if (!open.isEmpty() && crew.stopReason() == null) {
      crew.work(open);
    }
    String why = crew.stopReason();
    return why == null ? "" : why;
  }

  /** Works one site, in a thread of its own. */
  private boolean at(String site, SiteRunner.Watcher watcher, SiteCrew.Closing closing) {
    SiteEnd ended = task.endsAtOnce(site).orElseGet(() -> counted(site, worked(site, watcher)));
    task.take(site, ended);
    boolean mayComeAgain = ended.code() == SiteState.STOP;
    if (mayComeAgain && (closing.hasClosed() || crew.isHalted())) {
      note(state(site).ended(Phase.WAITING, ended));
      return closing.hasClosed();
    }
    if (mayComeAgain && ended.unreachable()) {
      SiteState tried = state(site).tried();
      boolean again = tried.tries() < fleet.rules().siteTries();
      note(again ? tried.in(Phase.WAITING) : tried.ended(Phase.UNREACHABLE, ended));
      told.accept(words("told.unreachable", site, tried.tries(), ended.said()));
      return again;
    }
    boolean cameToItsEnd = ended.code() == SiteState.DONE || ended.code() == SiteState.ATTENTION;
    SiteState after = state(site).ended(cameToItsEnd ? Phase.ENDED : Phase.STOPPED, ended);
    note(after);
    told.accept(ended.told(site));
    mustGoOn();
    return false;
  }

  private SiteEnd worked(String site, SiteRunner.Watcher watcher) {
    note(state(site).in(Phase.RUNNING));
    return runner.run(task.order(site, this::areTooManyBraked), watcher);
  }

  /** What its command does not say of rows its ledger may. */
  private SiteEnd counted(String site, SiteEnd ended) {
    boolean silent = !ended.summary().containsKey(SiteState.ROWS);
    if (!silent || ended.code() != SiteState.DEFECT && ended.code() != SiteState.STOP) {
      return ended;
    }
    Map<String, String> summary = task.begun(site).orElse(ended.summary());
    return new SiteEnd(ended.code(), ended.unreachable(), summary, ended.said(), ended.displaced());
  }

  /** No further site is begun once too many did not do well. */
  private synchronized void mustGoOn() {
    long failed = states.values().stream().filter(SiteState::hasFailed).count();
    long most = fleet.rules().mostFailed().of(worked());
    if (failed > most) {
      ruled |= crew.endEarly(words("stop.failed", failed, worked(), most));
    }
  }

  private synchronized boolean areTooManyBraked() {
    long braked = states.values().stream().filter(site -> !site.brake().isEmpty()).count();
    return braked * 100 > MOST_BRAKED_PERCENT * worked();
  }

  /** How many sites there is something to do at: of the others nothing is learned. */
  private synchronized long worked() {
    return states.values().stream().filter(site -> site.phase() != Phase.NO_ROWS).count();
  }

  private synchronized SiteState state(String site) {
    return states.getOrDefault(site, SiteState.waiting(site));
  }

  private synchronized void note(SiteState state) {
    states.put(state.site(), state);
    journal.note(state);
  }

  /** How all sites stand. */
  synchronized Map<String, SiteState> states() {
    return new LinkedHashMap<>(states);
  }
}
