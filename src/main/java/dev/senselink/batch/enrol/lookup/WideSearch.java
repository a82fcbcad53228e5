package dev.senselink.batch.enrol.lookup;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.row.ServerMisbehaviourException;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.ledger.KnownPerson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Asks the server about each, and looks into the snapshot for those whom no filter finds: both ways
 * of looking find the same people. Whom only the snapshot knows is asked for by id, so that nobody
 * is found who is gone. Where no list could be had, the snapshot holds those of this run alone.
 */
final class WideSearch implements PeopleSource {
  private final ServerSearch onServer;
  private final SnapshotSearch listed;
  private final FilterProof filters;
  private final boolean hasList;

  /**
   * @param hasList whether the snapshot was taken from a list: else the filters alone tell who is
   *     there
   */
  WideSearch(ServerSearch onServer, SnapshotSearch listed, FilterProof filters, boolean hasList) {
    this.onServer = onServer;
    this.listed = listed;
    this.filters = filters;
    this.hasList = hasList;
  }

  /**
   * Everybody with this key.
   *
   * @throws ServerMisbehaviourException if nothing can tell who is there: no list was to be had,
   *     and the filter does not find whom it should
   */
  @Override
  public List<KnownPerson> withKey(PersonKey key) throws UnansweredException {
    List<KnownPerson> told = onServer.withKey(key);
    if (!told.isEmpty()) {
      filters.finds(key.field());
    } else if (!hasList && filters.of(key.field()) == FilterProof.Says.DEAF) {
      throw new ServerMisbehaviourException(words("odd.filterDeaf"));
    }
    return both(told, listed.withKey(key), p -> ServerPersonMapper.hasKey(p, key));
  }

  @Override
  public List<KnownPerson> named(String name) throws UnansweredException {
    String normal = KeyRules.name(name);
    return both(onServer.named(name), listed.named(name), p -> p.normalName().equals(normal));
  }

  @Override
  public Optional<KnownPerson> withId(long id) throws UnansweredException {
    return onServer.withId(id);
  }

  private List<KnownPerson> both(
      List<KnownPerson> told, List<KnownPerson> known, Predicate<KnownPerson> fits)
      throws UnansweredException {
    Map<Long, KnownPerson> found = new LinkedHashMap<>();
    told.forEach(p -> found.put(p.id(), p));
    for (KnownPerson p : known) {
      if (!found.containsKey(p.id())) {
        onServer.withId(p.id()).filter(fits).ifPresent(now -> found.put(now.id(), now));
      }
    }
    return new ArrayList<>(found.values());
  }
}
