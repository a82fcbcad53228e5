package dev.senselink.batch.ledger;

import dev.senselink.batch.roster.RowRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the first pass over a roster has to remember between rows, on disk: values that may occur
 * twice, and the rows refused because of them. Lives in a temporary {@link Database}.
 */
public final class FirstPassStore {
  private static final int BATCH = 1_000;
  private static final int PAGE = 2_000;
  private static final int FIRST_FEW = 10;
  private static final int LONGEST = 500;
  private static final String NOT_REFUSED =
      " AND NOT EXISTS (SELECT 1 FROM REFUSAL R WHERE R.ROW_NO = S.ROW_NO)";

  private final Database database;
  private final JdbcTemplate jdbc;
  private final List<Object[]> suspects = new ArrayList<>(BATCH);

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
    suspects.add(
        new Object[] {s.kind(), bounded(s.value()), s.row().number(), s.row().line(), s.hash()});
    if (suspects.size() == BATCH) {
      flush();
    }
  }

  /** A cell may hold a megabyte; its digest tells it from others just as well. */
  private static String bounded(String value) {
    if (value.length() <= LONGEST) {
      return value;
    }
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return "#" + HexFormat.of().formatHex(sha.digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /**
   * Rows that really share a value.
   *
   * @param value the value, or what stands for it where it is long
   * @param lines the lines of the first few, in order
   * @param equal whether all are equal in every cell
   */
  public record Group(
      String kind, String value, long count, RowRef first, List<Long> lines, boolean equal) {
    public Group {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Gives every value of a kind that really occurs more than once.
   *
   * @param refusedToo whether rows that are refused already count
   */
  public void shared(String kind, boolean refusedToo, Consumer<Group> each) {
    flush();
    jdbc.query(
        "SELECT V, COUNT(*), MIN(ROW_NO), MIN(LINE), MIN(HASH), MAX(HASH) FROM SUSPECT S"
            + " WHERE KIND = ?"
            + (refusedToo ? "" : NOT_REFUSED)
            + " GROUP BY KIND, V HAVING COUNT(*) > 1",
        rs -> {
          String value = rs.getString(1);
          each.accept(
              new Group(
                  kind,
                  value,
                  rs.getLong(2),
                  new RowRef(rs.getInt(3), rs.getLong(4)),
                  lines(kind, value, refusedToo),
                  rs.getString(5).equals(rs.getString(6))));
        },
        kind);
    flush();
  }

  private List<Long> lines(String kind, String value, boolean refusedToo) {
    return jdbc.queryForList(
        "SELECT LINE FROM SUSPECT S WHERE KIND = ? AND V = ?"
            + (refusedToo ? "" : NOT_REFUSED)
            + " ORDER BY KIND, V, ROW_NO LIMIT "
            + FIRST_FEW,
        Long.class,
        kind,
        value);
  }

  /**
   * Refuses the rows of a group that are not refused yet.
   *
   * @param sparesFirst whether the first one goes on
   * @param photo whether it is the photo's fault
   */
  public void refuse(Group group, boolean sparesFirst, boolean photo, String code, String reason) {
    jdbc.update(
        "INSERT INTO REFUSAL SELECT ROW_NO, CAST(? AS BOOLEAN), CAST(? AS VARCHAR(40)),"
            + " CAST(? AS VARCHAR(4000)) FROM SUSPECT S WHERE KIND = ? AND V = ? AND ROW_NO > ?"
            + NOT_REFUSED,
        photo,
        code,
        reason,
        group.kind(),
        group.value(),
        sparesFirst ? group.first().number() : 0);
  }

  /** Refuses, for their photos' fault, those rows of a group that the test picks. */
  public void refuseSome(Group group, IntPredicate rows, String code, String reason) {
    jdbc.query(
        "SELECT ROW_NO FROM SUSPECT S WHERE KIND = ? AND V = ?" + NOT_REFUSED,
        rs -> {
          if (rows.test(rs.getInt(1))) {
            jdbc.update("INSERT INTO REFUSAL VALUES (?, TRUE, ?, ?)", rs.getInt(1), code, reason);
          }
        },
        group.kind(),
        group.value());
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
    if (suspects.isEmpty()) {
      return;
    }
    database.inTransaction(
        () ->
            jdbc.batchUpdate(
                "MERGE INTO SUSPECT USING (VALUES(CAST(? AS VARCHAR(40)), CAST(? AS VARCHAR(4000)),"
                    + " CAST(? AS INTEGER), CAST(? AS BIGINT), CAST(? AS VARCHAR(64))))"
                    + " AS N(KIND, V, ROW_NO, LINE, HASH) ON SUSPECT.KIND = N.KIND"
                    + " AND SUSPECT.V = N.V AND SUSPECT.ROW_NO = N.ROW_NO"
                    + " WHEN NOT MATCHED THEN INSERT VALUES (N.KIND, N.V, N.ROW_NO, N.LINE, N.HASH)",
                suspects));
    suspects.clear();
  }
}
