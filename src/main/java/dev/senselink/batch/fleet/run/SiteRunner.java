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

  /** Does so. */
  SiteEnd run(SiteOrder order, Watcher watcher);
}
