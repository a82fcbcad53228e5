package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.disk.DefectTrace;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.ledger.RunStore;
import dev.senselink.batch.ledger.sites.SealedOrder;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.ledger.sites.WorkBoard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where a worker has the list of a site while it works it. Safe between threads. */
final class SiteBench {
  private final BrokerSettings settings;
  private final WorkBoard board;
  private final RunStore runs;
  private final Path folder;

  /**
   * @param folder nobody else's
   */
  SiteBench(BrokerSettings settings, WorkBoard board, RunStore runs, Path folder) {
    this.settings = settings;
    this.board = board;
    this.runs = runs;
    this.folder = folder;
  }

  /** Removes what a killed one has left: lists of people. */
  void clean() {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path one : all) {
        PrivateFiles.remove(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has a site worked; gives back how that ended. */
  SiteEnd work(
      SiteNotice notice,
      SealedOrder sealed,
      RemoteOrder order,
      SiteRunner here,
      SiteRunner.Watcher watcher) {
    String site = notice.site();
    if (!FleetSite.isName(site)) { // it becomes a folder, and comes from elsewhere
      throw new IllegalArgumentException("no name of a site");
    }
    Path own = folder.resolve(notice.message().replaceAll("[^0-9a-f]", ""));
    try {
      Path roster = PrivateFiles.folder(own.resolve("list")).resolve(order.list());
      String sha = board.roster(notice, roster);
      sealed.mustBeOf(sha, notice);
      List<String> more = new ArrayList<>(settings.typed());
      more.add("--data=" + new FleetPlace(settings.data(), "worker").site(site));
      more.add("--report=" + own.resolve("report"));
      String last = runs.lastComplete(order.job(), order.address(), sha).orElse("");
      if (!last.equals(board.lastRun(notice, last))) {
        // Nobody could note its end any more: made a second time, it would tell of people of whom
        // nothing was new.
        boolean insecure = SiteOrder.isInsecure(order.options());
        SiteEnd shown = here.run(SiteOrder.show(site, last, more, insecure), watcher);
        return shown.code() == SiteState.DONE ? shown.asItEnded() : shown;
      }
      Path nothing = PrivateFiles.folder(own.resolve("photos"));
      return here.run(
          new SiteOrder(
              site,
              order.command(roster, nothing, more),
              new Elsewhere(order.addresses()),
              order.part()),
          watcher);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      remove(own);
    }
  }

  /** Keeps the trace of a defect in the worker's data folder; gives back what to say of it. */
  String keepTrace(Instant now, Throwable e) {
    return DefectTrace.keep(settings.data(), now, e);
  }

  private static void remove(Path own) {
    try {
      PrivateFiles.remove(own);
    } catch (IOException e) {
      // The next start does so.
    }
  }

  /**
   * What is known here of the other sites: nothing but that what is not of this one is theirs.
   * Whether somebody moved there nobody here can tell, so nobody has left.
   */
  private record Elsewhere(Set<String> own) implements OtherSites {
    @Override
    public Claim claim(List<PersonKey> keys) {
      return new Claim("FLEET_WORKER", words("claim.worker"));
    }

    @Override
    public boolean isOther(String address) {
      return !own.contains(address);
    }
  }
}
