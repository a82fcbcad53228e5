package dev.senselink.batch.notify;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How everything ended that was started at once: one command, or the runs of a job file.
 *
 * @param command the command's words joined by {@code -}
 * @param jobFile the job file's name without its ending, {@code ""} for a command that was typed
 * @param server host and port, {@code ""} where none was asked
 * @param exitCode of all runs together
 */
public record EndedJob(
    String command,
    String jobFile,
    String server,
    int exitCode,
    Instant startedAt,
    Instant finishedAt,
    List<EndedRun> runs) {
  private static final int ATTENTION = 3;

  public EndedJob {
    runs = List.copyOf(runs);
  }

  /** How much it matters. */
  public enum Level {
    FINE,
    ATTENTION,
    FAILURE
  }

  public Level level() {
    return switch (exitCode) {
      case 0 -> Level.FINE;
      case ATTENTION -> Level.ATTENTION;
      default -> Level.FAILURE;
    };
  }

  /**
   * By which it is known again. A job is its file, whatever stands in it; of what is typed each
   * server has its own.
   */
  public String key() {
    return jobFile.isEmpty() ? command + "\n" + server : "\n" + jobFile;
  }

  /** Whether none of its runs was to end before its list does. */
  public boolean isWhole() {
    return runs.stream().noneMatch(EndedRun::limited);
  }

  /** The counts of all runs, added up. */
  public Map<String, Long> counts() {
    Map<String, Long> sums = new LinkedHashMap<>();
    runs.forEach(run -> run.counts().forEach((name, count) -> sums.merge(name, count, Long::sum)));
    return sums;
  }

  /** Whether somebody stopped it, and so knows. */
  public boolean interrupted() {
    return runs.stream().anyMatch(EndedRun::interrupted);
  }
}
