package dev.senselink.batch.notify.metrics;

import dev.senselink.batch.notify.EndedJob;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a job ran last.
 *
 * @param lastSuccess when it last came to its end, be it with rows that need attention
 * @param lastDone when it last did so with nothing that needs attention
 */
public record JobState(
    String command,
    String jobFile,
    int exitCode,
    Instant startedAt,
    Instant finishedAt,
    @Nullable Instant lastSuccess,
    @Nullable Instant lastDone,
    Map<String, Long> counts) {
  public JobState {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /**
   * The state after a run.
   *
   * @param before the state before it, {@code null} for none
   */
  public static JobState after(EndedJob end, @Nullable JobState before) {
    boolean success = end.level() != EndedJob.Level.FAILURE;
    boolean done = end.level() == EndedJob.Level.FINE;
    return new JobState(
        end.command(),
        end.jobFile(),
        end.exitCode(),
        end.startedAt(),
        end.finishedAt(),
        success ? end.finishedAt() : before == null ? null : before.lastSuccess(),
        done ? end.finishedAt() : before == null ? null : before.lastDone(),
        end.counts());
  }
}
