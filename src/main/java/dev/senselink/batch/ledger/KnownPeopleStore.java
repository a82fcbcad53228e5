package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Promise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The snapshot of one server and company: who was there when the run started, and whom the run has
 * made since.
 */
public final class KnownPeopleStore {
  private static final int BATCH = 1_000;
  private static final String TABLE = "KNOWN_PERSON";

  private static final String HERE = " WHERE SERVER = ? AND COMPANY = ?";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final GroupCommitter committer;
  private final String server;
  private final long company;
  private final String put;
  private volatile long listed;

  /** Of what is here now, or was since it was filled; {@code null} where others have filled it. */
  private volatile @Nullable AbsentKeys absent;

  KnownPeopleStore(LedgerDatabase database, GroupCommitter committer, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.committer = committer;
    this.server = server;
    this.company = company;
    this.put = database.statement(KnownPersonMapper.PERSON);
  }

  /**
   * Empties the snapshot, and gives what fills it anew. Where nobody else is at work those of other
   * servers go with it: nobody will read them, and so it costs nothing, however many they were.
   */
  public Filler replaceAll() {
    empty();
    absent = new AbsentKeys();
    return new Filler();
  }

  /**
   * Removes the snapshot from the database and its files if this process has filled it: it holds
   * everybody on the server, also people whom the data folder has erased. Called when nothing more
   * is written; what a killed process has left goes with the next snapshot.
   */
  void forget() {
    if (absent != null) {
      empty();
      database.compactDaily(List.of(TABLE));
    }
  }

  private void empty() {
    if (database.isShared()) {
      jdbc.update(
          "DELETE FROM KNOWN_PERSON" + HERE + " AND " + SitesAtWork.areNotOf(database, TABLE),
          server,
          company);
    } else {
      jdbc.execute("TRUNCATE TABLE KNOWN_PERSON");
    }
  }

  /** Takes people one by one; {@link #close} stores the rest. */
  public final class Filler implements AutoCloseable {
    private final Batch people = new Batch(put);

    public void add(KnownPerson person) {
      note(person);
      people.add(KnownPersonMapper.values(server, company, person));
    }

    @Override
    public void close() {
      people.flush();
      listed = highest();
    }
  }

  /** Whether somebody may be newer than the list that was read; anybody is where none was. */
  public boolean mayBeNew(long person) {
    return person > listed;
  }

  /** Adds or replaces one person, in the order of the intents; need not be waited for. */
  public Promise<Void> put(KnownPerson person) {
    note(person);
    return committer.submitAlong(put, KnownPersonMapper.values(server, company, person));
  }

  private void note(KnownPerson person) {
    AbsentKeys keys = absent;
    if (keys != null) {
      keys.add("N_JOB", person.normalJobNumber());
      keys.add("N_MOBILE", person.normalMobile());
      keys.add("N_NAME", person.normalName());
      keys.add("N_IC", person.normalIcNumber());
      keys.add("N_MAIL", person.normalMail());
    }
  }

  /** For noting who was made by which line of the roster. */
  public Makers makers() {
    return new Makers();
  }

  /** Takes people one by one; {@link #close} notes the rest. */
  public final class Makers implements AutoCloseable {
    private final Batch lines =
        new Batch("UPDATE KNOWN_PERSON SET LINE = ?" + HERE + " AND PERSON = ?");

    /** Does nothing for a person who is gone. */
    public void add(long person, long line) {
      lines.add(line, server, company, person);
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
    RowCallbackHandler row = rs -> each.accept(KnownPersonMapper.person(rs));
    jdbc.query("SELECT * FROM KNOWN_PERSON" + HERE + " AND LINE IS NOT NULL", row, server, company);
  }

  public Optional<KnownPerson> byId(long id) {
    return query("PERSON = ?", id).stream().findFirst();
  }

  public List<KnownPerson> byJobNumber(String normal) {
    return having("N_JOB", normal);
  }

  public List<KnownPerson> byMobile(String normal) {
    return having("N_MOBILE", normal);
  }

  public List<KnownPerson> byName(String normal) {
    return having("N_NAME", normal);
  }

  public List<KnownPerson> byIcNumber(String normal) {
    return having("N_IC", normal);
  }

  public List<KnownPerson> byMail(String normal) {
    return having("N_MAIL", normal);
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
        "SELECT * FROM KNOWN_PERSON%s AND %s > '' ORDER BY SERVER, COMPANY, PERSON LIMIT ?"
            .formatted(HERE, column),
        (rs, n) -> KnownPersonMapper.person(rs),
        server,
        company,
        most);
  }

  /** Staff with a job number, by id, from a higher id on. */
  public List<KnownPerson> staffWithJobNumber(long after, int most) {
    return jdbc.query(
        "SELECT * FROM KNOWN_PERSON"
            + HERE
            + " AND PERSON > ? AND TYPE = 1 AND N_JOB > ''"
            + " ORDER BY SERVER, COMPANY, PERSON LIMIT ?",
        (rs, n) -> KnownPersonMapper.person(rs),
        server,
        company,
        after,
        most);
  }

  /** The highest id; 0 where nobody is. */
  public long highest() {
    return number("SELECT MAX(PERSON) FROM KNOWN_PERSON" + HERE);
  }

  /** How many people are in a department. */
  public long inDepartment(long department) {
    return number("SELECT COUNT(*) FROM KNOWN_PERSON" + HERE + " AND DEPARTMENT = ?", department);
  }

  public long count() {
    return number("SELECT COUNT(*) FROM KNOWN_PERSON" + HERE);
  }

  private long number(String counting, Object... more) {
    Object[] values = Stream.concat(Stream.of(server, company), Arrays.stream(more)).toArray();
    Long number = jdbc.queryForObject(counting, Long.class, values);
    return number == null ? 0 : number;
  }

  private List<KnownPerson> having(String column, String normal) {
    AbsentKeys keys = absent;
    return keys != null && keys.lacks(column, normal) ? List.of() : query(column + " = ?", normal);
  }

  /**
   * In order of their ids, of which the database is not told: it would walk through all by them.
   */
  private List<KnownPerson> query(String where, Object value) {
    return jdbc
        .query(
            "SELECT * FROM KNOWN_PERSON" + HERE + " AND " + where,
            (rs, n) -> KnownPersonMapper.person(rs),
            server,
            company,
            value)
        .stream()
        .sorted(Comparator.comparingLong(KnownPerson::id))
        .toList();
  }
}
