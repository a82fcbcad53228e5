package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Runs rosters without photos in a small heap, and prints how fast it went. */
final class LargeRuns {
  private static final int IN_FLIGHT = 16;

  private final Path folder;
  private final String[] jvmOptions;

  /**
   * @param jvmOptions the heap first, e.g. {@code -Xmx256m}
   */
  LargeRuns(Path folder, String... jvmOptions) {
    this.folder = folder;
    this.jvmOptions = jvmOptions;
  }

  /** Validates a roster offline; returns the summary. */
  JsonNode validate(String name, Path roster, int exit) {
    Path report = folder.resolve("report-" + name.replace(' ', '-'));
    double load = Figures.load();
    Program.Ended ended =
        new Program(folder, jvmOptions)
            .run(
                "validate",
                "users",
                roster.toString(),
                "--allow-no-photo",
                "--report",
                report.toString());
    return tell("validated, " + name, report, ended, exit, load);
  }

  /** Imports a roster into a new sandbox without latency; returns the summary. */
  JsonNode importInto(String name, Path roster) {
    Path report = folder.resolve("report-" + name.replace(' ', '-'));
    double load = Figures.load();
    try (SandboxProcess sandbox = SandboxProcess.start(folder)) {
      List<String> command = new ArrayList<>(List.of("import", "users", roster.toString()));
      command.addAll(List.of("--allow-no-photo", "--report", report.toString()));
      command.addAll(List.of("--data", folder.resolve("data-" + name).toString()));
      command.addAll(List.of("--concurrency", String.valueOf(IN_FLIGHT)));
      command.addAll(sandbox.connection());
      Program.Ended ended = new Program(folder, jvmOptions).run(command.toArray(String[]::new));
      return tell("imported, " + name, report, ended, 0, load);
    }
  }

  private JsonNode tell(
      String what, Path report, Program.Ended ended, int exit, double loadBefore) {
    assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
    JsonNode summary = Figures.summary(report);
    int rows = summary.path("rows").asInt();
    Figures.say(
        "%s: %d rows in %.1f s from start to end (%.0f rows/s; rows alone %.1f s), %s; load before"
            + " %.1f and after %.1f on %d processors",
        what,
        rows,
        ended.seconds(),
        rows / ended.seconds(),
        summary.path("durationSeconds").asDouble(),
        jvmOptions[0],
        loadBefore,
        Figures.load(),
        Figures.processors());
    return summary;
  }
}
