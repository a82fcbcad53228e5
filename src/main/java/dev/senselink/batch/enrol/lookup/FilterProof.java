package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a filter finds people at all: one that finds nobody is believed only once it has found
 * somebody who is known to be there. Asked for once a run and field. Safe between threads.
 */
final class FilterProof {
  private static final int WITNESSES = 3;

  private final RetryingClient server;
  private final ServerSearch search;
  private final Ledger ledger;
  private final Map<KeyField, Says> known = new ConcurrentHashMap<>();

  /** What is known of a filter. */
  enum Says {
    FINDS,
    /** It does not find somebody who is there. */
    DEAF,
    /** Nobody is known to be there. */
    UNKNOWN
  }

  FilterProof(RetryingClient server, ServerSearch search, Ledger ledger) {
    this.server = server;
    this.search = search;
    this.ledger = ledger;
  }

  /** Somebody was found by the field. */
  void finds(KeyField field) {
    known.put(plain(field), Says.FINDS);
  }

  /** What the filter of a field is worth. */
  Says of(KeyField field) throws UnansweredException {
    KeyField asked = plain(field);
    Says before = known.get(asked);
    if (before != null) {
      return before;
    }
    Says says = asked == KeyField.NAME_AND_DEPARTMENT ? Says.UNKNOWN : ask(asked);
    if (says != Says.UNKNOWN) {
      known.put(asked, says);
    }
    return says;
  }

  private static KeyField plain(KeyField field) {
    return field == KeyField.MOBILE_AND_NAME ? KeyField.MOBILE : field;
  }

  private Says ask(KeyField field) throws UnansweredException {
    for (KnownPerson listed : witnesses(field)) {
      KnownPerson now = search.withId(listed.id()).orElse(null);
      if (now != null && !ServerPersonMapper.normal(now, field).isEmpty()) {
        return finds(field, now) ? Says.FINDS : Says.DEAF;
      }
    }
    return Says.UNKNOWN;
  }

  private boolean finds(KeyField field, KnownPerson there) throws UnansweredException {
    for (int waited = 0; !search.finds(field, there); waited++) {
      if (waited == RetryingClient.LONGEST_LAG.toSeconds()
          || !server.waitFor(Duration.ofSeconds(1))) {
        return false;
      }
    }
    return true;
  }

  /** From the snapshot and those of this run, or else whom earlier runs have written. */
  private List<KnownPerson> witnesses(KeyField field) throws UnansweredException {
    List<KnownPerson> some = new ArrayList<>(ledger.known().having(field.name(), WITNESSES));
    if (some.isEmpty()) {
      for (long id : ledger.seen().newest(WITNESSES)) {
        search.withId(id).ifPresent(some::add);
      }
    }
    return some;
  }
}
