package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.NumberMatch;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The outcomes of runs, one per row, the last one counts. */
public final class OutcomeStore {
  /** A row whose intent stays open after its outcome: its person may still turn up. */
  private static final String STILL_OPEN = "UNKNOWN_STATE";

  private static final String TO_LOOK_AT =
      Outcome.TO_LOOK_AT.stream().collect(Collectors.joining("','", "'", "'"));

  /** All in one look: there may be millions of rows. */
  private static final String COUNTS =
      "SELECT ENDING, COUNT(*), COUNT(CASE WHEN CODE IN (%s)".formatted(TO_LOOK_AT)
          + " OR (ENDING <> 'SKIPPED_EXISTING' AND DIFFERS <> '') THEN 1 END),"
          + " COUNT(CASE CODE WHEN 'HAS_DOORS' THEN 1 END)"
          + " FROM OUTCOME";

  private static final String OF_RUN = COUNTS + " WHERE RUN = ? GROUP BY ENDING";

  /** Few rows are decided: they are looked at, and not all of the run. */
  private static final String DECIDED_IN_VAIN =
      " FROM DECISION D JOIN OUTCOME O ON O.RUN = D.RUN AND O.ROW_NO = D.ROW_NO"
          + " WHERE D.RUN = ? AND NOT D.CARRIED_OUT"
          + " AND O.ENDING IN ('FAILED', 'REJECTED_ROW', 'REJECTED_PHOTO')";

  private static final String DECIDED =
      COUNTS
          + " O JOIN DECISION D ON O.RUN = D.RUN AND O.ROW_NO = D.ROW_NO"
          + " WHERE D.OWN_RUN = ? GROUP BY ENDING";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final String put;

  OutcomeStore(LedgerDatabase database) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.put = database.statement(OutcomeRowMapper.OUTCOME);
  }

  /**
   * Stores outcomes and closes their rows' intents, all or nothing; joins the caller's transaction.
   *
   * <p>Intents of rows that were sent once are dropped; those of rows sent more often are kept,
   * closed, for the audit, and those of whom no door knows for the run that goes on with them.
   */
  public void store(String run, Collection<? extends Outcome> outcomes) {
    database.inTransaction(
        () -> {
          merge(run, outcomes);
          closeIntents(run, outcomes);
        });
  }

  /**
   * Stores the outcome of a row that will be worked again, and closes its intents but keeps them:
   * by them the row will know whom it may have made.
   */
  public void storeToBeWorked(String run, Outcome outcome) {
    database.inTransaction(
        () -> {
          merge(run, List.of(outcome));
          jdbc.update(
              "UPDATE INTENT SET IS_OPEN = FALSE WHERE RUN = ? AND ROW_NO = ?", run, outcome.row());
        });
  }

  /** Closes the intents of a row that ends as it stood, but of one that nobody knows the end of. */
  public void closeIntentsOf(String run, Outcome outcome) {
    if (!outcome.code().equals(STILL_OPEN)) {
      jdbc.update(
          "UPDATE INTENT SET IS_OPEN = FALSE WHERE RUN = ? AND ROW_NO = ?", run, outcome.row());
    }
  }

  private void merge(String run, Collection<? extends Outcome> outcomes) {
    jdbc.batchUpdate(put, OutcomeRowMapper.of(run, outcomes, now()), OutcomeRowMapper.TYPES);
    candidates(run, outcomes);
  }

  /** Stores the first outcomes of rows of which the ledger holds nothing yet, intents included. */
  public void add(String run, Collection<? extends Outcome> outcomes) {
    database.inTransaction(
        () -> {
          jdbc.batchUpdate(
              OutcomeRowMapper.INSERT,
              OutcomeRowMapper.of(run, outcomes, now()),
              OutcomeRowMapper.TYPES);
          addCandidates(run, outcomes);
        });
  }

  private Instant now() {
    return database.machine().wall().instant();
  }

  private void candidates(String run, Collection<? extends Outcome> outcomes) {
    ofRows("DELETE FROM CANDIDATE", run, outcomes.stream().map(Outcome::row).toList());
    addCandidates(run, outcomes);
  }

  private void addCandidates(String run, Collection<? extends Outcome> outcomes) {
    List<Object[]> added = OutcomeRowMapper.candidates(run, outcomes);
    if (!added.isEmpty()) {
      jdbc.batchUpdate(OutcomeRowMapper.INSERT_CANDIDATE, added);
    }
  }

  private void closeIntents(String run, Collection<? extends Outcome> outcomes) {
    List<Integer> once = new ArrayList<>();
    List<Integer> often = new ArrayList<>();
    for (Outcome o : outcomes) {
      if (!o.code().equals(STILL_OPEN)) {
        boolean goesOn = o.code().equals(Outcome.UNKNOWN_TO_FACES) && o.attempts() > 0;
        (o.attempts() > 1 || goesOn ? often : once).add(o.row());
      }
    }
    ofRows("DELETE FROM INTENT", run, once);
    ofRows("UPDATE INTENT SET IS_OPEN = FALSE", run, often);
  }

  /** Of most rows there is nothing. */
  private void ofRows(String what, String run, List<Integer> rows) {
    NumberMatch these = database.match(rows);
    jdbc.batchUpdate(
        what + " WHERE RUN = ? AND ROW_NO" + these.condition(),
        these.values().stream().map(some -> new Object[] {run, some}).toList());
  }

  /** The rows that need no more work: a resumed run skips them. */
  public BitSet done(String run) {
    BitSet rows = new BitSet();
    jdbc.query(
        "SELECT ROW_NO, ENDING FROM OUTCOME WHERE RUN = ?",
        rs -> {
          if (!RowEnding.valueOf(rs.getString(2)).triedAgain()) {
            rows.set(rs.getInt(1));
          }
        },
        run);
    return rows;
  }

  /** The outcomes of a run's rows that ended as these people, by row. */
  public List<Outcome> ofPeople(String run, Collection<Long> people) {
    if (people.isEmpty()) {
      return List.of();
    }
    String ids = people.stream().map(String::valueOf).collect(Collectors.joining(","));
    List<Integer> rows =
        jdbc.queryForList(
            "SELECT ROW_NO FROM OUTCOME WHERE RUN = ? AND PERSON IN (%s) ORDER BY ROW_NO"
                .formatted(ids),
            Integer.class,
            run);
    return these(run, rows);
  }

  /** The counts of the rows that need no more work. */
  public OutcomeTally kept(String run) {
    OutcomeTally all = tally(run, 0);
    OutcomeTally kept = new OutcomeTally();
    for (RowEnding ending : RowEnding.values()) {
      if (!ending.triedAgain() && all.of(ending) > 0) {
        kept.add(ending, all.of(ending));
      }
    }
    return kept;
  }

  /** How many rows were worked, whatever came of it. */
  public long attempted(String run) {
    OutcomeTally all = tally(run, 0);
    return all.sum() - all.of(RowEnding.NOT_ATTEMPTED);
  }

  public Optional<Outcome> of(String run, int row) {
    return OutcomeCursor.page(jdbc, run, row - 1, row).stream().findFirst();
  }

  /** These rows, in their order. */
  private List<Outcome> these(String run, List<Integer> rows) {
    NumberMatch these = database.match(rows);
    List<Outcome> all = new ArrayList<>(rows.size());
    for (Object some : these.values()) {
      all.addAll(OutcomeCursor.page(jdbc, run, "ROW_NO" + these.condition(), some));
    }
    return all;
  }

  /** The counts of a run's rows; rows never reached count as {@link RowEnding#NOT_ATTEMPTED}. */
  public OutcomeTally tally(String run, long rosterRows) {
    return tally(OF_RUN, run, rosterRows);
  }

  /** The same of the rows that were decided under an id of their own, as they stand now. */
  OutcomeTally decided(String own, long rows) {
    return tally(DECIDED, own, rows);
  }

  private OutcomeTally tally(String counts, String of, long rosterRows) {
    OutcomeTally tally = new OutcomeTally();
    long[] look = {0, 0};
    jdbc.query(
        counts,
        rs -> {
          RowEnding ending = RowEnding.valueOf(rs.getString(1));
          tally.add(ending, rs.getLong(2));
          look[0] += ending.needsAttention() ? 0 : rs.getLong(3);
          look[1] += rs.getLong(4);
        },
        of);
    tally.addDoneButToLookAt(look[0]);
    tally.addLeftWithDoors(look[1]);
    long missing = rosterRows - tally.sum();
    if (missing > 0) {
      tally.add(RowEnding.NOT_ATTEMPTED, missing);
    }
    return tally;
  }

  /**
   * The rows of which nobody knows what became of them, or whom they have made; of a row that names
   * a person and has sent nothing both are known.
   */
  public List<Outcome> uncertain(String run) {
    List<Integer> rows =
        jdbc.queryForList(
            "SELECT ROW_NO FROM OUTCOME WHERE RUN = ? AND (CODE = ? OR ENDING = 'NOT_ATTEMPTED'"
                + " AND PERSON IS NOT NULL AND ATTEMPTS > 0) ORDER BY ROW_NO",
            Integer.class,
            run,
            STILL_OPEN);
    return these(run, rows);
  }

  /**
   * The rows that wait for a person's decision, in their order: those of which nobody has decided
   * anything, and those of which nothing came of what was decided.
   */
  public List<Outcome> waiting(String run, int most) {
    List<Integer> rows =
        jdbc.queryForList(
            "SELECT ROW_NO FROM OUTCOME WHERE RUN = ? AND ENDING = 'REVIEW'"
                + " UNION SELECT O.ROW_NO"
                + DECIDED_IN_VAIN
                + " ORDER BY 1 LIMIT ?",
            Integer.class,
            run,
            run,
            most);
    return these(run, rows);
  }

  /** How many rows wait although something was decided about them: nothing came of it. */
  long decidedInVain(String run) {
    Long count = jdbc.queryForObject("SELECT COUNT(*)" + DECIDED_IN_VAIN, Long.class, run);
    return count == null ? 0 : count;
  }

  /** Whether nobody knows of some row what became of it, or it was not worked at all. */
  public boolean anyUncertain(String run) {
    Integer count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM OUTCOME WHERE RUN = ?"
                + " AND (ENDING = 'NOT_ATTEMPTED' OR CODE = ?)",
            Integer.class,
            run,
            STILL_OPEN);
    return count != null && count > 0;
  }

  /**
   * The rows of a run that have a request without an answer; few, for few are under way at once.
   */
  public BitSet withOpenRequests(String run) {
    BitSet rows = new BitSet();
    jdbc.queryForList("SELECT ROW_NO FROM INTENT WHERE RUN = ? AND IS_OPEN", Integer.class, run)
        .forEach(rows::set);
    return rows;
  }

  /** The run's outcomes in row order, read in pages; single use, one thread. */
  public OutcomeCursor inOrder(String run) {
    return new OutcomeCursor(jdbc, run);
  }

  static @Nullable Long number(ResultSet rs, String column) throws SQLException {
    long value = rs.getLong(column);
    return rs.wasNull() ? null : value;
  }
}
