package dev.senselink.batch.fleet.report;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.fleet.state.SiteState.Phase;

/** What happened at a site that is worked no more, and what to do about it. */
public final class SiteAdvice {
  private SiteAdvice() {}

  /** What happened, in the words of the site's own command; {@code ""} where that said nothing. */
  public static String reason(SiteState site) {
    return site.brake().isEmpty() ? site.why() : words("page.brake", site.brake());
  }

  /**
   * What to do, {@code ""} for nothing.
   *
   * @param mayBeTried whether the sites of the run can be tried again by themselves
   */
  public static String next(SiteState site, boolean mayBeTried) {
    if (site.phase() == Phase.ENDED) {
      return FleetEnd.isWell(site) ? "" : words("page.next.look");
    }
    return switch (site.phase()) {
      case UNREACHABLE ->
          words(mayBeTried ? "page.next.unreachable" : "page.next.unreachable.again");
      case STOPPED -> words(mayBeTried ? "page.next.stopped" : "page.next.stopped.again");
      case NO_ROWS -> words("page.next.noRows");
      case WAITING, RUNNING -> words("page.next.waiting");
      case ENDED -> "";
    };
  }
}
