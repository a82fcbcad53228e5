package dev.senselink.batch.notify.metrics;

import dev.senselink.batch.disk.AtomicFile;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.notify.EndedJob;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the jobs ran last, as OpenMetrics text that node_exporter's textfile collector takes too:
 * gauges only, and moments in place of ages, which would stand still until the next run.
 */
public final class MetricsFile {
  private static final String BACKUP = "export";
  private static final int LAST_EXIT_CODE = 5;
  private static final int MILLIS = 3;

  private final Path file;

  public MetricsFile(Path file) {
    this.file = file;
  }

  /**
   * What is known of the jobs.
   *
   * @param openConflicts rows that wait for a person's decision, by the server
   */
  public record Known(List<JobState> jobs, Map<String, Long> openConflicts, String version) {
    public Known {
      jobs = List.copyOf(jobs);
      openConflicts = Map.copyOf(openConflicts);
    }

    /** Two data folders of one machine, each with its own server, must not have equal series. */
    Set<String> servers() {
      Set<String> all = new TreeSet<>(openConflicts.keySet());
      jobs.forEach(job -> all.add(job.server()));
      return all;
    }
  }

  /** Asks what is known. */
  @FunctionalInterface
  public interface Source {
    Known known() throws IOException;
  }

  /**
   * Replaces the file whole. Whoever ends at the same time may have known more, or less: what is
   * known is asked again until the file says just that.
   *
   * @throws IOException if it cannot be written; the old one is then as it was
   */
  public void write(Source source) throws IOException {
    Known written = null;
    for (Known known = source.known(); !known.equals(written); known = source.known()) {
      publish(text(known));
      written = known;
    }
  }

  private void publish(String text) throws IOException {
    AtomicFile whole = new AtomicFile(file);
    try {
      PrivateFiles.writeForAll(whole.begun(), text);
      whole.publish();
    } finally {
      whole.discard();
    }
  }

  private static String text(Known known) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : (Iterable<String>) template().lines()::iterator) {
      if (line.startsWith("{")) {
        samples(line.substring(1, line.length() - 1), known).forEach(text::append);
      } else {
        text.append(line).append('\n');
      }
    }
    return text.toString();
  }

  private static String template() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(MetricsFile.class.getResourceAsStream("/" + resource()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String resource() {
    return EndedJob.class.getPackageName().replace('.', '/') + "/metrics.txt";
  }

  private static Stream<String> samples(String name, Known known) {
    List<JobState> jobs = known.jobs();
    return switch (name) {
      case "info" ->
          known.servers().stream()
              .map(of -> server(of) + ",version=\"" + escaped(known.version()) + "\"")
              .map(labels -> sample(name, labels, "1"));
      case "last_run_exit_code" -> each(name, jobs, job -> String.valueOf(job.exitCode()));
      case "last_run_status" -> jobs.stream().flatMap(job -> status(name, job));
      case "last_run_count" -> jobs.stream().flatMap(job -> counts(name, job));
      case "last_run_duration_seconds" ->
          each(name, jobs, job -> seconds(Duration.between(job.startedAt(), job.finishedAt())));
      case "last_run_timestamp_seconds" -> each(name, jobs, job -> moment(job.finishedAt()));
      case "last_success_timestamp_seconds" -> each(name, jobs, job -> moment(job.lastSuccess()));
      case "last_backup_timestamp_seconds" ->
          known.servers().stream()
              .flatMap(of -> lastBackup(jobs, of).map(at -> sample(name, server(of), moment(at))));
      case "open_conflicts" ->
          known.servers().stream()
              .map(of -> sample(name, server(of), open(known.openConflicts(), of)));
      default -> throw new IllegalStateException("no metric " + name);
    };
  }

  private static Stream<Instant> lastBackup(List<JobState> jobs, String server) {
    return jobs.stream()
        .filter(job -> job.command().equals(BACKUP) && job.server().equals(server))
        .map(JobState::lastDone)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .stream();
  }

  private static String open(Map<String, Long> conflicts, String server) {
    return String.valueOf(conflicts.getOrDefault(server, 0L));
  }

  private static String server(String address) {
    return "server=\"" + escaped(address) + "\"";
  }

  /** A value of a job; {@code ""} where there is none. */
  private interface Value {
    String of(JobState job);
  }

  private static Stream<String> each(String name, List<JobState> jobs, Value value) {
    return jobs.stream()
        .filter(job -> !value.of(job).isEmpty())
        .map(job -> sample(name, labels(job), value.of(job)));
  }

  private static Stream<String> status(String name, JobState job) {
    return IntStream.rangeClosed(0, LAST_EXIT_CODE)
        .mapToObj(
            code ->
                sample(
                    name,
                    labels(job) + ",status=\"" + word(code) + "\"",
                    code == job.exitCode() ? "1" : "0"));
  }

  private static String word(int exitCode) {
    return switch (exitCode) {
      case 0 -> "done";
      case 2 -> "usage";
      case 3 -> "attention";
      case 4 -> "stopped";
      case LAST_EXIT_CODE -> "input";
      default -> "defect";
    };
  }

  private static Stream<String> counts(String name, JobState job) {
    return job.counts().entrySet().stream()
        .map(
            count ->
                sample(
                    name,
                    labels(job) + ",of=\"" + escaped(count.getKey()) + "\"",
                    String.valueOf(count.getValue())));
  }

  private static String labels(JobState job) {
    return "command=\"%s\",job_file=\"%s\",%s"
        .formatted(escaped(job.command()), escaped(job.jobFile()), server(job.server()));
  }

  private static String sample(String name, String labels, String value) {
    return "senselink_batch_" + name + "{" + labels + "} " + value + "\n";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String moment(@Nullable Instant at) {
    return at == null ? "" : BigDecimal.valueOf(at.toEpochMilli(), MILLIS).toPlainString();
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), MILLIS).toPlainString();
  }
}
