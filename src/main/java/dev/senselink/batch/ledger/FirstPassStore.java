package dev.senselink.batch.ledger;

import dev.senselink.batch.roster.RowRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the first pass over a roster has to remember between rows, on disk: values that may occur
 * twice, and the rows refused because of them. Lives in a temporary {@link Database}.
 */
public final class FirstPassStore {
  private static final int BATCH = 1_000;
  private static final int PAGE = 2_000;

  private final Database database;
  private final JdbcTemplate jdbc;
  private final List<Object[]> suspects = new ArrayList<>(BATCH);
  private final List<Object[]> refusals = new ArrayList<>(BATCH);

  /**
   * A row that has a value another row may have too.
   *
   * @param hash the row's content
   */
  public record Suspect(String kind, String value, RowRef row, String hash) {}

  /**
   * A row refused by the first pass.
   *
   * @param photo whether it is the photo's fault, so that a row that needs no photo may go on
   */
  public record Refusal(int row, boolean photo, String code, String reason) {}

  public FirstPassStore(Database temporary) {
    this.database = temporary;
    this.jdbc = temporary.jdbc();
    jdbc.execute(
        "CREATE CACHED TABLE SUSPECT (KIND VARCHAR(40) NOT NULL, V VARCHAR(4000) NOT NULL,"
            + " ROW_NO INTEGER NOT NULL, LINE BIGINT NOT NULL, HASH VARCHAR(64) NOT NULL,"
            + " PRIMARY KEY (KIND, V, ROW_NO))");
    jdbc.execute(
        "CREATE CACHED TABLE REFUSAL (ROW_NO INTEGER PRIMARY KEY, PHOTO BOOLEAN NOT NULL,"
            + " CODE VARCHAR(40) NOT NULL, REASON VARCHAR(4000) NOT NULL)");
  }

  public void add(Suspect s) {
    suspects.add(new Object[] {s.kind(), s.value(), s.row().number(), s.row().line(), s.hash()});
    if (suspects.size() == BATCH) {
      flush();
    }
  }

  /** Notes a refusal; a row keeps the first one it got. */
  public void refuse(Refusal r) {
    refusals.add(new Object[] {r.row(), r.photo(), r.code(), r.reason()});
    if (refusals.size() == BATCH) {
      flush();
    }
  }

  /** Gives every value of a kind that really occurs more than once, with its rows in order. */
  public void shared(String kind, Consumer<List<Suspect>> group) {
    flush();
    List<Suspect> current = new ArrayList<>();
    jdbc.query(
        "SELECT * FROM SUSPECT WHERE KIND = ? ORDER BY KIND, V, ROW_NO",
        rs -> {
          Suspect next =
              new Suspect(
                  kind,
                  rs.getString("V"),
                  new RowRef(rs.getInt("ROW_NO"), rs.getLong("LINE")),
                  rs.getString("HASH"));
          if (!current.isEmpty() && !current.get(0).value().equals(next.value())) {
            give(current, group);
          }
          current.add(next);
        },
        kind);
    give(current, group);
  }

  private static void give(List<Suspect> current, Consumer<List<Suspect>> group) {
    if (current.size() > 1) {
      group.accept(List.copyOf(current));
    }
    current.clear();
  }

  /** Walks the refusals in step with the roster. */
  public Cursor refusals() {
    flush();
    return new Cursor();
  }

  /** Asked for rows in rising order; single use, one thread. */
  public final class Cursor {
    private List<Refusal> page = List.of();
    private int next;
    private int reached;

    private Cursor() {}

    /** The refusal of this row, if there is one. */
    public Optional<Refusal> at(int row) {
      while (true) {
        if (next == page.size()) {
          if (reached >= row) {
            return Optional.empty();
          }
          page = page(reached, reached + PAGE);
          reached += PAGE;
          next = 0;
          continue;
        }
        Refusal refusal = page.get(next);
        if (refusal.row() > row) {
          return Optional.empty();
        }
        next++;
        if (refusal.row() == row) {
          return Optional.of(refusal);
        }
      }
    }
  }

  private List<Refusal> page(int after, int upTo) {
    return jdbc.query(
        "SELECT * FROM REFUSAL WHERE ROW_NO > ? AND ROW_NO <= ? ORDER BY ROW_NO",
        (rs, n) ->
            new Refusal(
                rs.getInt("ROW_NO"),
                rs.getBoolean("PHOTO"),
                rs.getString("CODE"),
                rs.getString("REASON")),
        after,
        upTo);
  }

  private void flush() {
    database.inTransaction(
        () -> {
          if (!suspects.isEmpty()) {
            jdbc.batchUpdate(
                "MERGE INTO SUSPECT USING (VALUES(CAST(? AS VARCHAR(40)), CAST(? AS VARCHAR(4000)),"
                    + " CAST(? AS INTEGER), CAST(? AS BIGINT), CAST(? AS VARCHAR(64))))"
                    + " AS N(KIND, V, ROW_NO, LINE, HASH) ON SUSPECT.KIND = N.KIND"
                    + " AND SUSPECT.V = N.V AND SUSPECT.ROW_NO = N.ROW_NO"
                    + " WHEN NOT MATCHED THEN INSERT VALUES (N.KIND, N.V, N.ROW_NO, N.LINE, N.HASH)",
                suspects);
          }
          if (!refusals.isEmpty()) {
            jdbc.batchUpdate(
                "MERGE INTO REFUSAL USING (VALUES(CAST(? AS INTEGER), CAST(? AS BOOLEAN),"
                    + " CAST(? AS VARCHAR(40)), CAST(? AS VARCHAR(4000))))"
                    + " AS N(ROW_NO, PHOTO, CODE, REASON) ON REFUSAL.ROW_NO = N.ROW_NO"
                    + " WHEN NOT MATCHED THEN INSERT VALUES (N.ROW_NO, N.PHOTO, N.CODE, N.REASON)",
                refusals);
          }
        });
    suspects.clear();
    refusals.clear();
  }
}
