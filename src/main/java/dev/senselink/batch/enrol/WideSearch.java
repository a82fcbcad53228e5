package dev.senselink.batch.enrol;

import dev.senselink.batch.check.Key;
import dev.senselink.batch.check.Keys;
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

  WideSearch(ServerSearch onServer, SnapshotSearch listed) {
    this.onServer = onServer;
    this.listed = listed;
  }

  @Override
  public List<KnownPerson> withKey(Key key) throws Unanswered {
    return both(onServer.withKey(key), listed.withKey(key), p -> People.hasKey(p, key));
  }

  @Override
  public List<KnownPerson> named(String name) throws Unanswered {
    String normal = Keys.name(name);
    return both(onServer.named(name), listed.named(name), p -> p.normalName().equals(normal));
  }

  @Override
  public Optional<KnownPerson> withId(long id) throws Unanswered {
    return onServer.withId(id);
  }

  private List<KnownPerson> both(
      List<KnownPerson> told, List<KnownPerson> known, Predicate<KnownPerson> fits)
      throws Unanswered {
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
