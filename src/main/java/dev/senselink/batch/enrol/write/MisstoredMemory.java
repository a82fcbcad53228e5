package dev.senselink.batch.enrol.write;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.before.BeforeKeeper;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.ledger.MisstoredStore;
import dev.senselink.batch.ledger.MisstoredStore.Misstored;
import java.util.List;

/**
 * Remembers people of whom the server stores another name or key than was sent as it shows them, so
 * that later runs find them, and an undo knows them. Safe between threads.
 */
final class MisstoredMemory {
  private final EnrolmentContext context;
  private final MisstoredStore known;
  private final BeforeKeeper before;

  MisstoredMemory(EnrolmentContext context) {
    this.context = context;
    this.known = context.ledger().misstored();
    this.before = new BeforeKeeper(context);
  }

  /**
   * Remembers one of them.
   *
   * @param keyHash what was sent, see {@link MisstoredStore#keyHash}
   * @param wrong the fields that are stored otherwise
   * @param stops whether nobody has accepted that
   */
  void remember(Person stored, String keyHash, List<String> wrong, boolean stops) {
    String shown = known.shownHash(ServerPersonMapper.known(stored, null));
    known.remember(
        new Misstored(stored.id(), keyHash, shown, String.join(",", wrong), stops),
        context.machine().wall().instant());
    before.storedOtherwise(stored, wrong);
  }
}
