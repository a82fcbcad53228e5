package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.machine.Deadline;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A site that somebody here waits for. Not for several threads but where it is said. */
final class GivenSite {
  final SiteOrder order;

  /** The message that tells of it; {@code null} while it is not given out. */
  @Nullable SiteNotice notice;

  /** Until when that message is not sent once more; {@code null} where it is to be sent. */
  @Nullable Deadline sent;

  /** When its window closes by this machine's clock; {@code null} if it does not. */
  @Nullable Instant closes;

  /** Whether somebody was at it when it was found, for whoever gave it out before. */
  boolean attached;

  /** Why it was given back last. */
  String note = "";

  /** Why it is to stop; any thread. */
  volatile @Nullable String stop;

  /** How it ended; under the lock of who waits. */
  @Nullable SiteEnd end;

  GivenSite(SiteOrder order) {
    this.order = order;
  }

  /** How one ends that nobody has worked. */
  static SiteEnd stopped(String why) {
    return new SiteEnd(SiteState.STOP, false, Map.of(), why);
  }

  String site() {
    return order.site();
  }
}
