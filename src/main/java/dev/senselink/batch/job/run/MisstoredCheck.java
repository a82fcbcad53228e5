package dev.senselink.batch.job.run;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.MisstoredStore;
import dev.senselink.batch.ledger.MisstoredStore.Misstored;
import java.util.List;
import java.util.Set;

/**
 * Looks at those for whom a run has stopped because the server stored a name or key wrongly, before
 * a job sends anything: else each start of a service would make one more of them.
 */
public final class MisstoredCheck {
  private MisstoredCheck() {}

  /**
   * Looks.
   *
   * @param accepted the fields that may be stored otherwise
   * @throws SettingsMismatchException if one is still as they were
   * @throws StoppedException if the server does not tell
   */
  public static void check(RetryingClient server, Ledger ledger, Set<String> accepted) {
    MisstoredStore known = ledger.misstored();
    for (Misstored one : known.stopped()) {
      if (accepted.containsAll(one.columns())) {
        continue;
      }
      Reply<List<Person>> read = server.ask(ListUsers.byId(one.person()));
      if (!(read instanceof Reply.Answer<List<Person>> answer)) {
        throw new StoppedException(read.words());
      }
      boolean still =
          answer.value().stream()
              .map(person -> ServerPersonMapper.known(person, null))
              .anyMatch(person -> known.shownHash(person).equals(one.shownHash()));
      if (still) {
        String columns = String.join(",", one.columns());
        throw new SettingsMismatchException(
            words("stored.still", one.person(), RosterFieldNames.list(one.columns()), columns));
      }
      known.forget(one.person());
    }
  }
}
