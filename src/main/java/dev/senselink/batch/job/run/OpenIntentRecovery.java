package dev.senselink.batch.job.run;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.IntentReconciliation;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.ServerLock;
import dev.senselink.batch.machine.Deadline;
import java.time.Duration;
import java.util.Map;

/** Takes up what earlier processes left without an answer, before anything new is sent. */
public final class OpenIntentRecovery {
  private final RunResources r;

  public OpenIntentRecovery(RunResources resources) {
    this.r = resources;
  }

  /**
   * What came of it.
   *
   * @param complete false if the server could not tell of all of them: nothing new is to be sent
   * @param earlierSends what may have left for the rows of this run before, by row
   */
  public record Settled(boolean complete, Map<Integer, EarlierSends> earlierSends) {}

  /** Looks for the people of every request that was left open. */
  public Settled settle(Enrolment.Scope scope) {
    DataFolder data = r.data();
    ServerLock lock = r.ledger().lock(); // taken later: who had it may have used another folder
    boolean inOrder = data.lastEndedInOrder() && (lock == null || lock.lastEndedInOrder());
    long since = lock == null ? data.lockedAt() : lock.lockedAt();
    if (lock != null && !isOver(lock)) {
      return new Settled(false, Map.of());
    }
    boolean open = r.ledger().anyOpen();
    // A row that was answered at last may have been sent before: that may still come to light.
    if (open && !inOrder || !r.ledger().intents().rowsSentRepeatedly(scope.run()).isEmpty()) {
      r.server().leftBehind(since, longestTimeout());
    }
    if (open) {
      r.progress().waiting(words("waiting.lost"));
    }
    IntentReconciliation reconcile = Enrolment.reconcile(r.enrolment(), scope);
    IntentReconciliation.Result result = reconcile.run(inOrder, since);
    int all = result.found() + result.absent();
    if (all > 0) {
      r.progress().say(words("lost.lookedUp", all, result.found()));
    }
    return new Settled(result.complete(), reconcile.earlierSends());
  }

  /**
   * Waits until nothing of whoever had the lock is under way any more, whatever is written down: it
   * may be at work still, and a database that took the place of another may have lost what it
   * wrote. False if this run stopped before.
   */
  private boolean isOver(ServerLock lock) {
    if (!lock.lastEndedInOrder()) {
      Duration longest = longestTimeout();
      r.server().leftBehind(lock.lockedAt(), longest);
      Deadline over = Deadline.since(r.connection().machine(), lock.lockedAt(), longest);
      if (!over.isOver()) {
        Duration left = over.left();
        r.progress().say(words("waiting.holder", left.toSeconds() + 1));
        if (!r.server().waitFor(left)) {
          return false;
        }
      }
    }
    lock.lastIsOver();
    return true;
  }

  /**
   * Likewise, before anything new is sent.
   *
   * @return what may have left for the rows of this run before, by row
   * @throws StoppedException if the server could not tell of all of them
   */
  public Map<Integer, EarlierSends> settleAll(Enrolment.Scope scope) {
    Settled settled = settle(scope);
    if (!settled.complete()) {
      throw new StoppedException(words("lost.unclear.nothingNew"));
    }
    return settled.earlierSends();
  }

  /** The longest of what is written down and this run's own. */
  private Duration longestTimeout() {
    Duration stored = r.ledger().longestTimeout();
    Duration own = r.connection().server().timeout();
    return own.compareTo(stored) < 0 ? stored : own;
  }
}
