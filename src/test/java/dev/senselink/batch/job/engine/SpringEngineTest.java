package dev.senselink.batch.job.engine;

import dev.senselink.batch.ledger.store.Database;
import dev.senselink.batch.machine.Machine;

/** Spring Batch. */
class SpringEngineTest extends JobEngineContract {
  @Override
  JobEngine engine(Database database) {
    return new SpringEngine(database, Machine.real());
  }
}
