package dev.senselink.batch.fleet.state;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.state.SiteState.Phase;
import dev.senselink.batch.outcome.RowEnding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a fleet's run ended, or stands.
 *
 * @param unknownRows rows of no site
 * @param stopped why it stopped before its end, {@code ""} if it did not
 * @param over whether it is done with; else the same command goes on with it
 */
public record FleetEnd(
    String id,
    String fleet,
    String job,
    Path report,
    Instant begun,
    Instant ended,
    int unknownRows,
    String stopped,
    boolean over,
    Map<String, SiteState> sites) {
  public FleetEnd {
    sites = new LinkedHashMap<>(sites);
  }

  /** What the shell is told. */
  public int exitCode() {
    Collection<SiteState> all = sites.values();
    if (all.stream().anyMatch(site -> site.code() == SiteState.DEFECT)) {
      return SiteState.DEFECT;
    }
    boolean any = count(Phase.NO_ROWS) < all.size();
    if (!stopped.isEmpty() || any && count(Phase.ENDED) == 0) {
      return SiteState.STOP;
    }
    boolean well = all.stream().allMatch(FleetEnd::isWell);
    return well && unknownRows == 0 ? SiteState.DONE : SiteState.ATTENTION;
  }

  /** Whether nobody has to look at a site. */
  public static boolean isWell(SiteState site) {
    return site.phase() == Phase.ENDED && site.code() == SiteState.DONE;
  }

  /** What to say of the rows of which nobody knows what became of them; empty if there are none. */
  public Optional<String> unknown() {
    long rows = sum(SiteState.UNKNOWN);
    List<String> at =
        sites.values().stream()
            .filter(site -> site.count(SiteState.UNKNOWN) > 0)
            .map(SiteState::site)
            .toList();
    return rows == 0
        ? Optional.empty()
        : Optional.of(words("rows.notKnown.at", rows, at.size(), String.join(", ", at)));
  }

  /** How many sites are so far. */
  public long count(Phase phase) {
    return sites.values().stream().filter(site -> site.phase() == phase).count();
  }

  /**
   * One count of all rows together: those of no site are read and rejected. The groups make up the
   * rows.
   */
  public long sum(String key) {
    boolean ofUnknown = key.equals(SiteState.ROWS) || key.equals(RowEnding.Group.REJECTED.key());
    return sites.values().stream().mapToLong(site -> site.count(key)).sum()
        + (ofUnknown ? unknownRows : 0);
  }
}
