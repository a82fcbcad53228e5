package dev.senselink.batch.fleet.run;

import dev.senselink.batch.job.OtherSites;
import java.util.List;

/**
 * What is to be done at a site.
 *
 * @param site its name
 * @param command the words of the single command
 * @param others what is known at the other sites
 */
public record SiteOrder(String site, List<String> command, OtherSites others) {
  public SiteOrder {
    command = List.copyOf(command);
  }
}
