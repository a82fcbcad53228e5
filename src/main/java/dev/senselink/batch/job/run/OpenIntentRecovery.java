package dev.senselink.batch.job.run;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.IntentReconciliation;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.IntentStore;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.ServerLock;
import dev.senselink.batch.machine.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Takes up what earlier processes left without an answer, before anything new is sent. */
public final class OpenIntentRecovery {
  /** By so much a wall clock may be off. */
  private static final Duration SLACK = Duration.ofMinutes(1);

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
    if (open && !inOrder) {
      r.server().leftBehind(since, r.ledger().longestTimeout());
    }
    leftTwice(scope.run(), since);
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
      Duration stored = r.ledger().longestTimeout();
      Duration own = r.connection().server().timeout();
      Duration longest = own.compareTo(stored) < 0 ? stored : own;
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

  /**
   * A row that was answered at last may have been sent before that, by a process that has just
   * ended: what became of the earlier request may still come to light.
   */
  private void leftTwice(String run, long since) {
    IntentStore intents = r.ledger().intents();
    if (!intents.isCreatedAgain(run)) {
      return;
    }
    Duration timeout = intents.longestTimeout(run);
    Instant now = r.connection().machine().wall().instant();
    boolean over =
        intents
            .lastMeant(run)
            .filter(
                last -> last.plus(RetryingClient.comesToLight(timeout)).plus(SLACK).isBefore(now))
            .isPresent();
    if (!over) {
      r.server().leftBehind(since, timeout);
    }
  }
}
