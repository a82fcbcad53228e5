package dev.senselink.batch.job.engine;

import dev.senselink.batch.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows at work, and where what becomes of them is kept. For one opening and one thread. */
public interface RowFlow {
  /** How many outcomes are stored at a time. */
  int CHUNK = 50;

  /** Begins; what it needs was learnt by the parts before. */
  void open();

  /** What became of the next row; {@code null} at the end. Waits, in no transaction of its own. */
  @Nullable Outcome read() throws InterruptedException;

  /** Stores outcomes in the caller's transaction. */
  void store(List<? extends Outcome> outcomes);

  /** Lets go of it. */
  void close();

  /** A defect of the program that ended the work; {@code null} if there was none. */
  @Nullable Throwable defect();

  /** Whether, after it came to its end, the job must not go on. */
  boolean unfinished();
}
