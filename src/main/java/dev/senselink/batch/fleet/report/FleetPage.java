package dev.senselink.batch.fleet.report;

import static dev.senselink.batch.fleet.FleetMessages.words;

import com.samskivert.mustache.Mustache;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.fleet.state.SiteState.Phase;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.ToldCounts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one page of a fleet's run: what came of it, and which sites somebody has to look at. */
final class FleetPage {
  /** More is no page any more. */
  private static final int MOST_SITES = 500;

  private static final int SLOWEST = 10;

  private FleetPage() {}

  /**
   * Its text.
   *
   * @param earlier where reports of sites lie that are not beside it
   */
  static String of(FleetEnd end, List<Path> earlier) {
    String style = resource("fleet.css");
    List<SiteState> sites = List.copyOf(end.sites().values());
    List<SiteState> attention = sites.stream().filter(Predicate.not(FleetEnd::isWell)).toList();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("language", DisplayLanguage.language().toLanguageTag());
    values.put("style", style);
    values.put("digest", "sha256-" + Base64.getEncoder().encodeToString(Sha256Digest.of(style)));
    values.put("title", words("page.title", end.fleet(), end.id()));
    values.put("verdict", verdict(end));
    values.put("counts", counts(end));
    values.put("attentionTitle", words("page.attention", attention.size()));
    values.put("attention", table(end, earlier, attention.stream().limit(MOST_SITES)));
    values.put("anyAttention", !attention.isEmpty());
    values.put("anySlow", slowest(sites).findAny().isPresent());
    values.put("more", more(attention.size()));
    values.put("slowestTitle", words("page.slowest"));
    values.put("slowest", table(end, earlier, slowest(sites)));
    values.put("allTitle", words("page.all", sites.size()));
    values.put("all", table(end, earlier, sites.stream().limit(MOST_SITES)));
    values.put("moreOfAll", more(sites.size()));
    values.put("head", head());
    return Mustache.compiler()
        .emptyStringIsFalse(true)
        .compile(resource("fleet.html"))
        .execute(values);
  }

  private static String verdict(FleetEnd end) {
    if (!end.stopped().isEmpty()) {
      return words("page.stopped", end.stopped());
    }
    return words(end.exitCode() == SiteState.DONE ? "page.well" : "page.look");
  }

  private static List<String> counts(FleetEnd end) {
    List<String> counts = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      if (end.count(phase) > 0) {
        counts.add(words("page.phase", words("phase." + phase), end.count(phase)));
      }
    }
    String counted = counted(end::sum);
    if (!counted.isEmpty()) {
      counts.add(words("page.rows", end.sum("rows"), counted));
    }
    end.unknown().ifPresent(counts::add);
    if (end.unknownRows() > 0) {
      counts.add(words("page.unknown", end.unknownRows()));
    }
    return counts;
  }

  private static String more(int sites) {
    return sites > MOST_SITES ? words("page.more", sites - MOST_SITES, FleetReport.DOCUMENT) : "";
  }

  private static Stream<SiteState> slowest(List<SiteState> sites) {
    return sites.stream()
        .filter(site -> site.seconds() > 0)
        .sorted(Comparator.comparingDouble(SiteState::seconds).reversed())
        .limit(SLOWEST);
  }

  private static List<String> head() {
    return List.of(
        words("page.site"),
        words("page.state"),
        words("page.ofRows"),
        words("page.seconds"),
        words("page.what"));
  }

  private static List<Map<String, Object>> table(
      FleetEnd end, List<Path> earlier, Stream<SiteState> sites) {
    boolean mayBeTried = end.job().startsWith("import-");
    List<Map<String, Object>> rows = new ArrayList<>();
    sites.forEach(site -> rows.add(row(site, mayBeTried, link(end, earlier, site))));
    return rows;
  }

  /** Where the report of a site that somebody has to look at lies; {@code ""} for none. */
  private static String link(FleetEnd end, List<Path> earlier, SiteState site) {
    boolean look = site.phase() == Phase.ENDED && site.code() != SiteState.DONE;
    boolean half = site.phase() == Phase.STOPPED && site.summary().containsKey("runId");
    if (!look && !half) {
      return "";
    }
    String beside = FleetReport.SITES + "/" + site.site() + "/" + FleetReport.PAGE;
    return Files.exists(end.report().resolve(beside))
        ? beside
        : earlier.stream()
            .map(one -> one.resolve(beside))
            .filter(Files::exists)
            .reduce((first, last) -> last)
            .map(one -> one.toUri().toString())
            .orElse(beside);
  }

  private static Map<String, Object> row(SiteState site, boolean mayBeTried, String link) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("site", site.site());
    row.put("link", link);
    row.put("state", site.inWords());
    String counted = counted(site::count);
    row.put("rows", counted.isEmpty() ? "" : words("page.siteRows", site.count("rows"), counted));
    row.put("seconds", site.seconds() > 0 ? "%.0f".formatted(site.seconds()) : "");
    row.put("why", SiteAdvice.reason(site));
    row.put("what", SiteAdvice.next(site, mayBeTried));
    return row;
  }

  /** What became of rows, as far as there are some of which it did. */
  private static String counted(ToLongFunction<String> count) {
    return ToldCounts.of(count).entrySet().stream()
        .map(told -> words("page.rows." + told.getKey(), told.getValue()))
        .collect(Collectors.joining(words("page.rows.and")));
  }

  private static String resource(String name) {
    try (InputStream in = FleetPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
