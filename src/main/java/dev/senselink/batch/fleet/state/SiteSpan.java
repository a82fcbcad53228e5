package dev.senselink.batch.fleet.state;

import dev.senselink.batch.ledger.RunIndexFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a fleet's run has worked a site. A later run of the fleet may have gone on with the site's
 * own run: what was written in that time alone belongs to this one.
 *
 * @param from {@code null} if no other run of the fleet has worked the site before
 * @param before {@code null} if none has since
 */
public record SiteSpan(@Nullable Instant from, @Nullable Instant before) {
  /** Clocks of machines that share a database may differ by so much. */
  private static final Duration CLOCKS = Duration.ofSeconds(60);

  /** Of a run of the fleet. */
  public static SiteSpan of(FleetPlace place, FleetJournal.Content run, String site) {
    Instant own = begun(place, run, site).orElse(run.begun());
    List<Instant> others =
        place.runs().stream()
            .filter(id -> !id.equals(run.id()))
            .map(id -> FleetJournal.read(place.run(id)))
            .filter(Objects::nonNull)
            .filter(other -> other.job().equals(run.job())) // no other goes on with its runs
            .flatMap(other -> begun(place, other, site).stream())
            .toList();
    return new SiteSpan(
        others.stream().anyMatch(own::isAfter) ? own : null,
        others.stream().filter(own::isBefore).min(Instant::compareTo).orElse(null));
  }

  private static Optional<Instant> begun(FleetPlace place, FleetJournal.Content run, String site) {
    return Optional.ofNullable(FleetJournal.firstWorked(place.run(run.id())).get(site));
  }

  /** Whether a run of the site was at work within it. */
  public boolean meets(RunIndexFile.Entry run) {
    boolean goesOn = run.finishedAt().isEmpty();
    return (before == null || Instant.parse(run.startedAt()).isBefore(before))
        && (from == null || goesOn || !Instant.parse(run.finishedAt()).isBefore(from));
  }

  /**
   * As much of it as a run of the site does not have for itself alone.
   *
   * @param run {@code null} if nothing is known of it
   */
  public SiteSpan shared(RunIndexFile.@Nullable Entry run) {
    boolean later = run == null || from == null || Instant.parse(run.startedAt()).isBefore(from);
    boolean ended =
        run != null
            && before != null
            && !run.finishedAt().isEmpty()
            && Instant.parse(run.finishedAt()).isBefore(before);
    return new SiteSpan(later ? from : null, ended ? null : before);
  }

  /** The same without what clocks that differ may have put into it. */
  public SiteSpan narrowed() {
    return new SiteSpan(
        from == null ? null : from.plus(CLOCKS), before == null ? null : before.minus(CLOCKS));
  }

  /** The options that bound an undo to it. */
  public List<String> options() {
    return Stream.of(option("--written-from", from), option("--written-before", before))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> option(String name, @Nullable Instant moment) {
    return Optional.ofNullable(moment).map(at -> name + "=" + at);
  }
}
