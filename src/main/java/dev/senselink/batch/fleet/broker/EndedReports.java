package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Makes the reports of sites that workers have brought to their ends. Safe between threads. */
final class EndedReports {
  /** What the report of a site has in common with its import. */
  private static final Set<String> KEPT = Set.of("--report", "--data", "--lang", "--config");

  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final BrokerSettings settings;
  private final SiteRunner here;
  private final Machine machine;
  private final ToldOnce trouble;
  private final Monitor monitor;
  private volatile boolean unseen;

  EndedReports(BrokerSettings settings, SiteRunner here, Machine machine, Consumer<String> told) {
    this.settings = settings;
    this.here = here;
    this.machine = machine;
    this.trouble = new ToldOnce(told);
    this.monitor = machine.monitor();
  }

  /** Whether one could not be made: what is known of that site is still needed. */
  boolean isUnseen() {
    return unseen;
  }

  /**
   * Makes the site's report here, from the ledger that all share. Without it nobody could tell what
   * became of the rows, so the site has not ended before.
   */
  SiteEnd with(SiteOrder order, GivenSite errand, SiteEnd end) throws InterruptedException {
    String run = end.summary().getOrDefault("runId", "");
    if (run.isEmpty()) {
      return end;
    }
    List<String> more =
        new ArrayList<>(
            order.command().stream()
                .filter(word -> KEPT.contains(word.replaceFirst("=.*", "")))
                .toList());
    more.addAll(settings.typed());
    SiteOrder about = order.shown(run, more);
    while (true) {
      SiteEnd made = oneAtATime(about);
      if (made.code() == SiteState.DONE) {
        trouble.over();
        return end;
      }
      String stop = errand.stop;
      if (made.code() != SiteState.STOP || stop != null) {
        unseen = true;
        return stop == null
            ? new SiteEnd(made.code(), false, end.summary(), made.said(), false)
            : GivenSite.stopped(stop);
      }
      trouble.say(words("broker.report", order.site(), made.said()));
      machine.pause(AGAIN);
    }
  }

  /** Each opens the database: many at once would leave no room to the workers. */
  private SiteEnd oneAtATime(SiteOrder order) {
    monitor.enter();
    try {
      return here.run(order, stop -> {});
    } finally {
      monitor.leave();
    }
  }
}
