package dev.senselink.batch.ledger.lists;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.Upsert;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who was on the lists of one server and company. */
public final class ListMemberStore {
  private static final int BATCH = 1_000;
  private static final String THIS = " WHERE SERVER = ? AND COMPANY = ? AND LIST = ?";

  /** What a later import knows of somebody stays. */
  private static final String LATER = "CASE WHEN LIST_MEMBER.SEEN_N > {new}.SEEN_N THEN";

  private static final String MISSED_LATER = "CASE WHEN LIST_MEMBER.MISSED_N > {new}.SEEN_N THEN";

  private static final Upsert MEMBER =
      Upsert.into(
              "LIST_MEMBER",
              "SERVER VARCHAR(300), COMPANY BIGINT, LIST VARCHAR(200), PERSON BIGINT",
              "NAME_HASH VARCHAR(64), KEY_HASHES VARCHAR(400), FIRST_N INTEGER, SEEN_N INTEGER,"
                  + " MISSED_N INTEGER, MISSING_SINCE TIMESTAMP(3) WITH TIME ZONE,"
                  + " GONE_SINCE TIMESTAMP(3) WITH TIME ZONE")
          .keeping("FIRST_N")
          .with("NAME_HASH", LATER + " LIST_MEMBER.NAME_HASH ELSE {new}.NAME_HASH END")
          .with("KEY_HASHES", LATER + " LIST_MEMBER.KEY_HASHES ELSE {new}.KEY_HASHES END")
          .with("SEEN_N", LATER + " LIST_MEMBER.SEEN_N ELSE {new}.SEEN_N END")
          .with("MISSED_N", MISSED_LATER + " LIST_MEMBER.MISSED_N ELSE {new}.MISSED_N END")
          .with(
              "MISSING_SINCE",
              MISSED_LATER + " LIST_MEMBER.MISSING_SINCE ELSE {new}.MISSING_SINCE END");

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final String server;
  private final long company;
  private final String put;

  public ListMemberStore(LedgerDatabase database, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.server = server;
    this.company = company;
    this.put = database.statement(MEMBER);
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
    private final List<@Nullable Object[]> waiting = new ArrayList<>();

    private Filler(String list, int number) {
      this.list = list;
      this.number = number;
    }

    /** Somebody is on the list; what a later import knows of them stays. */
    public void add(long person, MemberHashes who) {
      waiting.add(
          new @Nullable Object[] {
            server,
            company,
            list,
            person,
            who.name(),
            who.joinedKeys(),
            number,
            number,
            0,
            null,
            null
          });
      if (waiting.size() == BATCH) {
        flush();
      }
    }

    private void flush() {
      if (!waiting.isEmpty()) {
        database.inTransaction(() -> jdbc.batchUpdate(put, waiting));
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
            + " FROM LIST_MEMBER M JOIN KNOWN_PERSON K ON K.SERVER = M.SERVER"
            + " AND K.COMPANY = M.COMPANY AND K.PERSON = M.PERSON WHERE M.SERVER = ?"
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
