package dev.senselink.batch.fleet.run;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.report.SiteResults;
import dev.senselink.batch.fleet.rows.FleetRows;
import dev.senselink.batch.fleet.state.BegunRun;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteAddresses;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.ledger.RunIndexFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The rows of each site are imported there. */
final class RosterTask implements SiteTask {
  /** Nothing was begun. */
  private static final int REFUSED = 2;

  private final FleetDefinition fleet;
  private final RosterWay way;
  private final FleetRows rows;
  private final SiteOrders orders;
  private final SiteResults results;
  private final SiteAddresses addresses;
  private final FleetPlace place;
  private final SiteRunner runner;
  private final FleetJournal.Content run;

  /**
   * @param runner makes the report anew of what had ended before a crash
   * @param run the fleet's, as it stood when the fleet stopped last
   */
  RosterTask(
      FleetDefinition fleet,
      RosterWay way,
      FleetRows rows,
      SiteOrders orders,
      SiteResults results,
      SiteAddresses addresses,
      FleetPlace place,
      SiteRunner runner,
      FleetJournal.Content run) {
    this.fleet = fleet;
    this.way = way;
    this.rows = rows;
    this.orders = orders;
    this.results = results;
    this.addresses = addresses;
    this.place = place;
    this.runner = runner;
    this.run = run;
  }

  @Override
  public boolean changes() {
    return way.changes();
  }

  @Override
  public int rows(String site) {
    return rows.of(site).rows();
  }

  @Override
  public boolean hasWork(FleetSite site) {
    SiteErrand errand = way.errand();
    if (errand != null && !errand.words().containsKey(site.name())) {
      return false; // there is no plan for it
    }
    return rows(site.name()) > 0
        || Boolean.parseBoolean(fleet.options(site).getOrDefault("allow-empty", "false"));
  }

  @Override
  public SiteOrder order(String site, BooleanSupplier braked) {
    OtherSites others = new SiteClaims(rows, site, addresses.of(site), braked);
    SiteErrand errand = way.errand();
    return errand == null
        ? orders.order(rows.of(site), way.more(site), others)
        : orders.order(rows.of(site), errand, others);
  }

  @Override
  public Optional<SiteEnd> endsAtOnce(String site) {
    if (!rows.of(site).isUnchanged()) {
      String changed = words("rows.changed", rows.of(site).roster());
      return Optional.of(new SiteEnd(REFUSED, false, Map.of(), changed));
    }
    return endedBefore(site);
  }

  /** Else its run would be made a second time, and tell of people of whom nothing was new. */
  private Optional<SiteEnd> endedBefore(String site) {
    Instant since = run.atWork().get(site);
    if (since == null || !way.changes()) {
      return Optional.empty();
    }
    Path roster = rows.of(site).roster().toAbsolutePath().normalize();
    return new RunIndexFile(place.site(site))
        .read().stream()
            .filter(run -> run.command().equals(way.job()) && run.status().equals("COMPLETED"))
            .filter(run -> Path.of(run.roster()).toAbsolutePath().normalize().equals(roster))
            .filter(run -> !run.finishedAt().isEmpty())
            .filter(run -> !Instant.parse(run.finishedAt()).isBefore(since))
            .reduce((first, second) -> second)
            .map(run -> shown(site, run.id()))
            .filter(shown -> shown.code() == SiteState.DONE)
            .map(SiteEnd::asItEnded);
  }

  private SiteEnd shown(String site, String id) {
    return runner.run(orders.report(order(site, () -> false), id), stop -> {});
  }

  @Override
  public Optional<Map<String, String>> begun(String site) {
    String id = way.changes() && rows.has(site) ? BegunRun.of(place, run, site) : "";
    if (id.isEmpty()) {
      return Optional.empty();
    }
    SiteEnd shown = shown(site, id);
    return Optional.of(
        shown.code() == SiteState.DONE ? shown.summary() : Map.of(SiteState.RUN, id));
  }

  @Override
  public void take(String site, SiteEnd end) {
    if (way.changes()) {
      results.take(
          site, end.summary().getOrDefault(SiteState.RUN, ""), end.code() == SiteState.DONE);
    } else if (end.summary().containsKey("rows")) {
      results.takePlan(site);
    }
  }
}
