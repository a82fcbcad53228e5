package dev.senselink.batch.fleet.state;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.outcome.RowEnding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a site stands in a fleet's run.
 *
 * @param code the exit code its command ended with last; -1 while there is none
 * @param tries how often it was tried while it could not be reached
 * @param summary facts and counts of its run
 * @param why what to know about it, in words
 */
public record SiteState(
    String site, Phase phase, int code, int tries, Map<String, String> summary, String why) {
  /** Of how many hundredths of the rows nothing may have come where a site has passed. */
  private static final double MOST_REJECTED = 5;

  /** How many there are in its list. */
  public static final String ROWS = "rows";

  /** How many of them nobody knows what became of, until its ledger can tell. */
  public static final String UNKNOWN = "unknown";

  /** The id of its run. */
  public static final String RUN = "runId";

  public static final int DONE = 0;
  public static final int DEFECT = 1;
  public static final int ATTENTION = 3;
  public static final int STOP = 4;

  /** Where it is on its way. */
  public enum Phase {
    /** Its turn has not come. */
    WAITING,
    RUNNING,
    /** Its command came to its end: exit 0 or 3. */
    ENDED,
    /** Its server gave no answer, as often as it was tried. */
    UNREACHABLE,
    /** Its command did not come to its end, or could not begin. */
    STOPPED,
    /** No row names it. */
    NO_ROWS
  }

  public SiteState {
    summary = new LinkedHashMap<>(summary);
  }

  /** One whose turn has not come, and of whose rows nothing is known. */
  public static SiteState waiting(String site) {
    return new SiteState(site, Phase.WAITING, -1, 0, Map.of(), "");
  }

  /** One whose turn has not come: until its command says otherwise nothing became of its rows. */
  public static SiteState waiting(String site, long rows) {
    String all = String.valueOf(rows);
    Map<String, String> counts = Map.of(ROWS, all, RowEnding.Group.NOT_ATTEMPTED.key(), all);
    return new SiteState(site, Phase.WAITING, -1, 0, counts, "");
  }

  /** The same before its turn, of which is known what became of its rows and nothing else. */
  public SiteState again() {
    Map<String, String> known =
        phase == Phase.RUNNING ? unknown() : counts(); // it was killed there
    return new SiteState(site, Phase.WAITING, -1, 0, known, "");
  }

  /** The same on another part of its way. */
  public SiteState in(Phase now) {
    return new SiteState(site, now, code, tries, summary, why);
  }

  /** The same, tried once more. */
  public SiteState tried() {
    return new SiteState(site, phase, code, tries + 1, summary, why);
  }

  /**
   * The same, as its command has ended. Of rows it may have said nothing: then what was known of
   * them holds if it has begun nothing, and else nothing does.
   */
  public SiteState ended(Phase now, SiteEnd how) {
    return new SiteState(
        site, now, how.code(), tries, counted(how.summary(), how.code()), how.said());
  }

  /** The same, of which the site's ledger says what became of its rows, or is silent. */
  public SiteState seen(Map<String, String> summary) {
    return new SiteState(site, phase, code, tries, counted(summary, code), why);
  }

  private Map<String, String> counted(Map<String, String> said, int ended) {
    Map<String, String> all = new LinkedHashMap<>(said);
    if (!all.containsKey(ROWS)) {
      all.putAll(all.containsKey(RUN) || ended == DEFECT ? unknown() : counts());
    }
    return all;
  }

  private Map<String, String> unknown() {
    String all = summary.get(ROWS);
    return all == null ? Map.of() : Map.of(ROWS, all, UNKNOWN, all);
  }

  private Map<String, String> counts() {
    Map<String, String> counts = new LinkedHashMap<>(summary);
    counts
        .keySet()
        .removeIf(
            key ->
                !key.equals(ROWS)
                    && !key.equals(UNKNOWN)
                    && Stream.of(RowEnding.Group.values()).noneMatch(g -> g.key().equals(key)));
    return counts;
  }

  /** Whether its work is over and done with. */
  public boolean isOver() {
    return phase == Phase.ENDED || phase == Phase.NO_ROWS;
  }

  /** Whether it may be taken for a sign that the others will do well. */
  public boolean hasPassed() {
    if (phase == Phase.NO_ROWS) {
      return true;
    }
    return phase == Phase.ENDED
        && (code == DONE
            || code == ATTENTION
                && brake().isEmpty()
                && (count("rejected") + count("failed")) * 100.0 <= MOST_REJECTED * count(ROWS));
  }

  /** Whether it speaks against going on: a server that gives no answer does not. */
  public boolean hasFailed() {
    return (phase == Phase.ENDED || phase == Phase.STOPPED) && !hasPassed();
  }

  /** What made its run leave all leavers alone, {@code ""} for nothing. */
  public String brake() {
    return summary.getOrDefault("leaversBrake", "");
  }

  /** How long its rows took. */
  public double seconds() {
    String said = summary.getOrDefault("durationSeconds", "");
    return said.matches("[0-9]{1,9}([.][0-9]{1,9})?") ? Double.parseDouble(said) : 0;
  }

  /** Where it is on its way, for people. */
  public String inWords() {
    return words("phase." + phase);
  }

  /**
   * A count of its summary. While it is worked, or died there, all its rows are unknown; later
   * those that are count as failed.
   */
  public long count(String key) {
    if (phase == Phase.RUNNING && !key.equals(ROWS)) {
      return key.equals(UNKNOWN) ? said(ROWS) : 0;
    }
    return key.equals(RowEnding.Group.FAILED.key()) ? said(key) + said(UNKNOWN) : said(key);
  }

  private long said(String key) {
    String said = summary.getOrDefault(key, "");
    return said.matches("[0-9]{1,18}") ? Long.parseLong(said) : 0;
  }
}
