package dev.senselink.batch.ledger.lists;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who was on the lists of one server and company. */
public final class ListMemberStore {
  private static final int BATCH = 1_000;
  private static final String THIS = " WHERE SERVER = ? AND COMPANY = ? AND LIST = ?";

  private static final String MERGE =
      "MERGE INTO LIST_MEMBER USING (VALUES(CAST(? AS VARCHAR(300)), CAST(? AS BIGINT),"
          + " CAST(? AS VARCHAR(200)), CAST(? AS BIGINT), CAST(? AS VARCHAR(64)),"
          + " CAST(? AS VARCHAR(400)), CAST(? AS INTEGER)))"
          + " AS V(SERVER, COMPANY, LIST, PERSON, NAME_HASH, KEY_HASHES, N)"
          + " ON LIST_MEMBER.SERVER = V.SERVER AND LIST_MEMBER.COMPANY = V.COMPANY"
          + " AND LIST_MEMBER.LIST = V.LIST AND LIST_MEMBER.PERSON = V.PERSON"
          + " WHEN MATCHED THEN UPDATE SET"
          + " NAME_HASH = CASE WHEN SEEN_N > V.N THEN LIST_MEMBER.NAME_HASH ELSE V.NAME_HASH END,"
          + " KEY_HASHES ="
          + " CASE WHEN SEEN_N > V.N THEN LIST_MEMBER.KEY_HASHES ELSE V.KEY_HASHES END,"
          + " MISSED_N = CASE WHEN MISSED_N > V.N THEN MISSED_N ELSE 0 END,"
          + " MISSING_SINCE = CASE WHEN MISSED_N > V.N THEN MISSING_SINCE ELSE NULL END,"
          + " SEEN_N = CASE WHEN SEEN_N > V.N THEN SEEN_N ELSE V.N END, GONE_SINCE = NULL"
          + " WHEN NOT MATCHED THEN INSERT VALUES (V.SERVER, V.COMPANY, V.LIST, V.PERSON,"
          + " V.NAME_HASH, V.KEY_HASHES, V.N, V.N, 0, NULL, NULL)";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final String server;
  private final long company;

  public ListMemberStore(LedgerDatabase database, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.server = server;
    this.company = company;
  }

  /**
   * The hashes by which somebody is known again.
   *
   * @param normalKeys values of key fields as they are compared; blank ones are left out
   */
  public MemberHashes hashes(String normalName, Map<KeyField, String> normalKeys) {
    return MemberHashes.of(key, normalName, normalKeys);
  }

  /** Takes whom an import of a list names. */
  public Filler filler(String list, int number) {
    return new Filler(list, number);
  }

  /** Takes people one by one; {@link #close} stores the rest. */
  public final class Filler implements AutoCloseable {
    private final String list;
    private final int number;
    private final List<Object[]> waiting = new ArrayList<>();

    private Filler(String list, int number) {
      this.list = list;
      this.number = number;
    }

    /** Somebody is on the list; what a later import knows of them stays. */
    public void add(long person, MemberHashes who) {
      waiting.add(
          new Object[] {server, company, list, person, who.name(), who.joinedKeys(), number});
      if (waiting.size() == BATCH) {
        flush();
      }
    }

    private void flush() {
      if (!waiting.isEmpty()) {
        database.inTransaction(() -> jdbc.batchUpdate(MERGE, waiting));
        waiting.clear();
      }
    }

    @Override
    public void close() {
      flush();
    }
  }

  /** Everybody on a list, by id. */
  public List<ListMember> of(String list) {
    return jdbc.query(
        "SELECT * FROM LIST_MEMBER" + THIS + " ORDER BY PERSON",
        (rs, n) -> read(rs),
        server,
        company,
        list);
  }

  /** How many members there were before an import, as far as they are not known to be gone. */
  public long before(String list, int number) {
    return count(list, number, "");
  }

  /** How many of them no import before had missed. */
  public long notMissedBefore(String list, int number) {
    return count(list, number, " AND (MISSED_N = 0 OR MISSED_N = " + number + ")");
  }

  private long count(String list, int number, String more) {
    Long count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM LIST_MEMBER"
                + THIS
                + " AND FIRST_N < ? AND GONE_SINCE IS NULL"
                + more,
            Long.class,
            server,
            company,
            list,
            number);
    return count == null ? 0 : count;
  }

  /** How many of those before an import the server lists with the name and a key they had. */
  public long standing(String list, int number) {
    long[] count = {0};
    jdbc.query(
        "SELECT M.NAME_HASH, M.KEY_HASHES, K.N_NAME, K.N_JOB, K.N_MOBILE, K.N_IC, K.N_MAIL"
            + " FROM LIST_MEMBER M JOIN KNOWN K ON K.PERSON = M.PERSON WHERE M.SERVER = ?"
            + " AND M.COMPANY = ? AND M.LIST = ? AND M.FIRST_N < ? AND M.GONE_SINCE IS NULL",
        rs -> {
          Map<KeyField, String> keys = new EnumMap<>(KeyField.class);
          keys.put(KeyField.JOB_NUMBER, rs.getString("N_JOB"));
          keys.put(KeyField.MOBILE, rs.getString("N_MOBILE"));
          keys.put(KeyField.IC_NUMBER, rs.getString("N_IC"));
          keys.put(KeyField.MAIL, rs.getString("N_MAIL"));
          MemberHashes was =
              MemberHashes.read(rs.getString("NAME_HASH"), rs.getString("KEY_HASHES"));
          count[0] += was.isSame(hashes(rs.getString("N_NAME"), keys)) ? 1 : 0;
        },
        server,
        company,
        list,
        number);
    return count[0];
  }

  /**
   * Members whom no row of an import was without a doubt, by id.
   *
   * @param after only those of a higher id
   */
  public List<ListMember> unseen(String list, int number, long after, int most) {
    return jdbc.query(
        "SELECT * FROM LIST_MEMBER"
            + THIS
            + " AND PERSON > ? AND SEEN_N < ? AND GONE_SINCE IS NULL"
            + " ORDER BY SERVER, COMPANY, LIST, PERSON LIMIT ?",
        (rs, n) -> read(rs),
        server,
        company,
        list,
        after,
        number,
        most);
  }

  /** Somebody of a list. */
  public Optional<ListMember> of(String list, long person) {
    return jdbc
        .query(
            "SELECT * FROM LIST_MEMBER" + THIS + " AND PERSON = ?",
            (rs, n) -> read(rs),
            server,
            company,
            list,
            person)
        .stream()
        .findFirst();
  }

  /**
   * Members whom an import has missed, by id, also those who are not on the server any more.
   *
   * @param after only those of a higher id
   */
  public List<ListMember> lost(String list, long after, int most) {
    return jdbc.query(
        "SELECT * FROM LIST_MEMBER"
            + THIS
            + " AND PERSON > ? AND MISSED_N > 0 ORDER BY SERVER, COMPANY, LIST, PERSON LIMIT ?",
        (rs, n) -> read(rs),
        server,
        company,
        list,
        after,
        most);
  }

  /** When the other lists that somebody is on, and not missing from, were last imported. */
  public List<Instant> othersOf(String list, long person) {
    return jdbc.query(
        "SELECT M.LIST, MAX(I.BEGUN_AT) FROM LIST_MEMBER M JOIN LIST_IMPORT I"
            + " ON I.SERVER = M.SERVER AND I.COMPANY = M.COMPANY AND I.LIST = M.LIST"
            + " WHERE M.SERVER = ? AND M.COMPANY = ? AND M.PERSON = ? AND M.LIST <> ?"
            + " AND M.MISSED_N = 0 GROUP BY M.LIST",
        (rs, n) -> rs.getTimestamp(2).toInstant(),
        server,
        company,
        person,
        list);
  }

  /** The import has missed these; who is missing longer stays so. */
  public void missing(String list, int number, List<Long> people, Instant now) {
    update(
        "UPDATE LIST_MEMBER SET MISSED_N = ?, MISSING_SINCE = ?"
            + THIS
            + " AND PERSON = ? AND MISSED_N = 0",
        people,
        person ->
            new Object[] {number, now.atOffset(ZoneOffset.UTC), server, company, list, person});
  }

  /** The import has named these. */
  public void present(String list, List<Long> people) {
    update(
        "UPDATE LIST_MEMBER SET MISSED_N = 0, MISSING_SINCE = NULL" + THIS + " AND PERSON = ?",
        people,
        person -> new Object[] {server, company, list, person});
  }

  /** These are not on the server any more. */
  public void gone(String list, List<Long> people, Instant now) {
    update(
        "UPDATE LIST_MEMBER SET GONE_SINCE = ?" + THIS + " AND PERSON = ?",
        people,
        person -> new Object[] {now.atOffset(ZoneOffset.UTC), server, company, list, person});
  }

  private void update(String sql, List<Long> people, Function<Long, Object[]> values) {
    for (int from = 0; from < people.size(); from += BATCH) {
      List<Object[]> some =
          people.subList(from, Math.min(from + BATCH, people.size())).stream().map(values).toList();
      database.inTransaction(() -> jdbc.batchUpdate(sql, some));
    }
  }

  static ListMember read(ResultSet rs) throws SQLException {
    Timestamp since = rs.getTimestamp("MISSING_SINCE");
    return new ListMember(
        rs.getLong("PERSON"),
        MemberHashes.read(rs.getString("NAME_HASH"), rs.getString("KEY_HASHES")),
        rs.getInt("MISSED_N"),
        since == null ? null : since.toInstant());
  }
}
