package dev.senselink.batch.enrol.lookup;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.row.ServerMisbehaviourException;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.ledger.KnownPeopleStore;
import dev.senselink.batch.ledger.KnownPerson;
import java.util.List;

/**
 * Holds a list of nobody against a search, once per run: a server that starts up may list nobody
 * and know everybody, who would all be created a second time. Safe between threads.
 */
final class EmptyListProof {
  private final KnownPeopleStore listed;
  private final ServerSearch search;
  private volatile boolean proven;

  EmptyListProof(KnownPeopleStore listed, ServerSearch search) {
    this.listed = listed;
    this.search = search;
  }

  /**
   * Returns if the list is not empty, or a search does not find the key either.
   *
   * @throws ServerMisbehaviourException if the search finds somebody
   */
  void require(PersonKey key) throws UnansweredException {
    if (proven) {
      return;
    }
    List<KnownPerson> found = listed.count() == 0 ? search.withKey(key) : List.of();
    if (!found.isEmpty()) {
      throw new ServerMisbehaviourException(words("odd.listEmpty", found.get(0).id()));
    }
    proven = true;
  }
}
