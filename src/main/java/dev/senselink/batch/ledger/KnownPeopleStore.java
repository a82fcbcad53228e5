package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Promise;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The snapshot: who was on the server when the run started, and whom the run has made since. */
public final class KnownPeopleStore {
  private static final int BATCH = 1_000;

  private static final String UPSERT =
      "MERGE INTO KNOWN USING (VALUES(CAST(? AS BIGINT), CAST(? AS INTEGER),"
          + " CAST(? AS VARCHAR(1000)), CAST(? AS VARCHAR(1000)), CAST(? AS VARCHAR(1000)),"
          + " CAST(? AS VARCHAR(1000)), CAST(? AS VARCHAR(1000)), CAST(? AS VARCHAR(1000)),"
          + " CAST(? AS VARCHAR(1000)), CAST(? AS VARCHAR(1000)), CAST(? AS VARCHAR(1000)),"
          + " CAST(? AS VARCHAR(1000)), CAST(? AS VARCHAR(1000)), CAST(? AS VARCHAR(200)),"
          + " CAST(? AS VARCHAR(60)), CAST(? AS BIGINT), CAST(? AS BIGINT),"
          + " CAST(? AS VARCHAR(4000))))"
          + " AS V(PERSON, TYPE, NAME, N_NAME, N_JOB, N_MOBILE, N_IC, N_MAIL, JOB, MOBILE, IC,"
          + " MAIL, REMARK, AVATAR, UPDATE_AT, LINE, DEPARTMENT, REST) ON KNOWN.PERSON = V.PERSON"
          + " WHEN MATCHED THEN UPDATE SET TYPE=V.TYPE, NAME=V.NAME, N_NAME=V.N_NAME,"
          + " N_JOB=V.N_JOB, N_MOBILE=V.N_MOBILE, N_IC=V.N_IC, N_MAIL=V.N_MAIL, JOB=V.JOB,"
          + " MOBILE=V.MOBILE, IC=V.IC, MAIL=V.MAIL, REMARK=V.REMARK, AVATAR=V.AVATAR,"
          + " UPDATE_AT=V.UPDATE_AT, LINE=V.LINE, DEPARTMENT=V.DEPARTMENT,"
          + " REST=V.REST"
          + " WHEN NOT MATCHED THEN INSERT VALUES (V.PERSON, V.TYPE, V.NAME, V.N_NAME, V.N_JOB,"
          + " V.N_MOBILE, V.N_IC, V.N_MAIL, V.JOB, V.MOBILE, V.IC, V.MAIL, V.REMARK, V.AVATAR,"
          + " V.UPDATE_AT, V.LINE, V.DEPARTMENT, V.REST)";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final GroupCommitter committer;

  KnownPeopleStore(LedgerDatabase database, GroupCommitter committer) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.committer = committer;
  }

  /** Empties the snapshot, and gives what fills it anew. */
  public Filler replaceAll() {
    jdbc.execute("TRUNCATE TABLE KNOWN");
    return new Filler();
  }

  /** Takes people one by one; {@link #close} stores the rest. */
  public final class Filler implements AutoCloseable {
    private final Batch people = new Batch(UPSERT);

    public void add(KnownPerson person) {
      people.add(values(person));
    }

    @Override
    public void close() {
      people.flush();
    }
  }

  /** Adds or replaces one person, in the order of the intents; need not be waited for. */
  public Promise<Void> put(KnownPerson person) {
    return committer.submit(UPSERT, values(person));
  }

  /** For noting who was made by which line of the roster. */
  public Makers makers() {
    return new Makers();
  }

  /** Takes people one by one; {@link #close} notes the rest. */
  public final class Makers implements AutoCloseable {
    private final Batch lines = new Batch("UPDATE KNOWN SET LINE = ? WHERE PERSON = ?");

    /** Does nothing for a person who is gone. */
    public void add(long person, long line) {
      lines.add(line, person);
    }

    @Override
    public void close() {
      lines.flush();
    }
  }

  /** A thousand writes to a commit: one each would cost a disk flush per person. */
  private final class Batch {
    private final String sql;
    private final List<@Nullable Object[]> values = new ArrayList<>(BATCH);

    Batch(String sql) {
      this.sql = sql;
    }

    void add(@Nullable Object... one) {
      values.add(one);
      if (values.size() == BATCH) {
        flush();
      }
    }

    void flush() {
      if (!values.isEmpty()) {
        database.inTransaction(() -> jdbc.batchUpdate(sql, values));
        values.clear();
      }
    }
  }

  /** Gives everybody whom this run has made, as far as it is known. */
  public void made(Consumer<KnownPerson> each) {
    committer.flush().join();
    RowCallbackHandler row = rs -> each.accept(read(rs));
    jdbc.query("SELECT * FROM KNOWN WHERE LINE IS NOT NULL", row);
  }

  public Optional<KnownPerson> byId(long id) {
    return query("PERSON = ?", id).stream().findFirst();
  }

  public List<KnownPerson> byJobNumber(String normal) {
    return query("N_JOB = ?", normal);
  }

  public List<KnownPerson> byMobile(String normal) {
    return query("N_MOBILE = ?", normal);
  }

  public List<KnownPerson> byName(String normal) {
    return query("N_NAME = ?", normal);
  }

  public List<KnownPerson> byIcNumber(String normal) {
    return query("N_IC = ?", normal);
  }

  public List<KnownPerson> byMail(String normal) {
    return query("N_MAIL = ?", normal);
  }

  /**
   * A few who have something in a field.
   *
   * @param field {@code JOB_NUMBER}, {@code MOBILE}, {@code IC_NUMBER} or {@code MAIL}
   */
  public List<KnownPerson> having(String field, int most) {
    String column =
        switch (field) {
          case "JOB_NUMBER" -> "N_JOB";
          case "MOBILE" -> "N_MOBILE";
          case "IC_NUMBER" -> "N_IC";
          default -> "N_MAIL";
        };
    return jdbc.query(
        "SELECT * FROM KNOWN WHERE %s > '' ORDER BY PERSON LIMIT ?".formatted(column),
        (rs, n) -> read(rs),
        most);
  }

  /** Staff with a job number, by id, from a higher id on. */
  public List<KnownPerson> staffWithJobNumber(long after, int most) {
    return jdbc.query(
        "SELECT * FROM KNOWN WHERE PERSON > ? AND TYPE = 1 AND N_JOB > '' ORDER BY PERSON LIMIT ?",
        (rs, n) -> read(rs),
        after,
        most);
  }

  /** The highest id; 0 where nobody is. */
  public long highest() {
    Long highest = jdbc.queryForObject("SELECT MAX(PERSON) FROM KNOWN", Long.class);
    return highest == null ? 0 : highest;
  }

  /** How many people are in a department. */
  public long inDepartment(long department) {
    Long count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM KNOWN WHERE DEPARTMENT = ?", Long.class, department);
    return count == null ? 0 : count;
  }

  public long count() {
    Long count = jdbc.queryForObject("SELECT COUNT(*) FROM KNOWN", Long.class);
    return count == null ? 0 : count;
  }

  private List<KnownPerson> query(String where, Object value) {
    return jdbc.query(
        "SELECT * FROM KNOWN WHERE " + where + " ORDER BY PERSON", (rs, n) -> read(rs), value);
  }

  private static @Nullable Object[] values(KnownPerson p) {
    return new @Nullable Object[] {
      p.id(),
      p.type(),
      p.name(),
      p.normalName(),
      p.normalJobNumber(),
      p.normalMobile(),
      p.normalIcNumber(),
      p.normalMail(),
      p.jobNumber(),
      p.mobile(),
      p.icNumber(),
      p.mail(),
      p.remark(),
      p.avatarId(),
      p.updateAt(),
      p.rosterLine(),
      p.department(),
      p.rest()
    };
  }

  private static KnownPerson read(ResultSet rs) throws SQLException {
    return new KnownPerson(
        rs.getLong("PERSON"),
        rs.getInt("TYPE"),
        rs.getString("NAME"),
        rs.getString("N_NAME"),
        rs.getString("JOB"),
        rs.getString("MOBILE"),
        rs.getString("IC"),
        rs.getString("MAIL"),
        rs.getString("N_JOB"),
        rs.getString("N_MOBILE"),
        rs.getString("N_IC"),
        rs.getString("N_MAIL"),
        rs.getString("REMARK"),
        rs.getString("AVATAR"),
        rs.getString("UPDATE_AT"),
        rs.getLong("DEPARTMENT"),
        rs.getString("REST"),
        OutcomeStore.number(rs, "LINE"));
  }
}
