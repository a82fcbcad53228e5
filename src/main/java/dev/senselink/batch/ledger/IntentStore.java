package dev.senselink.batch.ledger;

import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.SentGuestFields;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.roster.RowReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Intents: written in groups, taken up again by reconcile. */
public final class IntentStore {
  private static final String INSERT =
      "INSERT INTO INTENT VALUES (?,?,"
          + "(SELECT COALESCE(MAX(N), 0) + 1 FROM INTENT WHERE RUN = ? AND ROW_NO = ?),"
          + "?,?,?,TRUE,?,?,?,?,?,?,?,?,?,?,?,?)";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final GroupCommitter committer;
  private final String server;
  private final long company;

  IntentStore(LedgerDatabase database, GroupCommitter committer, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.committer = committer;
    this.server = server;
    this.company = company;
  }

  /**
   * Asks for the intent to be committed; join the answer just before the request leaves, so that
   * the wait is hidden behind the photo's check.
   */
  public Promise<Void> open(Intent intent) {
    return committer.submit(
        INSERT,
        intent.run(),
        intent.row().number(),
        intent.run(),
        intent.row().number(),
        intent.call().name(),
        server,
        company,
        RunStore.time(intent.meantAt()),
        intent.timeout().toMillis(),
        intent.row().line(),
        intent.rowHash(),
        intent.type(),
        intent.keyField(),
        intent.keyText(),
        intent.name(),
        intent.person(),
        intent.earlier().stream().map(String::valueOf).collect(Collectors.joining(",")),
        intent.photo(),
        text(intent.sent()));
  }

  /** The open intents of every run against this server and company, by run and row. */
  public List<Intent> open() {
    return jdbc.query(
        "SELECT * FROM INTENT WHERE IS_OPEN AND SERVER = ? AND COMPANY = ? ORDER BY RUN, ROW_NO, N",
        (rs, n) -> read(rs),
        server,
        company);
  }

  /** What may have left in other runs for the person of a key, and has not been found since. */
  public EarlierSends openOfOthers(String run, int type, PersonKey key) {
    return open().stream()
        .filter(intent -> !intent.run().equals(run) && intent.type() == type)
        .filter(intent -> intent.key().field() == key.field())
        .filter(intent -> intent.key().value().equals(key.value()))
        .map(EarlierSends::of)
        .reduce(EarlierSends.NONE, EarlierSends::and);
  }

  /** The creates of a run whose rows have no outcome yet. */
  public List<Intent> creates(String run) {
    return jdbc.query(
        "SELECT * FROM INTENT WHERE RUN = ? AND IS_OPEN AND REQUEST IN ('CREATE', 'FORCE')",
        (rs, n) -> read(rs),
        run);
  }

  /** Whether there are open intents at all, against whatever server the lock is for. */
  public boolean anyOpen() {
    Integer count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM INTENT WHERE IS_OPEN AND (SERVER = ? OR CAST(? AS BOOLEAN))",
            Integer.class,
            server,
            !database.isShared());
    return count != null && count > 0;
  }

  /** All requests meant for a row, open or not, oldest first. */
  public List<Intent> ofRow(String run, int row) {
    return jdbc.query(
        "SELECT * FROM INTENT WHERE RUN = ? AND ROW_NO = ? AND REQUEST <> 'UNKNOWN_FACE'"
            + " ORDER BY RUN, ROW_NO, N",
        (rs, n) -> read(rs),
        run,
        row);
  }

  /** Whether the server has said to a create of this row that no door knows of it. */
  public boolean isUnknownToFaces(String run, int row) {
    return !jdbc.queryForList(
            "SELECT ROW_NO FROM INTENT WHERE RUN = ? AND ROW_NO = ? AND REQUEST = 'UNKNOWN_FACE'",
            Integer.class,
            run,
            row)
        .isEmpty();
  }

  /** The rows of a run that may have been created more than once: those sent more than once. */
  public List<Integer> rowsSentRepeatedly(String run) {
    return jdbc.queryForList(
        "SELECT I.ROW_NO FROM INTENT I LEFT JOIN OUTCOME O ON O.RUN = I.RUN AND"
            + " O.ROW_NO = I.ROW_NO WHERE I.RUN = ? AND I.REQUEST IN ('CREATE', 'FORCE')"
            + " GROUP BY I.ROW_NO HAVING COUNT(*) > 1 OR MAX(O.ATTEMPTS) > 1 ORDER BY I.ROW_NO",
        Integer.class,
        run);
  }

  /** Whether a create of this run was sent once more without {@code force=1}, answered or not. */
  public boolean isCreatedAgain(String run) {
    return !jdbc.queryForList(
            "SELECT ROW_NO FROM INTENT WHERE RUN = ? AND REQUEST = 'CREATE'"
                + " GROUP BY ROW_NO HAVING COUNT(*) > 1 FETCH FIRST 1 ROWS ONLY",
            Integer.class,
            run)
        .isEmpty();
  }

  /** When the last request of a run was meant, open or not; by the machine's wall clock. */
  public Optional<Instant> lastMeant(String run) {
    Timestamp last =
        jdbc.queryForObject("SELECT MAX(MEANT_AT) FROM INTENT WHERE RUN = ?", Timestamp.class, run);
    return Optional.ofNullable(last).map(Timestamp::toInstant);
  }

  /** How long the server may be at work on any request of a run, open or not. */
  public Duration longestTimeout(String run) {
    Long millis =
        jdbc.queryForObject(
            "SELECT MAX(TIMEOUT_MILLIS) FROM INTENT WHERE RUN = ?", Long.class, run);
    return Duration.ofMillis(millis == null ? 0 : millis);
  }

  /** What may have left for the rows of a run so far, by row; rows without a trace are missing. */
  public Map<Integer, EarlierSends> sentBefore(String run) {
    Map<Integer, EarlierSends> sent = new HashMap<>();
    jdbc.query(
        "SELECT * FROM INTENT WHERE RUN = ? ORDER BY RUN, ROW_NO, N",
        rs -> {
          Intent intent = read(rs);
          sent.merge(intent.row().number(), EarlierSends.of(intent), EarlierSends::and);
        },
        run);
    // Rows to be tried again whose intents are gone: what was counted then still counts.
    jdbc.query(
        "SELECT ROW_NO, ATTEMPTS FROM OUTCOME WHERE RUN = ? AND ATTEMPTS > 0"
            + " AND ENDING IN ('FAILED', 'NOT_ATTEMPTED')",
        rs -> {
          EarlierSends before = sent.getOrDefault(rs.getInt(1), EarlierSends.NONE);
          sent.put(rs.getInt(1), before.atLeast(rs.getInt(2)));
        },
        run);
    return sent;
  }

  /** Closes the open intents of a row whose fate is known; they stay for the audit. */
  public void close(String run, int row) {
    jdbc.update("UPDATE INTENT SET IS_OPEN = FALSE WHERE RUN = ? AND ROW_NO = ?", run, row);
  }

  /**
   * Forgets the updates and deletes of a row, the last of which the server has refused: none of
   * them was done, and what others do meanwhile is not to be taken for them.
   */
  public void refused(String run, int row) {
    jdbc.update(
        "DELETE FROM INTENT WHERE RUN = ? AND ROW_NO = ? AND REQUEST NOT IN ('CREATE', 'FORCE')",
        run,
        row);
  }

  /** Forgets the closed intents of an audited run. */
  public void forgetClosed(String run) {
    jdbc.update("DELETE FROM INTENT WHERE RUN = ? AND NOT IS_OPEN", run);
  }

  /** The longest time-out stored with an open intent. */
  public Optional<Duration> longestTimeout() {
    return open().stream().map(Intent::timeout).max(Duration::compareTo);
  }

  private String text(@Nullable SentGuestFields sent) {
    return sent == null ? "" : sent.sealed(key).text();
  }

  private Intent read(ResultSet rs) throws SQLException {
    String earlier = rs.getString("EARLIER");
    String sent = rs.getString("SENT");
    return new Intent(
        rs.getString("RUN"),
        new RowReference(rs.getInt("ROW_NO"), rs.getLong("LINE")),
        Intent.Call.valueOf(rs.getString("REQUEST")),
        rs.getTimestamp("MEANT_AT").toInstant(),
        Duration.ofMillis(rs.getLong("TIMEOUT_MILLIS")),
        rs.getString("ROW_HASH"),
        rs.getInt("PERSON_TYPE"),
        rs.getString("KEY_FIELD"),
        rs.getString("KEY_TEXT"),
        rs.getString("NAME"),
        OutcomeStore.number(rs, "PERSON"),
        earlier.isEmpty()
            ? List.of()
            : Arrays.stream(earlier.split(",", -1)).map(Long::valueOf).toList(),
        rs.getString("PHOTO"),
        sent.isEmpty() ? null : SentGuestFields.of(sent).opened(key));
  }
}
