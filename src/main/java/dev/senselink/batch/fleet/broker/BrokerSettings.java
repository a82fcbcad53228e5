package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.ledger.store.LedgerPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the machines of a fleet find each other.
 *
 * @param database where what they know together lies
 * @param data the data folder of this machine
 * @param typed options for every command of this machine, as they are typed
 * @param longest after so long nobody begins a site any more that was given out
 */
public record BrokerSettings(
    BrokerPlace broker, LedgerPlace database, Path data, List<String> typed, Duration longest) {
  public BrokerSettings {
    typed = List.copyOf(typed);
  }
}
