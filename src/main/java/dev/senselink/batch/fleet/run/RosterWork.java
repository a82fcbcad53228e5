package dev.senselink.batch.fleet.run;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.report.SiteResults;
import dev.senselink.batch.fleet.rows.FleetRows;
import dev.senselink.batch.fleet.rows.KeyMarks;
import dev.senselink.batch.fleet.rows.RosterSplitter;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.PlannedLists;
import dev.senselink.batch.fleet.state.SiteAddresses;
import dev.senselink.batch.roster.RosterSettings;
import java.io.IOException;
import java.nio.file.Path;

/** The rows of all sites are imported, as they are or by plans. */
final class RosterWork implements FleetWork {
  private final FleetDefinition fleet;
  private final FleetSettings settings;
  private final FleetPlace place;
  private final SiteRunner runner;
  private final RosterSettings reading;
  private final RosterWay way;

  /**
   * @param fleet names a roster
   */
  RosterWork(
      FleetDefinition fleet,
      FleetSettings settings,
      FleetPlace place,
      SiteRunner runner,
      RosterSettings reading,
      RosterWay way) {
    this.way = way;
    this.fleet = fleet;
    this.settings = settings;
    this.place = place;
    this.runner = runner;
    this.reading = reading;
  }

  @Override
  public String job() {
    return way.job();
  }

  @Override
  public FleetRows rows(KeyMarks keys) throws IOException {
    String roster = String.valueOf(fleet.roster());
    FleetRows rows = RosterSplitter.split(fleet, roster, reading, place.rosters(), keys);
    way.checks().accept(rows);
    Path plans = way.plans();
    if (plans != null) {
      PlannedLists.write(plans, rows.digests());
    }
    return rows;
  }

  @Override
  public String definition() {
    return way.definition();
  }

  @Override
  public boolean mayTravel() {
    return way.errand() == null && way.changes();
  }

  @Override
  public boolean goesOn() {
    return !settings.restart();
  }

  @Override
  public SiteTask task(FleetRows rows, SiteResults results, Path reports, FleetJournal.Content run)
      throws IOException {
    SiteAddresses addresses = SiteAddresses.with(place.folder(), fleet.addresses());
    SiteOrders orders = new SiteOrders(fleet, place, reports, settings);
    return new RosterTask(fleet, way, rows, orders, results, addresses, place, runner, run);
  }
}
