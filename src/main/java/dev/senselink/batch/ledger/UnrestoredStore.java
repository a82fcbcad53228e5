package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What restores could not bring back beside their rows, by run. */
public final class UnrestoredStore {
  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;

  UnrestoredStore(LedgerDatabase database) {
    this.database = database;
    this.jdbc = database.jdbc();
  }

  /** What is known of a run, in the order it was found. */
  public List<UnrestoredItem> of(String run) {
    return jdbc.query(
        "SELECT WHAT, HOW_MANY, WHY FROM UNRESTORED WHERE RUN = ? ORDER BY RUN, N",
        (rs, n) -> new UnrestoredItem(rs.getString(1), rs.getLong(2), rs.getString(3)),
        run);
  }

  /** From now on this is what is known of the run. */
  public void replace(String run, List<UnrestoredItem> all) {
    database.inTransaction(
        () -> {
          jdbc.update("DELETE FROM UNRESTORED WHERE RUN = ?", run);
          for (int n = 0; n < all.size(); n++) {
            UnrestoredItem one = all.get(n);
            jdbc.update(
                "INSERT INTO UNRESTORED VALUES (?,?,?,?,?)",
                run,
                n + 1,
                one.what(),
                one.count(),
                one.why());
          }
        });
  }
}
