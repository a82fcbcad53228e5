package dev.senselink.batch.ledger.lists;

import dev.senselink.batch.ledger.lists.ListImport.State;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.outcome.KeptText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The imports of lists against one server and company. They outlive their runs. */
public final class ListImportStore {
  private static final String HERE = " WHERE SERVER = ? AND COMPANY = ?";

  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final String server;
  private final long company;

  public ListImportStore(LedgerDatabase database, String server, long company) {
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.server = server;
    this.company = company;
  }

  /** The import of a list that a run is; empty for a run without a list. */
  public Optional<ListImport> of(String run) {
    return of(jdbc, key, run);
  }

  /** The same for commands that talk to no server. */
  public static Optional<ListImport> of(LedgerDatabase database, String run) {
    return of(database.jdbc(), database.key(), run);
  }

  private static Optional<ListImport> of(JdbcTemplate jdbc, DataFolderKey key, String run) {
    return jdbc
        .query("SELECT * FROM LIST_IMPORT WHERE RUN = ?", (rs, n) -> read(rs, key), run)
        .stream()
        .findFirst();
  }

  /** All imports of a list, the first in front. */
  public List<ListImport> all(String list) {
    return jdbc.query(
        "SELECT * FROM LIST_IMPORT" + HERE + " AND LIST = ? ORDER BY N",
        (rs, n) -> read(rs, key),
        server,
        company,
        list);
  }

  /** Whether there was an import of a list of this name. */
  public boolean isKnown(String list) {
    return !all(list).isEmpty();
  }

  /** The names of the lists as they were last typed. */
  public List<String> names() {
    return jdbc.queryForList(
        "SELECT DISTINCT NAME FROM LIST_IMPORT" + HERE + " ORDER BY NAME",
        String.class,
        server,
        company);
  }

  /** The last import of a list, other than a number, by which somebody can be missing. */
  public Optional<ListImport> lastComplete(String list, int otherThan) {
    return all(list).stream()
        .filter(one -> one.state() == State.COMPLETE && !one.part() && one.number() != otherThan)
        .reduce((before, after) -> after);
  }

  /** What would be the next import of a list; noted nowhere. */
  public ListImport next(
      String run, ListName list, String rosterSha, long rows, boolean part, Instant now) {
    Integer last =
        jdbc.queryForObject(
            "SELECT MAX(N) FROM LIST_IMPORT" + HERE + " AND LIST = ?",
            Integer.class,
            server,
            company,
            list.compared());
    return new ListImport(
        run,
        list.compared(),
        list.shown(),
        last == null ? 1 : last + 1,
        rosterSha,
        rows,
        part,
        State.OPEN,
        "",
        "",
        now);
  }

  /** Notes that a run is the next import of a list; on disk when this returns. */
  public ListImport begin(
      String run, ListName list, String rosterSha, long rows, boolean part, Instant now) {
    ListImport begun = next(run, list, rosterSha, rows, part, now);
    jdbc.update(
        "INSERT INTO LIST_IMPORT VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        run,
        server,
        company,
        begun.list(),
        begun.name(),
        begun.number(),
        key.sealed(rosterSha),
        rows,
        part,
        begun.state().name(),
        "",
        "",
        now.atOffset(ZoneOffset.UTC));
    return begun;
  }

  /** Writes how an import stands; on disk when this returns. */
  public void save(ListImport now) {
    jdbc.update(
        "UPDATE LIST_IMPORT SET STATE = ?, BRAKE = ?, WHY = ? WHERE RUN = ?",
        now.state().name(),
        now.brake(),
        KeptText.of(now.why(), 4_000),
        now.run());
  }

  static ListImport read(ResultSet rs, DataFolderKey key) throws SQLException {
    return new ListImport(
        rs.getString("RUN"),
        rs.getString("LIST"),
        rs.getString("NAME"),
        rs.getInt("N"),
        key.opened(rs.getString("ROSTER_SHA")),
        rs.getLong("ROSTER_ROWS"),
        rs.getBoolean("IS_PART"),
        State.valueOf(rs.getString("STATE")),
        rs.getString("BRAKE"),
        rs.getString("WHY"),
        rs.getTimestamp("BEGUN_AT").toInstant());
  }
}
