package dev.senselink.batch.ledger.store;

import java.sql.SQLException;
import java.time.Duration;

/** How the words of one process come to a simulated database, and the answers back. */
public interface LockWire {
  /** What the database does when a word has come. */
  interface Word<T> {
    T carriedOut() throws SQLException;
  }

  /**
   * Carries a word there and its answer back.
   *
   * @param most so long an answer is waited for
   * @param beat whether it is one that shows that the locks are still there
   * @throws SQLException if no answer came; whether the word has come nobody knows
   */
  <T> T carried(Duration most, boolean beat, Word<T> word) throws SQLException;

  /** From now on this is the connection of the process. */
  void opened(LockRoom.Session session);

  /** The process leaves it. */
  void left(LockRoom.Session session);
}
