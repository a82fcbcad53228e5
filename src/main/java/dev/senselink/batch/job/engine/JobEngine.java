package dev.senselink.batch.job.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the parts of a job one after the other, up to the first that does not come to its end. */
public interface JobEngine {
  /** How a job ended. */
  enum Status {
    COMPLETED,
    STOPPED,
    FAILED
  }

  /**
   * How a job ended.
   *
   * @param failure what broke it; {@code null} if nothing did, or nothing is known
   */
  record Ended(Status status, @Nullable Throwable failure) {}

  /**
   * Runs the job of a run to its end, or to where it stops.
   *
   * @param job the job's name
   * @param run the run's id
   */
  Ended run(String job, String run, List<JobPart> parts);
}
