package dev.senselink.batch.job.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Machine;
import org.junit.jupiter.api.Test;

/** Spring Batch. */
class SpringJobEngineTest extends JobEngineContract {
  @Override
  JobEngine engine(LedgerDatabase database) {
    return new SpringJobEngine(database, Machine.real());
  }

  /** Batch calls it unknown; a run of which that is not told would end well with nothing done. */
  @Test
  void a_step_whose_own_state_cannot_be_stored_has_failed() {
    JobPart breaking =
        new JobPart.Task(
            "breaking", () -> jdbc.update("UPDATE BATCH_STEP_EXECUTION SET VERSION = 99"));

    JobEngine.Ended ended = run(breaking);

    assertThat(ended.status()).isEqualTo(JobEngine.Status.FAILED);
    assertThat(ended.failure()).isNotNull();
  }
}
