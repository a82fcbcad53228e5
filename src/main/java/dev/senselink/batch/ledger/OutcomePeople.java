package dev.senselink.batch.ledger;

import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Whom the rows of runs have made, or found to be theirs. */
public final class OutcomePeople {
  private static final String MADE =
      " AND PERSON IS NOT NULL AND ENDING IN ('CREATED', 'FORCED', 'UPDATED', 'UNCHANGED')";

  private final JdbcTemplate jdbc;

  OutcomePeople(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A row that made a person, or found one to be theirs. */
  public record MadeBy(int row, long person, long line) {}

  /**
   * Such rows in their order.
   *
   * @param after only rows of a higher number
   */
  public List<MadeBy> made(String run, int after, int most) {
    return jdbc.query(
        "SELECT ROW_NO, PERSON, LINE FROM OUTCOME WHERE RUN = ? AND ROW_NO > ?"
            + MADE
            + " ORDER BY RUN, ROW_NO LIMIT ?",
        (rs, n) -> new MadeBy(rs.getInt(1), rs.getLong(2), rs.getLong(3)),
        run,
        after,
        most);
  }

  /** The line of every row that made a person, or found one to be theirs, told one by one. */
  public void made(String run, BiConsumer<Long, Long> personAndLine) {
    jdbc.query(
        "SELECT PERSON, LINE FROM OUTCOME WHERE RUN = ?" + MADE,
        rs -> {
          personAndLine.accept(rs.getLong(1), rs.getLong(2));
        },
        run);
  }

  /**
   * Everybody whom the run has made, told one by one.
   *
   * @param rows of which rows
   */
  public void created(String run, IntPredicate rows, LongConsumer each) {
    jdbc.query(
        "SELECT ROW_NO, PERSON FROM OUTCOME WHERE RUN = ? AND PERSON IS NOT NULL"
            + " AND ENDING IN ('CREATED', 'FORCED')",
        rs -> {
          if (rows.test(rs.getInt(1))) {
            each.accept(rs.getLong(2));
          }
        },
        run);
  }

  /** Everybody whom an undo has removed, told one by one. */
  public void removed(String run, LongConsumer each) {
    jdbc.query(
        "SELECT PERSON FROM OUTCOME WHERE RUN = ? AND PERSON IS NOT NULL AND ENDING = 'REMOVED'",
        rs -> {
          each.accept(rs.getLong(1));
        },
        run);
  }

  /** Whether a row of the run has made the person. */
  public boolean isCreated(String run, long person) {
    return jdbc.queryForList(
            "SELECT RUN FROM OUTCOME WHERE PERSON = ? AND ENDING IN ('CREATED', 'FORCED')",
            String.class,
            person)
        .contains(run); // a condition on the run might make the database walk through all of it
  }

  /** The row of everybody whom the run has made or found to be there, told one by one. */
  public void settled(String run, BiConsumer<Integer, Long> rowAndPerson) {
    jdbc.query(
        "SELECT ROW_NO, PERSON FROM OUTCOME WHERE RUN = ? AND PERSON IS NOT NULL AND (ENDING IN"
            + " ('CREATED', 'FORCED', 'UPDATED', 'UNCHANGED')"
            + " OR (ENDING = 'SKIPPED_EXISTING' AND CODE = ''))",
        rs -> {
          rowAndPerson.accept(rs.getInt(1), rs.getLong(2));
        },
        run);
  }

  /**
   * The rows that ended because somebody was there whom the run had not made, and whom the snapshot
   * does not show: one without a name was noted by a row, and not listed by the server.
   */
  public BitSet leaningOnAbsent(String run) {
    BitSet rows = new BitSet();
    RowCallbackHandler row = rs -> rows.set(rs.getInt(1));
    jdbc.query(
        "SELECT O.ROW_NO FROM OUTCOME O JOIN RUN R ON R.ID = O.RUN WHERE O.RUN = ?"
            + " AND O.ENDING IN ('SKIPPED_EXISTING', 'UNCHANGED', 'UPDATED', 'SKIPPED_SIMILAR')"
            + " AND COALESCE(O.PERSON, O.\"SIMILAR\") IS NOT NULL"
            + " AND NOT EXISTS (SELECT 1 FROM KNOWN_PERSON K WHERE K.SERVER = R.SERVER"
            + " AND K.COMPANY = R.COMPANY AND K.N_NAME <> ''"
            + " AND K.PERSON = COALESCE(O.PERSON, O.\"SIMILAR\"))",
        row,
        run);
    return rows;
  }

  /** Every person a row of the run turned out to be, told one by one. */
  public void all(String run, LongConsumer each) {
    RowCallbackHandler row = rs -> each.accept(rs.getLong(1));
    jdbc.query("SELECT PERSON FROM OUTCOME WHERE RUN = ? AND PERSON IS NOT NULL", row, run);
  }
}
