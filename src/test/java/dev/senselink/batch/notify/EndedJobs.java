package dev.senselink.batch.notify;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends of jobs, to be told. */
public final class EndedJobs {
  private EndedJobs() {}

  /** One that needs attention. */
  public static EndedJob job(@Nullable Path report) {
    return job(
        3,
        new EndedRun(
            "staff.xlsx",
            3,
            "Done, but 2 rows need attention: created 118, rejected 2 of 120 rows.",
            Map.of("rows", 120L, "created", 118L, "rejected", 2L),
            "senselink import users rejected.csv --photos <photos>",
            report,
            false));
  }

  public static EndedJob job(int exitCode, EndedRun... runs) {
    Instant at = Instant.parse("2026-11-27T02:00:00Z");
    return new EndedJob(
        "import-users",
        "staff-sync",
        "10.0.0.5:8443",
        exitCode,
        at,
        at.plusSeconds(795),
        List.of(runs));
  }
}
