package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.Upsert;
import dev.senselink.batch.machine.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who on this server is whom of a backup. It outlives its run and holds ids alone.
 *
 * <p>A source is the server and company that the backup is of; an origin is a person's id there.
 */
public final class OriginStore {
  private static final int BATCH = 1_000;

  private static final Upsert ORIGIN =
      Upsert.into(
          "ORIGIN",
          "SERVER VARCHAR(300), COMPANY BIGINT, SOURCE VARCHAR(400), ORIGIN BIGINT",
          "PERSON BIGINT");

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final GroupCommitter committer;
  private final String server;
  private final long company;
  private final String put;

  OriginStore(LedgerDatabase database, GroupCommitter committer, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.committer = committer;
    this.server = server;
    this.company = company;
    this.put = database.statement(ORIGIN);
  }

  /** The person that somebody of the source is here. */
  public OptionalLong personOf(String source, long origin) {
    return all("PERSON", source, "ORIGIN", origin).stream().mapToLong(Long::longValue).findFirst();
  }

  /** Everybody of the source whom a person here was ever taken for: they may be gone there. */
  public List<Long> originsOf(String source, long person) {
    return all("ORIGIN", source, "PERSON", person);
  }

  private List<Long> all(String wanted, String source, String known, long id) {
    return jdbc.queryForList(
        "SELECT "
            + wanted
            + " FROM ORIGIN WHERE SERVER = ? AND COMPANY = ? AND SOURCE = ? AND "
            + known
            + " = ?",
        Long.class,
        server,
        company,
        source,
        id);
  }

  /** Notes who somebody is, in the order of the intents; need not be waited for. */
  public Promise<Void> put(String source, long origin, long person) {
    return committer.submit(put, server, company, source, origin, person);
  }

  /** Forgets who somebody was taken for: the id is somebody else's by now. */
  public void forget(String source, long origin) {
    jdbc.update(
        "DELETE FROM ORIGIN WHERE SERVER = ? AND COMPANY = ? AND SOURCE = ? AND ORIGIN = ?",
        server,
        company,
        source,
        origin);
  }

  /** For noting many at once. */
  public Filler filler(String source) {
    return new Filler(source);
  }

  /** Takes pairs one by one; {@link #close} stores the rest. */
  public final class Filler implements AutoCloseable {
    private final String source;
    private final List<Object[]> values = new ArrayList<>(BATCH);

    private Filler(String source) {
      this.source = source;
    }

    public void add(long origin, long person) {
      values.add(new Object[] {server, company, source, origin, person});
      if (values.size() == BATCH) {
        close();
      }
    }

    @Override
    public void close() {
      if (!values.isEmpty()) {
        database.inTransaction(() -> jdbc.batchUpdate(put, values));
        values.clear();
      }
    }
  }
}
