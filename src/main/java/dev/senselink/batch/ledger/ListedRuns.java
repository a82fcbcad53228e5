package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.ListedServers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The runs that a data folder lists, which are those of some servers. */
final class ListedRuns {
  /** Something of it is not undone yet. */
  private static final String STILL_KEPT =
      " AND (EXISTS (SELECT B.RUN FROM"
          + " BEFORE_IMAGE B WHERE B.RUN = R.RUN AND NOT EXISTS (SELECT U.RUN FROM UNDONE U"
          + " WHERE U.RUN = B.RUN AND U.PERSON = B.PERSON AND U.KIND = B.KIND))"
          + " OR EXISTS (SELECT P.RUN FROM BEFORE_PLACE P WHERE P.RUN = R.RUN"
          + " AND P.UNDONE_BY = '')"
          + " OR EXISTS (SELECT D.RUN FROM DECISION D WHERE D.RUN = R.OF_RUN"
          + " AND D.OWN_RUN = R.RUN)"
          + " OR EXISTS (SELECT I.RUN FROM LIST_IMPORT I WHERE I.RUN = R.RUN AND R.LIST <> ''"
          + " AND I.STATE NOT IN ('UNDONE', 'MERGED') AND NOT EXISTS (SELECT L.RUN"
          + " FROM LIST_IMPORT L WHERE L.SERVER = I.SERVER AND L.COMPANY = I.COMPANY"
          + " AND L.LIST = I.LIST AND L.N > I.N AND L.STATE <> 'UNDONE')))";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final ListedServers servers;

  ListedRuns(LedgerDatabase database, ListedServers servers) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.servers = servers;
  }

  /** Oldest first. */
  List<Run> all() {
    return jdbc.query(
        "SELECT * FROM RUN WHERE %s ORDER BY STARTED_AT, ID".formatted(servers.are("SERVER")),
        (rs, n) -> RunRowMapper.run(rs, database.key()),
        servers.values());
  }

  /**
   * What else decides how the rows of a run stand that has ended: what was decided about them, and
   * requests of which nobody knows what became. By run, in any words; nothing for all others.
   */
  Map<String, String> unsettled() {
    Map<String, String> unsettled = new HashMap<>();
    RowCallbackHandler decided =
        rs -> {
          StringBuilder text = new StringBuilder();
          for (int column = 2; column <= 7; column++) {
            text.append(rs.getString(column)).append(' ');
          }
          unsettled.put(rs.getString(1), text.toString());
        };
    jdbc.query(
        "SELECT D.RUN, COUNT(*), SUM(CASE WHEN D.CARRIED_OUT THEN 1 ELSE 0 END), SUM(D.CANDIDATE),"
            + " MIN(D.FILE_SHA), MAX(D.FILE_SHA), MAX(D.OWN_RUN) FROM DECISION D"
            + " JOIN RUN R ON R.ID = D.RUN WHERE %s GROUP BY D.RUN"
                .formatted(servers.are("R.SERVER")),
        decided,
        servers.values());
    RowCallbackHandler open = rs -> unsettled.merge(rs.getString(1), "open", String::concat);
    jdbc.query(
        "SELECT DISTINCT RUN FROM INTENT WHERE IS_OPEN AND %s".formatted(servers.are("SERVER")),
        open,
        servers.values());
    return unsettled;
  }

  /**
   * Those of which something can still be undone, and until when: people, who was on a list, or
   * what was decided.
   */
  Map<String, Instant> undoable() {
    Map<String, Instant> undoable = new HashMap<>();
    RowCallbackHandler row = rs -> undoable.put(rs.getString(1), rs.getTimestamp(2).toInstant());
    Object[] values =
        Stream.concat(
                Stream.of(servers.values()),
                Stream.of(RunStore.time(database.machine().wall().instant())))
            .toArray();
    for (String about : List.of("R.RUN", "R.OF_RUN")) {
      jdbc.query(
          "SELECT R.RUN, R.KEEP_UNTIL FROM RUN O JOIN BEFORE_RUN R ON %s = O.ID".formatted(about)
              + " WHERE %s AND R.KEEP_UNTIL >= ?".formatted(servers.are("O.SERVER"))
              + STILL_KEPT,
          row,
          values);
    }
    return undoable;
  }

  /**
   * Decisions that were carried out about a run's rows and can be undone by an id of their own.
   *
   * @param ofRun the run
   * @param begun when, {@code null} where an older version has not noted it
   * @param rows how many
   */
  record Decided(String id, String ofRun, @Nullable Instant begun, long rows) {}

  /** Those about these runs. */
  List<Decided> decided() {
    return jdbc.query(
        "SELECT B.RUN, B.OF_RUN, B.BEGUN_AT, (SELECT COUNT(*) FROM DECISION D"
            + " WHERE D.RUN = B.OF_RUN AND D.OWN_RUN = B.RUN)"
            + " FROM BEFORE_RUN B JOIN RUN R ON R.ID = B.OF_RUN"
            + " WHERE %s ORDER BY B.RUN".formatted(servers.are("R.SERVER")),
        (rs, n) ->
            new Decided(
                rs.getString(1),
                rs.getString(2),
                RunRowMapper.instant(rs.getTimestamp(3)),
                rs.getLong(4)),
        servers.values());
  }
}
