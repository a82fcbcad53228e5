package dev.senselink.batch.fleet.run;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.job.ListPart;
import dev.senselink.batch.roster.RowLines;

/**
 * What is typed to have a site worked again, ready for a shell but for {@code {site}}, its name.
 *
 * @param same the fleet's command; {@code ""} where nothing is to be typed
 * @param anew the command that takes the list of all sites in again, once it is mended: the same,
 *     or the one that made the plans; {@code ""} where nobody knows it
 */
public record SiteAgain(String same, String anew) {
  private static final String CHOICE = "--site=";

  /** Nothing to type. */
  public static final SiteAgain NONE = new SiteAgain("", "");

  /** One command for both. */
  public static SiteAgain of(String command) {
    return new SiteAgain(command, command);
  }

  /** The part of the list that is a site's. */
  ListPart part(RowLines lines, String site) {
    return new ListPart(lines, of(same, site), of(anew, site));
  }

  /** Only which site is meant: a folder of photos with its name in it is every site's. */
  private static String of(String command, String site) {
    return command.replace(CHOICE + FleetDefinition.SITE, CHOICE + site);
  }
}
