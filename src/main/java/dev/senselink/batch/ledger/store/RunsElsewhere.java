package dev.senselink.batch.ledger.store;

import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * How runs stand that the list of a data folder calls running and no process of it is at work on:
 * where many share a database, another machine may be, or may have ended them since.
 */
public final class RunsElsewhere {
  private RunsElsewhere() {}

  /**
   * A run as the database knows it.
   *
   * @param status as the ledger calls it
   * @param holder who is at work on its server now, in words; {@code ""} for nobody
   */
  public record Standing(String status, String holder) {}

  /**
   * Asks the database, without the lock of the data folder.
   *
   * @return how they stand, by id; empty where the ledger lies in the data folder
   * @throws LedgerException if the database cannot be asked
   */
  public static Map<String, Standing> of(Path dataFolder, Collection<String> runs) {
    Map<String, Standing> found = new HashMap<>();
    LedgerPlace place = LedgerPlace.of(dataFolder).orElse(null);
    if (place == null || runs.isEmpty()) {
      return found;
    }
    SharedDatabase at = place.open();
    RowCallbackHandler run =
        row ->
            found.put(
                row.getString(1), new Standing(row.getString(2), String.valueOf(row.getString(3))));
    try {
      new JdbcTemplate(new PostgresConnections(at))
          .query(
              "SELECT R.ID, R.STATUS, COALESCE((SELECT L.HOLDER FROM SERVER_LOCK L"
                  + " WHERE L.SERVER = R.SERVER AND "
                  + new ServerLocks(Machine.real(), at).isElsewhere("L.SERVER")
                  + "), '') FROM RUN R WHERE R.ID IN ("
                  + String.join(", ", Collections.nCopies(runs.size(), "?"))
                  + ")",
              run,
              runs.toArray());
      return found;
    } catch (DataAccessException e) {
      throw PostgresFailure.opening(at, e);
    }
  }
}
