package dev.senselink.batch.enrol.lookup;

import static dev.senselink.batch.enrol.row.Words.words;

import dev.senselink.batch.check.Finding;
import dev.senselink.batch.enrol.row.Unanswered;
import dev.senselink.batch.language.Speech;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.PermitPool;
import dev.senselink.batch.roster.Column;
import dev.senselink.batch.roster.cell.HostCell;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The members of staff whom guests come to see. Safe between threads. */
public final class Hosts {
  private static final int TOLD = 5;

  private final Machine machine;
  private final LookFirst look;
  // A few hosts have many guests, and a look-up may be a request.
  private final Map<HostCell, Places.Found> known = new ConcurrentHashMap<>();
  private final Map<HostCell, PermitPool> atWork = new ConcurrentHashMap<>();

  public Hosts(Machine machine, LookFirst look) {
    this.machine = machine;
    this.look = look;
  }

  /**
   * Whom a cell means.
   *
   * @throws Unanswered if the server did not tell
   */
  Places.Found of(HostCell cell) throws Unanswered {
    PermitPool one = atWork.computeIfAbsent(cell, c -> new PermitPool(machine, 1));
    one.acquireAnyway();
    try {
      Places.Found found = known.get(cell);
      if (found == null) {
        found = found(cell, look.staff(cell));
        known.put(cell, found);
      }
      return found;
    } finally {
      one.release();
    }
  }

  private static Places.Found found(HostCell cell, List<KnownPerson> people) {
    if (people.size() == 1) {
      return Places.Found.of(people.get(0).id());
    }
    if (people.isEmpty()) {
      return unknown(cell.id() == null ? words("host.none") : words("host.noId", cell.id()));
    }
    String some =
        Speech.list(
            people.stream().limit(TOLD).map(p -> words("named", p.name(), p.id())).toList());
    int more = people.size() - TOLD;
    return unknown(more > 0 ? words("host.several.more", some, more) : words("host.several", some));
  }

  private static Places.Found unknown(String why) {
    return Places.Found.not(new Finding("UNKNOWN_HOST", Column.HOST, why));
  }
}
