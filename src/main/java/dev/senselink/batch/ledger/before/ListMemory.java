package dev.senselink.batch.ledger.before;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who was on a list before an import of it, so that its memory can be put back. */
public final class ListMemory {
  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final String server;
  private final long company;

  public ListMemory(LedgerDatabase database, String server, long company) {
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
              "INSERT INTO LIST_MEMBER_BEFORE SELECT CAST(? AS VARCHAR(40)), M.*"
                  + " FROM LIST_MEMBER M WHERE M.SERVER = ? AND M.COMPANY = ? AND M.LIST = ?",
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

  /**
   * Makes the memory of one person what decisions have kept of it, unless a later import has named
   * them; joins the caller's transaction.
   *
   * @param run the import that was decided about
   * @param own the run under which the decisions have kept the members
   */
  public void putBack(String run, String own, long person) {
    int gone =
        jdbc.update(
            "DELETE FROM LIST_MEMBER M WHERE M.SERVER = ? AND M.COMPANY = ? AND M.PERSON = ?"
                + " AND EXISTS (SELECT 1 FROM LIST_IMPORT I JOIN BEFORE_RUN K ON K.RUN = ?"
                + " AND K.LIST <> '' WHERE I.RUN = ? AND I.LIST = M.LIST AND I.N = M.SEEN_N)",
            server,
            company,
            person,
            own,
            run);
    if (gone > 0) {
      jdbc.update(
          "INSERT INTO LIST_MEMBER SELECT B.SERVER, B.COMPANY, I.LIST, B.PERSON, B.NAME_HASH,"
              + " B.KEY_HASHES, B.FIRST_N, B.SEEN_N, B.MISSED_N, B.MISSING_SINCE, B.GONE_SINCE"
              + " FROM LIST_MEMBER_BEFORE B JOIN LIST_IMPORT I ON I.RUN = ?"
              + " WHERE B.RUN = ? AND B.PERSON = ?",
          run,
          own,
          person);
    }
  }

  /**
   * Makes the members of a list those whom a run has kept. On disk when this returns.
   *
   * @param list its name as it is compared now
   */
  public void putBack(String run, String list) {
    database.inTransaction(
        () -> {
          jdbc.update(
              "DELETE FROM LIST_MEMBER WHERE SERVER = ? AND COMPANY = ? AND LIST = ?",
              server,
              company,
              list);
          jdbc.update(
              "INSERT INTO LIST_MEMBER SELECT B.SERVER, B.COMPANY, CAST(? AS VARCHAR(200)),"
                  + " B.PERSON, B.NAME_HASH, B.KEY_HASHES, B.FIRST_N, B.SEEN_N, B.MISSED_N,"
                  + " B.MISSING_SINCE, B.GONE_SINCE"
                  + " FROM LIST_MEMBER_BEFORE B WHERE B.RUN = ?",
              list,
              run);
        });
  }
}
