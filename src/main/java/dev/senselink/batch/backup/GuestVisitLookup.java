package dev.senselink.batch.backup;

import java.util.Optional;

/** What a ledger knows of visitors and the API never gives. Asked by one thread. */
@FunctionalInterface
public interface GuestVisitLookup {
  /**
   * A visit as it was last sent.
   *
   * @param host the host's id
   * @param from {@code yyyy-MM-dd HH:mm:ss} in the server's own time
   * @param to likewise
   */
  record Visit(long host, String from, String to) {}

  /**
   * The visit of a visitor; empty where nothing certain is known. An id alone is nobody: a server
   * that was set up anew gives it to somebody else.
   *
   * @param name as the server shows it now
   * @param mobile likewise
   */
  Optional<Visit> of(long person, String name, String mobile);
}
