package dev.senselink.batch.fleet.broker;

import java.time.Instant;

/** Where messages of sites are sent to. */
interface SiteSender {
  /**
   * Sends a text; it is on the broker's disk when this returns.
   *
   * @param expires after that nobody gets it any more
   * @throws BrokerException if it may not be there
   */
  void send(String text, Instant expires);

  /** How many texts are there, those included that somebody has taken and is not done with. */
  long count();
}
