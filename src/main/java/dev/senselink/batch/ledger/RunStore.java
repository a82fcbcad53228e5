package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.before.BeforeRuns;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.ListedServers;
import dev.senselink.batch.ledger.store.RunFolders;
import dev.senselink.batch.ledger.store.Upsert;
import dev.senselink.batch.outcome.KeptText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The runs of a data folder. */
public final class RunStore {
  private static final Upsert ADDRESS =
      Upsert.into("SERVER", "ADDRESS VARCHAR(300), COMPANY BIGINT", "COMPANY_NAME VARCHAR(1000)")
          .keeping("COMPANY_NAME");

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final String put;

  RunStore(LedgerDatabase database) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.put = database.statement(RunRowMapper.RUN);
  }

  /** Every server of which something is remembered: host and port. */
  public Set<String> servers() {
    return new TreeSet<>(
        jdbc.queryForList("SELECT SERVER FROM RUN UNION SELECT ADDRESS FROM SERVER", String.class));
  }

  /**
   * The runs that a data folder lists.
   *
   * @param before what it listed last
   */
  ListedRuns listed(Collection<? extends JsonNode> before) {
    return new ListedRuns(database, new ListedServers(database, before));
  }

  /** All runs, oldest first. */
  public List<Run> all() {
    return jdbc.query("SELECT * FROM RUN ORDER BY STARTED_AT, ID", (rs, n) -> read(rs));
  }

  public Optional<Run> find(String id) {
    return jdbc.query("SELECT * FROM RUN WHERE ID = ?", (rs, n) -> read(rs), id).stream()
        .findFirst();
  }

  /** The newest run of this identity that still has rows to work. */
  public Optional<Run> unfinished(String command, String server, long company, String rosterSha) {
    return jdbc
        .query(
            "SELECT * FROM RUN WHERE COMMAND = ? AND SERVER = ? AND COMPANY = ? AND ROSTER_SHA = ?"
                + " AND NOT ALL_WORKED ORDER BY STARTED_AT DESC, ID DESC",
            (rs, n) -> read(rs),
            command,
            server,
            company,
            key.sealed(rosterSha))
        .stream()
        .findFirst();
  }

  /** The newest run of a list that came to its end; a list with corrections is another one. */
  public Optional<String> lastComplete(String command, String server, String rosterSha) {
    return jdbc
        .queryForList(
            "SELECT ID FROM RUN WHERE COMMAND = ? AND SERVER = ? AND ROSTER_SHA = ? AND ALL_WORKED"
                + " AND STATUS = 'COMPLETED' ORDER BY STARTED_AT DESC, ID DESC",
            String.class,
            command,
            server,
            key.sealed(rosterSha))
        .stream()
        .findFirst();
  }

  /**
   * Writes a run that begins.
   *
   * @throws org.springframework.dao.DataAccessException if there is one of its id, of whatever
   *     server: nothing of that is changed
   */
  public void begin(Run run) {
    jdbc.update(
        "INSERT INTO RUN VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        RunRowMapper.values(run, key));
    reportedIn(run.id(), run.report());
  }

  /** Writes the run as it now is; {@link Run#id} decides which. */
  public void save(Run run) {
    jdbc.update(put, RunRowMapper.values(run, key));
    reportedIn(run.id(), run.report());
  }

  /** Notes a folder in which something is reported of a run, so that it can be found again. */
  public void reportedIn(String id, String folder) {
    Integer noted =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM REPORTED WHERE RUN = ? AND FOLDER = ?",
            Integer.class,
            id,
            folder);
    if (noted == null || noted == 0) {
      jdbc.update("INSERT INTO REPORTED (RUN, FOLDER) VALUES (?, ?)", id, folder);
    }
  }

  /** Every folder in which something was reported of a run. */
  public List<String> reportFolders(String id) {
    return jdbc.queryForList(
        "SELECT FOLDER FROM REPORTED WHERE RUN = ? UNION SELECT REPORT FROM RUN WHERE ID = ?",
        String.class,
        id,
        id);
  }

  /** Adds to what the run has worked; joins the caller's transaction. */
  public void addWork(String id, long rows, long millis) {
    jdbc.update(
        "UPDATE RUN SET WORKED = WORKED + ?, WORK_MILLIS = WORK_MILLIS + ? WHERE ID = ?",
        rows,
        millis,
        id);
  }

  /**
   * No run is at work: those that seem to be ended when their process died. Under the lock: in a
   * database that others share that is one for this server alone.
   *
   * @param server whose runs they are, if others may be at work on those of other servers
   */
  public void failDeadRuns(String server) {
    jdbc.update(
        "UPDATE RUN SET STATUS = 'FAILED', STOP_REASON = 'the process died'"
            + " WHERE STATUS = 'RUNNING' AND (SERVER = ? OR CAST(? AS BOOLEAN))",
        server,
        !database.isShared());
  }

  /**
   * Removes everything the database holds of a run, and the snapshot of who is on its server, which
   * holds its people too and is taken again by the next run.
   */
  public void delete(String id) {
    forget(id);
    compact();
  }

  /** Takes out of the files what was forgotten of runs. */
  public void compact() {
    new BeforeRuns(database).sweep();
    database.compact();
  }

  /** As {@link #delete}, for several runs: until {@link #compact} traces stay in the files. */
  public void forget(String id) {
    // First: of a run that nobody finds any more nobody could delete it.
    new BeforeRuns(database).forget(id);
    database.inTransaction(
        () -> {
          List<Run> deleted = find(id).stream().toList();
          for (String table :
              List.of(
                  "CANDIDATE",
                  "OUTCOME",
                  "INTENT",
                  "ENDED",
                  "DECISION",
                  "UNRESTORED",
                  "UPDATE_SENT",
                  "LEAVER",
                  "UNDONE",
                  "REPORTED")) {
            jdbc.update("DELETE FROM " + table + " WHERE RUN = ?", id);
          }
          RunFolders.forget(database, id);
          jdbc.update("DELETE FROM RUN WHERE ID = ?", id);
          deleted.forEach(run -> forgetSnapshot(run.server(), run.companyId()));
        });
  }

  private void forgetSnapshot(String server, long company) {
    jdbc.update(
        "DELETE FROM KNOWN_PERSON WHERE SERVER = ? AND COMPANY = ? AND "
            + SitesAtWork.areNotOf(database, "KNOWN_PERSON"),
        server,
        company);
  }

  /** The other addresses under which this company was seen. */
  public List<String> otherAddresses(String server, long company, String companyName) {
    return jdbc.queryForList(
        "SELECT ADDRESS FROM SERVER WHERE COMPANY = ? AND COMPANY_NAME = ? AND ADDRESS <> ?",
        String.class,
        company,
        companyName,
        server);
  }

  /** Whether this company was already used under this very address. */
  public boolean knowsAddress(String server, long company) {
    Integer count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM SERVER WHERE ADDRESS = ? AND COMPANY = ?",
            Integer.class,
            server,
            company);
    return count != null && count > 0;
  }

  /** From now on it is; the name under which it was first seen stays. */
  public void rememberAddress(String server, long company, String companyName) {
    jdbc.update(database.statement(ADDRESS), server, company, KeptText.of(companyName, 1_000));
  }

  /**
   * Moves all that is remembered of a company from its old address to its new one. Under the lock
   * of both: whoever was at work under the old one would find nothing of it any more.
   */
  public void moveAddress(String from, String to, long company) {
    database.locks().mustBeOf(List.of(from, to));
    database.inTransaction(
        () -> {
          for (String table :
              List.of(
                  "RUN",
                  "INTENT",
                  "VERDICT",
                  "LAST_SENT",
                  "GUEST",
                  "ENDED",
                  "SKIPPED",
                  "ORIGIN",
                  "FIXED_ROW",
                  "MISSTORED",
                  "LIST_IMPORT",
                  "LIST_MEMBER",
                  "LEAVER",
                  "REVOKED",
                  "BEFORE_IMAGE",
                  "LIST_MEMBER_BEFORE")) {
            jdbc.update(
                "UPDATE " + table + " SET SERVER = ? WHERE SERVER = ? AND COMPANY = ?",
                to,
                from,
                company);
          }
          forgetSnapshot(from, company); // the next run takes it anew
          jdbc.update(
              "UPDATE SERVER SET ADDRESS = ? WHERE ADDRESS = ? AND COMPANY = ?", to, from, company);
        });
  }

  private Run read(ResultSet rs) throws SQLException {
    return RunRowMapper.run(rs, key);
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
