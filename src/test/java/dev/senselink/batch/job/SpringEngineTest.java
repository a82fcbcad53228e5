package dev.senselink.batch.job;

import dev.senselink.batch.ledger.Database;
import dev.senselink.batch.machine.Machine;

/** Spring Batch. */
class SpringEngineTest extends JobEngineContract {
  @Override
  JobEngine engine(Database database) {
    return new SpringEngine(database, Machine.real());
  }
}
