package dev.senselink.batch.job.run;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.IntentReconciliation;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.DataFolder;
import java.util.Map;

/** Takes up what earlier processes left without an answer, before anything new is sent. */
public final class OpenIntentRecovery {
  private final DataFolder data;
  private final Ledger ledger;
  private final JobProgress progress;

  public OpenIntentRecovery(DataFolder data, Ledger ledger, JobProgress progress) {
    this.data = data;
    this.ledger = ledger;
    this.progress = progress;
  }

  /**
   * What came of it.
   *
   * @param complete false if the server could not tell of all of them: nothing new is to be sent
   * @param earlierSends what may have left for the rows of this run before, by row
   */
  public record Settled(boolean complete, Map<Integer, EarlierSends> earlierSends) {}

  /** Looks for the people of every request that was left open. */
  public Settled settle(Enrolment.Setup setup) {
    if (ledger.anyOpen()) {
      if (!data.lastEndedInOrder()) {
        setup.server().leftBehind(data.lockedAt(), ledger.longestTimeout());
      }
      progress.waiting(words("waiting.lost"));
    }
    IntentReconciliation reconcile = Enrolment.reconcile(setup);
    IntentReconciliation.Result result = reconcile.run(data.lastEndedInOrder(), data.lockedAt());
    int all = result.found() + result.absent();
    if (all > 0) {
      progress.say(words("lost.lookedUp", all, result.found()));
    }
    return new Settled(result.complete(), reconcile.earlierSends());
  }
}
