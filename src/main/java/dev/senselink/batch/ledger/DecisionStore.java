package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.before.ListMemory;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.Upsert;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What people decided: the decisions about the rows of a run, so that none is carried out twice,
 * and the skips that hold for later runs, too.
 */
public final class DecisionStore {
  private static final String HERE = " WHERE SERVER = ? AND COMPANY = ?";

  private static final Upsert DECISION =
      Upsert.into(
              "DECISION",
              "RUN VARCHAR(40), ROW_NO INTEGER",
              "WORD VARCHAR(10), CANDIDATE BIGINT, FILE_SHA VARCHAR(64), CARRIED_OUT BOOLEAN,"
                  + " OWN_RUN VARCHAR(40), CODE_BEFORE VARCHAR(40), LOOK_OWED BOOLEAN")
          .keeping("CODE_BEFORE");

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final GroupCommitter committer;
  private final OutcomeStore outcomes;
  private final String server;
  private final long company;
  private final String put;

  DecisionStore(
      LedgerDatabase database,
      GroupCommitter committer,
      OutcomeStore outcomes,
      String server,
      long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.committer = committer;
    this.outcomes = outcomes;
    this.server = server;
    this.company = company;
    this.put = database.statement(DECISION);
  }

  /** The decisions about the rows of a run, by row. */
  static Map<Integer, RowDecision> of(LedgerDatabase database, String run) {
    Map<Integer, RowDecision> made = new HashMap<>();
    database
        .jdbc()
        .query(
            "SELECT * FROM DECISION WHERE RUN = ?",
            rs -> {
              made.put(
                  rs.getInt("ROW_NO"),
                  new RowDecision(
                      Decision.valueOf(rs.getString("WORD")),
                      rs.getLong("CANDIDATE"),
                      database.key().opened(rs.getString("FILE_SHA")),
                      rs.getBoolean("CARRIED_OUT")));
            },
            run);
    return made;
  }

  /**
   * Notes, in the place of any earlier one, a decision that is about to be carried out; to be
   * waited for before anything is sent for the row.
   *
   * @param own the run that it can be undone by; that of the row itself where it cannot
   * @param code why the row was to be decided; that of an earlier decision stays
   */
  public Promise<Void> begin(String run, int row, RowDecision made, String own, String code) {
    return committer.submit(
        put,
        run,
        row,
        made.decision().name(),
        made.candidate(),
        key.sealed(made.fileSha()),
        made.carriedOut(),
        own.equals(run) ? "" : own,
        code,
        true);
  }

  /** The run by which the decisions of a file can be undone; empty where none was begun. */
  public Optional<String> ownRun(String run, String fileSha) {
    return jdbc
        .queryForList(
            "SELECT DISTINCT OWN_RUN FROM DECISION WHERE RUN = ? AND FILE_SHA = ?"
                + " AND OWN_RUN <> ''",
            String.class,
            run,
            key.sealed(fileSha))
        .stream()
        .findFirst();
  }

  /** How many decisions can be undone by a run. */
  public int ofOwnRun(String own) {
    Integer count =
        jdbc.queryForObject("SELECT COUNT(*) FROM DECISION WHERE OWN_RUN = ?", Integer.class, own);
    return count == null ? 0 : count;
  }

  /**
   * Forgets the decisions that were carried out by a run, and asks a person again about their rows:
   * of those to whom nothing was done by it, or all that was is put back.
   *
   * @param run of the rows
   * @param why what the rows' outcomes say, and those of no other reopening; nothing personal
   * @return how many rows, those included that an earlier process has reopened
   */
  public int reopen(String run, String own, String why) {
    List<Integer> rows =
        jdbc.queryForList(
            "SELECT D.ROW_NO FROM DECISION D WHERE D.RUN = ? AND D.OWN_RUN = ? AND NOT EXISTS"
                + " (SELECT 1 FROM BEFORE_IMAGE B WHERE B.RUN = D.OWN_RUN AND B.ROW_NO = D.ROW_NO"
                + " AND NOT EXISTS (SELECT 1 FROM UNDONE U WHERE U.RUN = B.RUN"
                + " AND U.PERSON = B.PERSON AND U.KIND = B.KIND)) ORDER BY D.ROW_NO",
            Integer.class,
            run,
            own);
    ListMemory lists = new ListMemory(database, server, company);
    database.inTransaction(
        () -> {
          for (int row : rows) {
            settledAs(run, row).ifPresent(person -> lists.putBack(run, own, person));
            jdbc.update(
                "UPDATE OUTCOME SET ENDING = 'REVIEW', REASON = ?, PERSON = NULL, CODE ="
                    + " (SELECT D.CODE_BEFORE FROM DECISION D WHERE D.RUN = ? AND D.ROW_NO = ?)"
                    + " WHERE RUN = ? AND ROW_NO = ? AND ENDING <> 'REVIEW'",
                why,
                run,
                row,
                run,
                row);
            forgetSkips(run, row);
            jdbc.update("DELETE FROM DECISION WHERE RUN = ? AND ROW_NO = ?", run, row);
          }
        });
    Integer before =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM OUTCOME WHERE RUN = ? AND ENDING = 'REVIEW' AND REASON = ?",
            Integer.class,
            run,
            why);
    return before == null ? rows.size() : Math.max(rows.size(), before);
  }

  /** Whom a row of a run is without a doubt, where no other one of it is. */
  private Optional<Long> settledAs(String run, int row) {
    return jdbc
        .queryForList(
            "SELECT O.PERSON FROM OUTCOME O WHERE O.RUN = ? AND O.ROW_NO = ?"
                + " AND O.ENDING <> 'REVIEW' AND O.PERSON IS NOT NULL AND NOT EXISTS"
                + " (SELECT 1 FROM OUTCOME A WHERE A.RUN = O.RUN AND A.PERSON = O.PERSON"
                + " AND A.ROW_NO <> O.ROW_NO AND A.ENDING <> 'REVIEW')",
            Long.class,
            run,
            row)
        .stream()
        .findFirst();
  }

  /** Whose skip it is only a hash tells: of others of this candidate somebody is asked again. */
  private void forgetSkips(String run, int row) {
    jdbc.update(
        "DELETE FROM SKIPPED"
            + HERE
            + " AND CANDIDATE IN (SELECT D.CANDIDATE FROM DECISION D WHERE D.RUN = ?"
            + " AND D.ROW_NO = ? UNION SELECT C.PERSON FROM CANDIDATE C WHERE C.RUN = ?"
            + " AND C.ROW_NO = ?)",
        server,
        company,
        run,
        row,
        run,
        row);
  }

  /**
   * Stores a row's outcome together with the fact that its decision, if there is one, has been
   * carried out: all or nothing, or a kill in between would have it carried out twice.
   */
  public void store(String run, Outcome outcome, boolean carriedOut) {
    database.inTransaction(
        () -> {
          outcomes.store(run, List.of(outcome));
          jdbc.update(
              "UPDATE DECISION SET CARRIED_OUT = ? WHERE RUN = ? AND ROW_NO = ?",
              carriedOut,
              run,
              outcome.row());
        });
  }

  /** The rows whose decisions were begun and whose people nobody has looked at since. */
  public Set<Integer> notLookedAt(String run) {
    return Set.copyOf(
        jdbc.queryForList(
            "SELECT ROW_NO FROM DECISION WHERE RUN = ? AND LOOK_OWED", Integer.class, run));
  }

  /** The last look is done: nothing is owed. */
  public void lookedAt(String run) {
    jdbc.update("UPDATE DECISION SET LOOK_OWED = FALSE WHERE RUN = ? AND LOOK_OWED", run);
  }

  /**
   * Whether somebody has decided about a row to make a person, or has had to decide because of
   * whoever has its key: those of its key are known, then.
   */
  public boolean isAboutKey(String run, int row) {
    Integer made =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM DECISION WHERE RUN = ? AND ROW_NO = ?"
                + " AND (WORD = 'CREATE' OR CODE_BEFORE IN ('NAME_DIFFERS', 'KEY_NOT_UNIQUE'))",
            Integer.class,
            run,
            row);
    return made != null && made > 0;
  }

  /** The skips that hold for this server and company, by the digest of the row's key and name. */
  public Map<String, List<RememberedSkip>> skips() {
    Map<String, List<RememberedSkip>> skips = new HashMap<>();
    jdbc.query(
        "SELECT * FROM SKIPPED" + HERE + " ORDER BY SERVER, COMPANY, WHO_SHA, CANDIDATE",
        rs -> {
          RememberedSkip skip = read(rs);
          skips.computeIfAbsent(skip.whoSha(), who -> new ArrayList<>()).add(skip);
        },
        server,
        company);
    return skips;
  }

  /** Remembers a skip; to be waited for before the row counts as decided. */
  public Promise<Void> remember(RememberedSkip skip) {
    committer.submit(
        "DELETE FROM SKIPPED" + HERE + " AND WHO_SHA = ? AND CANDIDATE = ?",
        server,
        company,
        key.sealed(skip.whoSha()),
        skip.candidate());
    return committer.submit(
        "INSERT INTO SKIPPED VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        server,
        company,
        key.sealed(skip.whoSha()),
        skip.candidate(),
        key.sealed(skip.candidateSha()),
        skip.canForce(),
        skip.person(),
        key.sealed(skip.decidedBySha()),
        skip.ending().name(),
        skip.code(),
        RunStore.time(skip.decidedAt()));
  }

  /** Forgets the skips of one row: something else was decided about it. */
  public Promise<Void> forget(String whoSha) {
    return committer.submit(
        "DELETE FROM SKIPPED" + HERE + " AND WHO_SHA = ?", server, company, key.sealed(whoSha));
  }

  /** Forgets every skip of this server and company. */
  public void forget() {
    jdbc.update("DELETE FROM SKIPPED" + HERE, server, company);
  }

  private RememberedSkip read(ResultSet rs) throws SQLException {
    return new RememberedSkip(
        key.opened(rs.getString("WHO_SHA")),
        rs.getLong("CANDIDATE"),
        key.opened(rs.getString("CANDIDATE_SHA")),
        rs.getBoolean("CAN_FORCE"),
        rs.getLong("PERSON"),
        key.opened(rs.getString("PHOTO_SHA")),
        RowEnding.valueOf(rs.getString("ENDING")),
        rs.getString("CODE"),
        rs.getTimestamp("DECIDED_AT").toInstant());
  }
}
