package dev.senselink.batch.fleet.run;

import dev.senselink.batch.fleet.state.SiteEnd;
import java.util.function.Consumer;

/** Carries out what is to be done at a site, in the calling thread. Safe between threads. */
public interface SiteRunner {
  /** Who watches it. All calls may come from any thread. */
  interface Watcher {
    /**
     * From now on it can be stopped in order.
     *
     * @param stop is given the reason
     */
    void begins(Consumer<String> stop);
  }

  /**
   * What carries out the orders of one run of a fleet.
   *
   * @param fleetRun its id
   */
  default SiteRunner of(String fleetRun) {
    return this;
  }

  /** What carries out in this process what concerns the ledger alone. */
  default SiteRunner here() {
    return this;
  }

  /** Does so. */
  SiteEnd run(SiteOrder order, Watcher watcher);
}
