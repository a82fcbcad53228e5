package dev.senselink.batch.job.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import org.junit.jupiter.api.Test;

/** The plain loop. */
class PlainJobEngineTest extends JobEngineContract {
  @Override
  JobEngine engine(LedgerDatabase database) {
    return new PlainJobEngine(database);
  }

  @Test
  void no_transaction_is_open_while_a_row_is_waited_for() {
    Flow flow = new Flow(120);

    run(new JobPart.Rows("rows", flow));

    assertThat(flow.readInTransaction).hasSize(122).containsOnly(false);
  }

  @Test
  void an_error_of_the_machine_is_nobodys_to_catch() {
    JobPart dies =
        new JobPart.Task(
            "dies",
            () -> {
              throw new LinkageError("dead");
            });

    assertThatThrownBy(() -> run(dies)).isInstanceOf(LinkageError.class);
  }
}
