package dev.senselink.batch.fleet.run;

import dev.senselink.batch.job.ListPart;
import dev.senselink.batch.job.OtherSites;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done at a site.
 *
 * @param site its name
 * @param command the words of the single command
 * @param others what is known at the other sites
 * @param part of which list the site's is a part; {@code null} where it is whole, or there is none
 * @param made the words of the command whose report is made again; none where nobody knows them
 */
public record SiteOrder(
    String site,
    List<String> command,
    OtherSites others,
    @Nullable ListPart part,
    List<String> made) {
  private static final String INSECURE = "--insecure";

  /** One of a list that is whole, or of none. */
  public SiteOrder(String site, List<String> command, OtherSites others) {
    this(site, command, others, null);
  }

  /** One that makes no report of another. */
  public SiteOrder(String site, List<String> command, OtherSites others, @Nullable ListPart part) {
    this(site, command, others, part, List.of());
  }

  public SiteOrder {
    command = List.copyOf(command);
    made = List.copyOf(made);
  }

  /**
   * The order that shows a run of a site, and with {@code --report} makes its report anew.
   *
   * @param more where its ledger is and what else is typed
   * @param insecure whether nobody there has to prove who it is
   */
  public static SiteOrder show(String site, String run, List<String> more, boolean insecure) {
    List<String> words = new ArrayList<>(List.of("runs", "show", run, "--json"));
    words.addAll(more);
    if (insecure) {
      words.add(INSECURE);
    }
    return new SiteOrder(site, words, OtherSites.NONE);
  }

  /**
   * The order that makes the report of a run of this one anew, with what this one gives to type.
   *
   * @param more as above
   */
  public SiteOrder shown(String run, List<String> more) {
    SiteOrder plain = show(site, run, more, isInsecure(command));
    return new SiteOrder(site, plain.command(), plain.others(), part, command);
  }

  /** Whether nobody has to prove who it is, by words of a command. */
  public static boolean isInsecure(List<String> words) {
    return words.contains(INSECURE) || words.contains(INSECURE + "=true");
  }
}
