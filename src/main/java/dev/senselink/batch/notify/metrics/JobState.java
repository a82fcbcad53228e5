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
    @Nullable String server,
    int exitCode,
    Instant startedAt,
    Instant finishedAt,
    @Nullable Instant lastSuccess,
    @Nullable Instant lastDone,
    Map<String, Long> counts) {
  /** What a job is called whose file could not be read: it is the one it was before. */
  private static final String UNREAD = "run";

  public JobState {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /** Host and port, {@code ""} where none was asked; files of earlier versions do not know it. */
  @Override
  public String server() {
    return server == null ? "" : server;
  }

  /**
   * The state after a run.
   *
   * @param before the state before it, {@code null} for none
   */
  public static JobState after(EndedJob end, @Nullable JobState before) {
    boolean success = end.level() != EndedJob.Level.FAILURE && end.isWhole();
    boolean done = end.level() == EndedJob.Level.FINE && end.isWhole();
    return new JobState(
        before != null && end.command().equals(UNREAD) ? before.command() : end.command(),
        end.jobFile(),
        before != null && end.server().isEmpty() ? before.server() : end.server(),
        end.exitCode(),
        end.startedAt(),
        end.finishedAt(),
        success ? end.finishedAt() : before == null ? null : before.lastSuccess(),
        done ? end.finishedAt() : before == null ? null : before.lastDone(),
        end.counts());
  }
}
