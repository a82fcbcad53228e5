package dev.senselink.batch.enrol.lookup;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.check.Finding;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.PermitPool;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.cell.HostCell;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The members of staff whom guests come to see. Safe between threads. */
public final class HostResolver {
  private static final int TOLD = 5;

  private final Machine machine;
  private final PersonLookup look;
  // A few hosts have many guests, and a look-up may be a request.
  private final Map<HostCell, ServerPlaces.Found> known = new ConcurrentHashMap<>();
  private final Map<HostCell, PermitPool> atWork = new ConcurrentHashMap<>();

  public HostResolver(Machine machine, PersonLookup look) {
    this.machine = machine;
    this.look = look;
  }

  /**
   * Whom a cell means.
   *
   * @throws UnansweredException if the server did not tell
   */
  ServerPlaces.Found of(HostCell cell) throws UnansweredException {
    PermitPool one = atWork.computeIfAbsent(cell, c -> new PermitPool(machine, 1));
    one.acquireUninterruptibly();
    try {
      ServerPlaces.Found found = known.get(cell);
      if (found == null) {
        found = found(cell, look.staff(cell));
        known.put(cell, found);
      }
      return found;
    } finally {
      one.release();
    }
  }

  private static ServerPlaces.Found found(HostCell cell, List<KnownPerson> people) {
    if (people.size() == 1) {
      return ServerPlaces.Found.of(people.get(0).id());
    }
    if (people.isEmpty()) {
      return unknown(cell.id() == null ? words("host.none") : words("host.noId", cell.id()));
    }
    String some =
        DisplayLanguage.list(
            people.stream().limit(TOLD).map(p -> words("named", p.name(), p.id())).toList());
    int more = people.size() - TOLD;
    return unknown(more > 0 ? words("host.several.more", some, more) : words("host.several", some));
  }

  private static ServerPlaces.Found unknown(String why) {
    return ServerPlaces.Found.not(new Finding("UNKNOWN_HOST", RosterColumn.HOST, why));
  }
}
