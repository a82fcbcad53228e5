package dev.senselink.batch.job.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.senselink.batch.ledger.BookPlace;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Machine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Whoever began to make them may have died meanwhile, or have had no room. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BATCH_JOB_INSTANCE_SEQ",
        "BATCH_JOB_INSTANCE_SEQ,BATCH_STEP_EXECUTION_CONTEXT,BATCH_STEP_EXECUTION"
      })
  void tables_that_were_made_by_half_are_made_anew(String missing) {
    assumeThat(place).as("there all are made, or none").isNotEqualTo(BookPlace.POSTGRESQL);
    run(new JobPart.Task("before", () -> {}));
    for (String name : missing.split(",", -1)) {
      jdbc.execute("DROP TABLE " + name);
    }

    JobEngine.Ended ended = run(new JobPart.Task("task", () -> {}));

    assertThat(ended.status()).isEqualTo(JobEngine.Status.COMPLETED);
  }

  /** Whoever began the job may have died before its first execution was noted. */
  @Test
  void a_job_that_was_noted_and_never_begun_begins() {
    run(new JobPart.Task("before", () -> {}));
    List.of(
            "BATCH_STEP_EXECUTION_CONTEXT",
            "BATCH_STEP_EXECUTION",
            "BATCH_JOB_EXECUTION_CONTEXT",
            "BATCH_JOB_EXECUTION_PARAMS",
            "BATCH_JOB_EXECUTION")
        .forEach(table -> jdbc.update("DELETE FROM " + table));

    JobEngine.Ended ended = run(new JobPart.Task("before", () -> {}));

    assertThat(ended.status()).isEqualTo(JobEngine.Status.COMPLETED);
  }
}
