package dev.senselink.batch.fleet.run;

import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.report.FleetTraces;
import dev.senselink.batch.fleet.report.SiteResults;
import dev.senselink.batch.fleet.rows.ArrivedPeople;
import dev.senselink.batch.fleet.rows.FleetRows;
import dev.senselink.batch.fleet.rows.KeyMarks;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteAddresses;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.job.OtherSites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A command is carried out at each site that needs no rows of the fleet. */
final class CommandWork implements FleetWork {
  private final FleetDefinition fleet;
  private final FleetSettings settings;
  private final FleetPlace place;
  private final SiteErrand errand;

  CommandWork(FleetDefinition fleet, FleetSettings settings, FleetPlace place, SiteErrand errand) {
    this.fleet = fleet;
    this.settings = settings;
    this.place = place;
    this.errand = errand;
  }

  @Override
  public String job() {
    return errand.job();
  }

  @Override
  public FleetRows rows(KeyMarks keys) {
    return FleetRows.none(place.rosters(), keys);
  }

  @Override
  public String definition() {
    return errand.definition();
  }

  @Override
  public boolean mayTravel() {
    return false;
  }

  @Override
  public boolean goesOn() {
    return errand.changes() && !settings.restart();
  }

  @Override
  public SiteTask task(FleetRows rows, SiteResults results, Path reports, FleetJournal.Content run)
      throws IOException {
    return new Task(
        results,
        new SiteOrders(fleet, place, reports, settings),
        SiteAddresses.with(place.folder(), fleet.addresses()));
  }

  /** What was found at other addresses is other sites'. */
  private record OtherServers(String site, SiteAddresses addresses, FleetTraces traces)
      implements OtherSites {
    @Override
    public @Nullable Claim claim(List<PersonKey> keys) {
      return null;
    }

    @Override
    public boolean isOther(String address) {
      return !addresses.of(site).contains(address);
    }

    @Override
    public boolean isWorked(String address) {
      return addresses.isOfAnother(site, address);
    }

    @Override
    public void forget(List<PersonKey> keys, Set<Long> people) {
      traces.erase(FleetTraces.Whom.at(site, keys, people));
    }
  }

  private final class Task implements SiteTask {
    private final SiteResults results;
    private final SiteOrders orders;
    private final SiteAddresses addresses;
    private final FleetTraces traces = FleetTraces.under(place);

    Task(SiteResults results, SiteOrders orders, SiteAddresses addresses) {
      this.addresses = addresses;
      this.results = results;
      this.orders = orders;
    }

    @Override
    public boolean changes() {
      return errand.changes();
    }

    @Override
    public int rows(String site) {
      return errand.rows().getOrDefault(site, 0);
    }

    @Override
    public boolean hasWork(FleetSite site) {
      return errand.words().containsKey(site.name());
    }

    @Override
    public SiteOrder order(String site, BooleanSupplier braked) {
      return orders.order(site, errand, new OtherServers(site, addresses, traces));
    }

    @Override
    public Optional<SiteEnd> endsAtOnce(String site) {
      return Optional.empty();
    }

    @Override
    public void take(String site, SiteEnd end) {
      if (errand.changes()) {
        try { // whoever was there may be no more
          ArrivedPeople.forget(place.people(), site);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      results.take(site, end.summary().getOrDefault("runId", ""), end.code() == SiteState.DONE);
    }
  }
}
