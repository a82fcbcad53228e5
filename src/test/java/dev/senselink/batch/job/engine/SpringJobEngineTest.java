package dev.senselink.batch.job.engine;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Machine;

/** Spring Batch. */
class SpringJobEngineTest extends JobEngineContract {
  @Override
  JobEngine engine(LedgerDatabase database) {
    return new SpringJobEngine(database, Machine.real());
  }
}
