package dev.senselink.batch.job.run;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.photo.PhotoEngine;

/**
 * What a run, a dry run or a plan holds open while it works, whatever its rows are. Whoever opened
 * a part closes it.
 *
 * @param site what the server said of itself before anything was sent
 */
public record RunResources(
    ConnectionSettings connection,
    PhotoEngine engine,
    DataFolder data,
    LedgerDatabase database,
    Ledger ledger,
    RetryingClient server,
    ServerPreflight site,
    JobProgress progress,
    StopSwitch stop) {

  /** The part of it that enrolment works with. */
  public Enrolment.Resources enrolment() {
    return enrolment(engine);
  }

  /** Likewise, with photos that another engine prepares. */
  public Enrolment.Resources enrolment(PhotoEngine prepares) {
    return new Enrolment.Resources(
        server,
        ledger,
        prepares,
        connection.machine(),
        connection.zone(),
        stop::stop,
        progress::say);
  }

  /** How many rows are worked side by side. */
  public int concurrency() {
    return connection.server().concurrency();
  }
}
