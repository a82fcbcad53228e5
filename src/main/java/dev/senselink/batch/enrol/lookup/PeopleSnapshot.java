package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.ledger.KnownPeopleStore;
import dev.senselink.batch.ledger.Ledger;
import java.time.Duration;

/** Fills the table of known people from one streamed list, so that a row costs no look-up. */
public final class PeopleSnapshot {
  private final RetryingClient server;
  private final Ledger ledger;
  private final String run;

  public PeopleSnapshot(RetryingClient server, Ledger ledger, String run) {
    this.server = server;
    this.ledger = ledger;
    this.run = run;
  }

  /**
   * Reads everybody.
   *
   * @param atMost when to give up
   * @return the list's end, as the server answered; only an answer means that the table is whole
   */
  public Reply<Long> take(Duration atMost) {
    Reply<Long> reply;
    try (KnownPeopleStore.Filler filler = ledger.known().replaceAll()) {
      reply =
          server.streamPeople(person -> filler.add(ServerPersonMapper.known(person, null)), atMost);
    }
    if (reply instanceof Reply.Answer) {
      try (KnownPeopleStore.Makers makers = ledger.known().makers()) {
        ledger.people().made(run, makers::add);
      }
    }
    return reply;
  }
}
