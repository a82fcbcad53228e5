package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.ledger.sites.FleetBoard;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.ServerLock;
import dev.senselink.batch.machine.Machine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes back what a manager has given out who is not there any more. */
public final class FleetRecall {
  private FleetRecall() {}

  /**
   * From now on nobody begins a site of the fleet, and whoever is at one stops in order.
   *
   * @throws LedgerException if the database cannot be told, or another process manages the fleet
   */
  public static void recall(Machine machine, FleetPlace place) {
    Optional<LedgerPlace> ledger = LedgerPlace.of(place.folder());
    if (ledger.isEmpty()) {
      return; // it never had a worker
    }
    try (LedgerDatabase database =
            LedgerDatabase.open(machine, place.folder(), ledger.get().open(), DeskLines.ANSWER);
        @Nullable ServerLock alone = DeskLines.alone(database, place.fleet())) {
      new FleetBoard(database).begin(place.fleet(), "", words("stop.cancelled"));
      if (alone != null) {
        alone.endedInOrder();
      }
    }
  }
}
