package dev.senselink.batch.fleet.report;

import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.outcome.RowEnding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code fleet.json}: a fleet's run for programs to read, with every site's own exit code. */
public final class FleetDocument {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private FleetDocument() {}

  /** Its text, once the command has ended. */
  public static String of(FleetEnd end) {
    return of(end, end.over() ? "over" : "stopped", true);
  }

  /**
   * Its text at any time.
   *
   * @param state how it stands, in a word
   */
  public static String of(FleetEnd end, String state) {
    return of(end, state, end.over());
  }

  private static String of(FleetEnd end, String state, boolean ended) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("fleet", end.fleet());
    all.put("fleetRun", end.id());
    all.put("job", end.job());
    all.put("state", state);
    if (ended) {
      all.put("exitCode", end.exitCode());
    }
    all.put("stopped", end.stopped());
    all.put("startedAt", time(end.begun()));
    if (ended) {
      all.put("finishedAt", time(end.ended()));
    }
    all.put("unknownSiteRows", end.unknownRows());
    all.put("report", end.report().toString());
    all.put("rows", end.sum("rows"));
    all.put("unknown", end.sum(SiteState.UNKNOWN));
    for (RowEnding.Group group : RowEnding.Group.values()) {
      all.put(group.key(), end.sum(group.key()));
    }
    List<Map<String, Object>> sites = new ArrayList<>();
    end.sites().values().forEach(site -> sites.add(site(site)));
    all.put("sites", sites);
    return JSON.writeValueAsString(all);
  }

  /** Of which run one tells; {@code ""} if it is none. */
  static String runOf(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readString(file, StandardCharsets.UTF_8))
          .path("fleetRun")
          .asString("");
    } catch (JacksonException e) {
      return "";
    }
  }

  private static Map<String, Object> site(SiteState site) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("site", site.site());
    one.put("state", site.phase().name());
    if (site.code() >= 0) {
      one.put("exitCode", site.code());
    }
    one.put("tries", site.tries());
    one.put("runId", site.summary().getOrDefault("runId", ""));
    one.put("rows", site.count("rows"));
    one.put("unknown", site.count(SiteState.UNKNOWN));
    for (RowEnding.Group group : RowEnding.Group.values()) {
      one.put(group.key(), site.count(group.key()));
    }
    one.put("leaversLeft", site.count("leaversLeft"));
    one.put("leaversBrake", site.brake());
    one.put("durationSeconds", site.seconds());
    one.put("reason", site.why());
    return one;
  }

  private static String time(Instant moment) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        moment.truncatedTo(ChronoUnit.MILLIS).atZone(ZoneId.systemDefault()));
  }
}
