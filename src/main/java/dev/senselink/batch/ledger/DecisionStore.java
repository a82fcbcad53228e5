package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
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
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What people decided: the decisions about the rows of a run, so that none is carried out twice,
 * and the skips that hold for later runs, too.
 */
public final class DecisionStore {
  private static final String HERE = " WHERE SERVER = ? AND COMPANY = ?";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final GroupCommitter committer;
  private final OutcomeStore outcomes;
  private final String server;
  private final long company;

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
   */
  public Promise<Void> begin(String run, int row, RowDecision made) {
    return committer.submit(
        "MERGE INTO DECISION USING (VALUES(CAST(? AS VARCHAR(40)), CAST(? AS INTEGER),"
            + " CAST(? AS VARCHAR(10)), CAST(? AS BIGINT), CAST(? AS VARCHAR(64)),"
            + " CAST(? AS BOOLEAN))) AS V(RUN, ROW_NO, WORD, CANDIDATE, FILE_SHA, CARRIED_OUT)"
            + " ON DECISION.RUN = V.RUN AND DECISION.ROW_NO = V.ROW_NO"
            + " WHEN MATCHED THEN UPDATE SET WORD=V.WORD, CANDIDATE=V.CANDIDATE,"
            + " FILE_SHA=V.FILE_SHA, CARRIED_OUT=V.CARRIED_OUT"
            + " WHEN NOT MATCHED THEN INSERT VALUES (V.RUN, V.ROW_NO, V.WORD, V.CANDIDATE,"
            + " V.FILE_SHA, V.CARRIED_OUT)",
        run,
        row,
        made.decision().name(),
        made.candidate(),
        key.sealed(made.fileSha()),
        made.carriedOut());
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

  /** Whether somebody has decided about a row. */
  public boolean isMade(String run, int row) {
    Integer made =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM DECISION WHERE RUN = ? AND ROW_NO = ?", Integer.class, run, row);
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
