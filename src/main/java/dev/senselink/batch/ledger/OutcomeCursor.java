package dev.senselink.batch.ledger;

import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Walks a run's outcomes in step with its roster; a page of them is in memory. Single use, one
 * thread.
 */
public final class OutcomeCursor {
  private static final int PAGE = 2_000;

  private final JdbcTemplate jdbc;
  private final String run;
  private List<Outcome> page = List.of();
  private int next;
  private int reached;

  OutcomeCursor(JdbcTemplate jdbc, String run) {
    this.jdbc = jdbc;
    this.run = run;
  }

  /** The outcome of this row, if it has one. Rows must be asked for in rising order. */
  public Optional<Outcome> at(int row) {
    while (true) {
      if (next == page.size()) {
        if (reached >= row) {
          return Optional.empty();
        }
        page = page(jdbc, run, reached, reached + PAGE);
        reached += PAGE;
        next = 0;
        continue;
      }
      Outcome outcome = page.get(next);
      if (outcome.row() > row) {
        return Optional.empty();
      }
      next++;
      if (outcome.row() == row) {
        return Optional.of(outcome);
      }
    }
  }

  /** The outcomes of the rows behind one and up to another, in row order. */
  // A range over the whole primary key: paging by LIMIT is quadratic in this database.
  static List<Outcome> page(JdbcTemplate jdbc, String run, int after, int upTo) {
    return page(jdbc, run, "ROW_NO > ? AND ROW_NO <= ?", after, upTo);
  }

  /**
   * The outcomes of some rows, in row order.
   *
   * @param which a condition on a row's number
   * @param values of the condition
   */
  static List<Outcome> page(JdbcTemplate jdbc, String run, String which, Object... values) {
    Object[] all = Stream.concat(Stream.of(run), Arrays.stream(values)).toArray();
    Map<Integer, List<ConflictCandidate>> candidates = new HashMap<>();
    jdbc.query(
        "SELECT * FROM CANDIDATE WHERE RUN = ? AND " + which + " ORDER BY RUN, ROW_NO, N",
        rs -> {
          candidates
              .computeIfAbsent(rs.getInt("ROW_NO"), row -> new ArrayList<>())
              .add(OutcomeRowMapper.candidate(rs));
        },
        all);
    return jdbc.query(
        "SELECT * FROM OUTCOME WHERE RUN = ? AND " + which + " ORDER BY RUN, ROW_NO",
        (rs, n) ->
            OutcomeRowMapper.outcome(rs, candidates.getOrDefault(rs.getInt("ROW_NO"), List.of())),
        all);
  }
}
