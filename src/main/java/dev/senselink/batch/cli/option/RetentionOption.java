package dev.senselink.batch.cli.option;

import dev.senselink.batch.cli.console.CliMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.job.privacy.PrivacyJob;
import dev.senselink.batch.ledger.store.LedgerException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How long runs are kept: a setting of the configuration or of a job, which every command that
 * makes runs obeys when it has come to its end.
 */
public final class RetentionOption {
  /** Less would take away the report that somebody is just looking at. */
  private static final Duration LEAST = Duration.ofDays(1);

  @Option(names = "--retention", paramLabel = "DURATION")
  @Nullable String retention;

  /**
   * The option by itself.
   *
   * @throws UsageException if it is no duration, or too short
   */
  public void check() {
    duration();
  }

  /** How long; empty where nothing is said: then all stays. */
  Optional<Duration> duration() {
    if (retention == null) {
      return Optional.empty();
    }
    return Optional.of(
        TypedDuration.read(retention)
            .filter(span -> span.compareTo(LEAST) >= 0)
            .orElseThrow(
                () -> new UsageException(CliMessages.words("option.retention", retention))));
  }

  /**
   * Forgets what is older, and says what was forgotten and what had to stay. Where another process
   * has the folder by now, that one does it, or the next.
   *
   * @param zone the server's, by which visits end
   */
  public void obey(Path data, ZoneId zone, Consumer<String> told) {
    duration().ifPresent(span -> forget(span, data, zone, told));
  }

  private static void forget(Duration span, Path data, ZoneId zone, Consumer<String> told) {
    try {
      PrivacyJob.Forgotten forgotten = new PrivacyJob(data).prune(Instant.now().minus(span), zone);
      if (!forgotten.runs().isEmpty()) {
        told.accept(CliMessages.words("retention.done", span.toDays(), forgotten.runs().size()));
      }
      forgotten
          .left()
          .forEach(
              left -> told.accept(CliMessages.words("retention.left", left.where(), left.why())));
    } catch (LedgerException e) {
      told.accept(CliMessages.words("retention.notNow", e.getMessage()));
    }
  }

  /** The setting as it is written; {@code null} where nothing is said. */
  public @Nullable String written() {
    return retention;
  }

  /** What it makes of the data folder, in words. */
  public String words() {
    return duration()
        .map(span -> CliMessages.words("retention.set", span.toDays()))
        .orElseGet(() -> CliMessages.words("retention.none"));
  }
}
