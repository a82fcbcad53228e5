package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.ledger.sites.SiteBoard;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a worker has the list of a site while it works it. Safe between threads. */
final class SiteBench {
  private final BrokerSettings settings;
  private final SiteBoard board;
  private final Path folder;

  /** How a site's command ended. */
  record Done(SiteEnd end) {
    /** Whether it is no end of the site: somebody else may bring it to one. */
    boolean isToComeAgain(boolean stopped) {
      return end.displaced() || stopped && end.code() == SiteState.STOP;
    }
  }

  /**
   * @param folder nobody else's
   */
  SiteBench(BrokerSettings settings, SiteBoard board, Path folder) {
    this.settings = settings;
    this.board = board;
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

  Done work(SiteNotice notice, RemoteOrder order, SiteRunner here, SiteRunner.Watcher watcher) {
    String site = notice.site();
    if (!FleetSite.isName(site)) { // it becomes a folder, and comes from elsewhere
      throw new IllegalArgumentException("no name of a site");
    }
    Path own = folder.resolve(notice.message().replaceAll("[^0-9a-f]", ""));
    try {
      Path roster = PrivateFiles.folder(own).resolve(order.list());
      board.roster(notice, roster);
      List<String> more = new ArrayList<>(settings.typed());
      more.add("--data=" + new FleetPlace(settings.data(), "worker").site(site));
      more.add("--report=" + own.resolve("report"));
      Set<String> others = new HashSet<>(board.common(notice.run()).lines().toList());
      others.remove(order.address());
      return new Done(
          here.run(
              new SiteOrder(site, order.command(roster, more), new Elsewhere(others)), watcher));
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, String.valueOf(own), e);
    } finally {
      remove(own);
    }
  }

  private static void remove(Path own) {
    try {
      PrivateFiles.remove(own);
    } catch (IOException e) {
      // The next start does so.
    }
  }

  /** What is known here of the other sites: where they are. */
  private record Elsewhere(Set<String> addresses) implements OtherSites {
    @Override
    public @Nullable Claim claim(List<PersonKey> keys) {
      return null; // whoever gives sites out sees to it that no leavers are asked about
    }

    @Override
    public boolean isOther(String address) {
      return addresses.contains(address);
    }
  }
}
