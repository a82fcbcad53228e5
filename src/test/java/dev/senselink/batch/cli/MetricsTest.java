package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.ledger.store.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricsProcessor;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.types.MetricType;
import org.hawkular.agent.prometheus.walkers.CollectorPrometheusMetricsWalker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the jobs ran last, for a machine, read by a parser of others. */
@Tag("slow")
class MetricsTest {
  private static final String PREFIX = "senselink_batch_";

  private static final String STRICT =
      "import sys; from prometheus_client.openmetrics import parser as om;"
          + " list(om.text_string_to_metric_families(open(sys.argv[1]).read()))";

  @TempDir Path folder;
  private Shell shell;
  private Path file;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    file = folder.resolve("senselink.prom");
  }

  @AfterEach
  void close() {
    shell.close();
  }

  /** Every sample by its name and labels. */
  private Map<String, Double> samples() throws IOException {
    String text = Files.readString(file);
    assertThat(text).endsWith("\n# EOF\n").doesNotContain("{}");
    Map<String, Double> samples = new TreeMap<>();
    CollectorPrometheusMetricsWalker read = new CollectorPrometheusMetricsWalker();
    try (InputStream in = Files.newInputStream(file)) {
      new TextPrometheusMetricsProcessor(in, read).walk();
    }
    for (MetricFamily family : read.getAllMetricFamilies()) {
      assertThat(family.getName()).startsWith(PREFIX);
      assertThat(family.getType()).isEqualTo(MetricType.GAUGE);
      assertThat(family.getHelp()).isNotBlank();
      for (Metric metric : family.getMetrics()) {
        samples.put(
            family.getName().substring(PREFIX.length()) + new TreeMap<>(metric.getLabels()),
            ((Gauge) metric).getValue());
      }
    }
    assertThat(samples)
        .as("the parser passes over what it does not understand")
        .hasSize((int) text.lines().filter(line -> !line.startsWith("#")).count());
    return samples;
  }

  private String of(String metric, String command, String jobFile) {
    return "%s{command=%s, job_file=%s, server=%s}".formatted(metric, command, jobFile, server());
  }

  private String of(String metric, String command, String jobFile, String label) {
    return label.startsWith("of=")
        ? of(metric, command, jobFile).replace(", server", ", " + label + ", server")
        : of(metric, command, jobFile).replace("}", ", " + label + "}");
  }

  private String of(String metric) {
    return "%s{server=%s}".formatted(metric, server());
  }

  /** The same of the server that is not there. */
  private String away(String sample) {
    return sample.replace(server(), "127.0.0.1:1");
  }

  private String server() {
    return shell.sandbox().url().getAuthority();
  }

  private Shell.Told job(String name, String... lines) {
    Path job = shell.write(name, String.join("\n", lines) + "\n");
    return shell.run("run", job.toString(), "--metrics-file=" + file);
  }

  @Test
  void what_ran_last_is_told_of_every_job_and_stays_told() throws IOException {
    shell.staff(2);
    double before = System.currentTimeMillis() / 1000.0;
    assertThat(job("staff.yml", "job: import-users", "roster: roster.csv").exit()).isZero();
    assertThat(job("night \"1\".yml", "job: export", "dir: backup").exit()).isZero();
    shell.roster("jobNumber,name", "E1,Person 1", ",Nobody");

    assertThat(shell.importing(folder.resolve("roster.csv"), "--metrics-file", file.toString()))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isEqualTo(3));

    Map<String, Double> samples = samples();
    assertThat(samples)
        .containsEntry(of("last_run_exit_code", "import-users", "staff"), 0.0)
        .containsEntry(of("last_run_exit_code", "import-users", ""), 3.0)
        .containsEntry(of("last_run_exit_code", "export", "night \"1\""), 0.0)
        .containsEntry(of("last_run_status", "import-users", "", "status=attention"), 1.0)
        .containsEntry(of("last_run_status", "import-users", "", "status=done"), 0.0)
        .containsEntry(of("last_run_count", "import-users", "staff", "of=created"), 2.0)
        .containsEntry(of("last_run_count", "import-users", "", "of=rejected"), 1.0)
        .containsEntry(of("last_run_count", "export", "night \"1\"", "of=users"), 2.0)
        .containsEntry(of("open_conflicts"), 0.0);
    assertThat(
            List.of(
                samples.get(of("last_success_timestamp_seconds", "import-users", "staff")),
                samples.get(of("last_success_timestamp_seconds", "import-users", "")),
                samples.get(of("last_backup_timestamp_seconds"))))
        .allSatisfy(
            at -> assertThat(at).isBetween(before, System.currentTimeMillis() / 1000.0 + 1));
    assertThat(samples.get(of("last_run_duration_seconds", "import-users", "staff")))
        .isBetween(0.0, System.currentTimeMillis() / 1000.0 - before);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .as("node_exporter is another user")
        .isEqualTo("rw-r--r--");
    assertThat(Files.readString(file)).doesNotContain("Person", "E1", "Nobody");
  }

  @Test
  void a_failure_keeps_the_last_success() throws IOException {
    shell.staff(1);
    String[] lines = {"job: import-users", "roster: roster.csv", "outage-wait: 0"};
    assertThat(job("staff.yml", lines).exit()).isZero();
    double success = samples().get(of("last_success_timestamp_seconds", "import-users", "staff"));
    shell.staff(2);
    shell.with("SENSELINK_SERVER", "http://127.0.0.1:1");

    assertThat(job("staff.yml", lines).exit()).isEqualTo(4);

    assertThat(samples())
        .containsEntry(away(of("last_run_exit_code", "import-users", "staff")), 4.0)
        .containsEntry(away(of("last_run_status", "import-users", "staff", "status=stopped")), 1.0)
        .containsEntry(
            away(of("last_success_timestamp_seconds", "import-users", "staff")), success);
  }

  @Test
  void conflicts_are_open_until_somebody_decides() throws IOException {
    shell
        .sandbox()
        .addPerson(
            1, Map.of("name", "Other", "jobNumber", "X1", "groups", "1"), Portraits.person(1, 160));
    shell.photo("E1.jpg", 1); // the same face: similar
    shell.photo("E2.jpg", 2);
    shell.roster("jobNumber,name", "E1,Person 1", "E2,Person 2");
    assertThat(shell.importing(folder.resolve("roster.csv"), "--metrics-file", file.toString()))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isEqualTo(3));
    assertThat(samples()).containsEntry(of("open_conflicts"), 1.0);
    // The same list again asks the same again, and no more than that.
    shell.importing(folder.resolve("roster.csv"), "--restart", "--metrics-file", file.toString());
    assertThat(samples()).containsEntry(of("open_conflicts"), 1.0);
    Path conflicts = shell.report().resolve("conflicts.csv");
    String decided = Files.readString(conflicts).replaceFirst("(?m),(\"?)\\r?\\n\\z", ",skip\r\n");
    Files.writeString(conflicts, decided);

    Shell.Told told = shell.run("resolve", conflicts.toString(), "--metrics-file", file.toString());

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(samples()).containsEntry(of("open_conflicts"), 0.0);
  }

  @Test
  void practice_leaves_no_trace_unless_it_is_asked_for() throws IOException {
    shell.staff(1);
    shell.with("SENSELINK_METRICS_FILE", file.toString()).with("SENSELINK_DATA", null);
    String roster = folder.resolve("roster.csv").toString();

    assertThat(shell.run("import", "users", roster, "--sandbox", "--report", folder + "/r1").exit())
        .isZero();
    assertThat(file).doesNotExist();

    shell.run(
        "import",
        "users",
        roster,
        "--sandbox",
        "--report",
        folder + "/r2",
        "--metrics-file",
        file.toString());
    assertThat(samples())
        .containsEntry("last_run_exit_code{command=import-users, job_file=, server=}", 0.0);
  }

  @Test
  void a_job_that_could_not_begin_is_told_beside_the_others_and_by_its_own_name()
      throws IOException {
    shell.staff(1);
    String[] lines = {"job: import-users", "roster: roster.csv"};
    assertThat(job("staff.yml", lines).exit()).isZero();
    assertThat(job("night.yml", "job: export", "dir: backup").exit()).isZero();

    assertThat(job("staff.yml", "job: import-users", "roster: roster.csv", "groupz: A").exit())
        .isEqualTo(2);
    assertThat(samples())
        .containsEntry(of("last_run_exit_code", "import-users", "staff"), 2.0)
        .containsEntry(of("last_run_exit_code", "export", "night"), 0.0)
        .containsKey(of("last_success_timestamp_seconds", "import-users", "staff"));

    assertThat(job("staff.yml", "{").exit()).isEqualTo(2);
    assertThat(samples().keySet().stream().filter(key -> key.startsWith("last_run_exit_code")))
        .as("its name is known from before")
        .containsExactlyInAnyOrder(
            of("last_run_exit_code", "import-users", "staff"),
            of("last_run_exit_code", "export", "night"));

    assertThat(job("staff.yml", lines).exit()).isZero();
    assertThat(samples())
        .as("what was mended is no alarm any more")
        .containsEntry(of("last_run_exit_code", "import-users", "staff"), 0.0);
    assertThat(Path.of("last-runs")).as("the working folder keeps nothing").doesNotExist();
  }

  @Test
  void a_dry_run_is_no_success() throws IOException {
    shell.staff(1);
    shell.with("SENSELINK_SERVER", "http://127.0.0.1:1");
    String[] lines = {"job: import-users", "roster: roster.csv", "outage-wait: 0"};
    assertThat(job("staff.yml", lines).exit()).isEqualTo(4);
    String before = Files.readString(file);
    shell.with("SENSELINK_SERVER", shell.sandbox().url().toString());

    assertThat(
            shell.run(
                "run",
                folder.resolve("staff.yml").toString(),
                "--dry-run=true",
                "--metrics-file=" + file))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isZero());
    assertThat(
            shell.importing(
                folder.resolve("roster.csv"), "--dry-run", "--metrics-file", file.toString()))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isZero());

    assertThat(file).hasContent(before);
  }

  @Test
  void a_part_of_a_list_is_no_success() throws IOException {
    shell.staff(2);

    assertThat(
            shell.importing(
                folder.resolve("roster.csv"), "--limit", "1", "--metrics-file", file.toString()))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isZero());

    assertThat(samples())
        .containsEntry(of("last_run_exit_code", "import-users", ""), 0.0)
        .doesNotContainKey(of("last_success_timestamp_seconds", "import-users", ""));
  }

  @Test
  void a_job_that_is_held_up_leaves_what_is_known_of_it() throws IOException {
    shell.staff(1);
    String[] lines = {"job: import-users", "roster: roster.csv"};
    assertThat(job("staff.yml", lines).exit()).isZero();
    String before = Files.readString(file);

    try (DataFolder other = DataFolder.lock(shell.data().resolve("jobs"), "another")) {
      assertThat(job("staff.yml", lines).exit()).isEqualTo(4);
    }

    assertThat(file).hasContent(before);
  }

  @Test
  void practice_replaces_no_file_in_which_other_jobs_stand() throws IOException {
    shell.staff(1);
    shell.with("SENSELINK_DATA", null);
    Files.writeString(file, "of the real jobs\n");

    Shell.Told told =
        shell.run(
            "import",
            "users",
            folder.resolve("roster.csv").toString(),
            "--sandbox",
            "--report",
            folder + "/r",
            "--metrics-file",
            file.toString());

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.err()).contains("stays as it is", file.toString());
    assertThat(file).hasContent("of the real jobs\n");
  }

  @Test
  void two_servers_are_told_apart() throws IOException {
    shell.staff(1);
    assertThat(
            shell.importing(folder.resolve("roster.csv"), "--metrics-file", file.toString()).exit())
        .isZero();
    String first = of("last_run_exit_code", "import-users", "");
    shell.with("SENSELINK_SERVER", "http://127.0.0.1:1");

    assertThat(
            shell.importing(
                folder.resolve("roster.csv"),
                "--outage-wait",
                "0",
                "--metrics-file",
                file.toString()))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isEqualTo(4));

    assertThat(samples()).containsEntry(first, 0.0).containsEntry(away(first), 4.0);
  }

  /**
   * Of Debian's package python3-prometheus-client, which takes nothing that the standard does not.
   */
  @Test
  void the_strict_parser_of_prometheus_own_client_takes_it() throws Exception {
    String missing = python("import prometheus_client");
    // Where the build installs it, it must be there: a test that is skipped holds nothing.
    assumeTrue(missing.isEmpty() || System.getenv("CI") != null, "no such parser here");
    assertThat(missing).isEmpty();
    shell.staff(1);
    shell.importing(folder.resolve("roster.csv"), "--metrics-file", file.toString());
    String text = Files.readString(file);

    assertThat(python(STRICT, file.toString())).isEmpty();

    Files.writeString(file, text.replace("# EOF\n", ""));
    assertThat(python(STRICT, file.toString())).as("it is strict").contains("Missing # EOF");
  }

  /** What a script complains of. */
  private String python(String script, String... args) throws Exception {
    Path python = Path.of("/usr/bin/python3");
    if (!Files.isExecutable(python)) {
      return "no Python";
    }
    List<String> command = new ArrayList<>(List.of(python.toString(), "-c", script));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : said;
  }

  /** Of what cannot be taken whole, the one that was there stays whole. */
  @Test
  void the_file_is_replaced_whole_or_stays() throws IOException {
    shell.staff(1);
    String roster = folder.resolve("roster.csv").toString();
    shell.importing(Path.of(roster), "--metrics-file", file.toString());
    Object first = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    shell.importing(Path.of(roster), "--metrics-file", file.toString());
    assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
        .as("who reads has the old one or the new one")
        .isNotEqualTo(first);
    String before = Files.readString(file);
    Files.writeString(shell.data().resolve("runs.json"), "{");

    Shell.Told told =
        shell.run(
            "photos", "check", folder + "/photos", "--offline", "--metrics-file", file.toString());

    assertThat(told.err()).as(told.all()).contains("was not updated");
    assertThat(file).hasContent(before);
  }

  @Test
  void a_file_that_cannot_be_is_told_before_anything_is_sent() {
    shell.staff(1);

    Shell.Told told =
        shell.importing(
            folder.resolve("roster.csv"), "--metrics-file", folder.resolve("no/x.prom").toString());

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("--metrics-file", "its folder must exist");
    assertThat(shell.sandbox().people()).isEmpty();
  }

  @Test
  void what_cannot_be_written_in_the_end_is_told_and_changes_nothing() throws IOException {
    shell.staff(1);
    Path made = Files.createDirectory(folder.resolve("made"));
    Path target = made.resolve("x.prom");
    Files.createDirectories(shell.data());
    Files.writeString(shell.data().resolve("last-runs"), "in the way");

    Shell.Told told =
        shell.importing(folder.resolve("roster.csv"), "--metrics-file", target.toString());

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.err()).contains("x.prom was not updated");
  }
}
