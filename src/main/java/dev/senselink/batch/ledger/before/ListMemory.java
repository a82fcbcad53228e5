package dev.senselink.batch.ledger.before;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who was on a list before an import of it, so that its memory can be put back. */
public final class ListMemory {
  private static final String MEMBERS =
      "SERVER, COMPANY, LIST, PERSON, NAME_HASH, KEY_HASHES, FIRST_N, SEEN_N, MISSED_N,"
          + " MISSING_SINCE, GONE_SINCE";
  private static final String OF_LIST = " WHERE SERVER = ? AND COMPANY = ? AND LIST = ?";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final String server;
  private final long company;

  ListMemory(LedgerDatabase database, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.server = server;
    this.company = company;
  }

  /**
   * Keeps the members of a list as they are now; what the run has kept before stays. On disk when
   * this returns.
   *
   * @param list its name as it is compared
   */
  public void keep(String run, String list) {
    if (listOf(run).isPresent()) {
      return;
    }
    database.inTransaction(
        () -> {
          jdbc.update(
              "INSERT INTO LIST_MEMBER_BEFORE (RUN, "
                  + MEMBERS
                  + ") SELECT CAST(? AS VARCHAR(40)), "
                  + MEMBERS
                  + " FROM LIST_MEMBER"
                  + OF_LIST,
              run,
              server,
              company,
              list);
          jdbc.update("UPDATE BEFORE_RUN SET LIST = ? WHERE RUN = ?", list, run);
        });
  }

  /** The list whose members a run has kept; empty where it has kept none. */
  public Optional<String> listOf(String run) {
    List<String> list =
        jdbc.queryForList(
            "SELECT LIST FROM BEFORE_RUN WHERE RUN = ? AND LIST <> ''", String.class, run);
    return list.stream().findFirst();
  }

  /** How many members a run has kept. */
  public long members(String run) {
    Long count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM LIST_MEMBER_BEFORE WHERE RUN = ?", Long.class, run);
    return count == null ? 0 : count;
  }

  /** Makes the members of the list those whom a run has kept. On disk when this returns. */
  public void putBack(String run) {
    String list = listOf(run).orElseThrow(() -> new IllegalStateException("nothing was kept"));
    database.inTransaction(
        () -> {
          jdbc.update("DELETE FROM LIST_MEMBER" + OF_LIST, server, company, list);
          jdbc.update(
              "INSERT INTO LIST_MEMBER ("
                  + MEMBERS
                  + ") SELECT "
                  + MEMBERS
                  + " FROM LIST_MEMBER_BEFORE WHERE RUN = ?",
              run);
        });
  }
}
