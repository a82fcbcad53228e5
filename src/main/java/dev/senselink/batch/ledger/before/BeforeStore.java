package dev.senselink.batch.ledger.before;

import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.GroupCommitter.Change;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.Upsert;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.outcome.RowEnding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Before-images of people on one server and company: written with the intent and as durable, so
 * that whatever was sent can be taken back. Safe between threads.
 */
public final class BeforeStore {
  private static final String ONE = " WHERE RUN = ? AND PERSON = ? AND KIND = ?";

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private static final Upsert IMAGE =
      Upsert.into(
              "BEFORE_IMAGE",
              "RUN VARCHAR(40), PERSON BIGINT, KIND VARCHAR(12)",
              "SERVER VARCHAR(300), COMPANY BIGINT, ROW_NO INTEGER, TYPE INTEGER,"
                  + " BEFORE_TEXT VARCHAR(16000000), PHOTO_STATE VARCHAR(12),"
                  + " PHOTO_NAME VARCHAR(64), PHOTO_WHY VARCHAR(8000),"
                  + " SENT_TEXT VARCHAR(1000000), AVATAR_AFTER VARCHAR(1000),"
                  + " NOTED_AT TIMESTAMP(3) WITH TIME ZONE")
          .keeping("SERVER", "COMPANY");

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final GroupCommitter committer;
  private final String server;
  private final long company;
  private final BeforeRuns runs;
  private final ImageClock clock;
  private final ListMemory lists;
  private final PlaceImages places;
  private final String keep;

  public BeforeStore(
      LedgerDatabase database, GroupCommitter committer, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.committer = committer;
    this.server = server;
    this.company = company;
    this.runs = new BeforeRuns(database);
    this.clock = new ImageClock(database, server, company);
    this.lists = new ListMemory(database, server, company);
    this.places = new PlaceImages(database);
    this.keep = database.statement(IMAGE);
  }

  /** Which runs keep before-images. */
  public BeforeRuns runs() {
    return runs;
  }

  /** Who was on lists before they were imported. */
  public ListMemory lists() {
    return lists;
  }

  /** What was there of departments and devices. */
  public PlaceImages places() {
    return places;
  }

  /** The bytes of photos that were replaced or deleted. */
  public BeforePhotos photos() {
    return runs.photos();
  }

  /** The hash of a text of a field; short, since it is only compared with that of another. */
  public String hash(String field, String text) {
    return key.hash(field + "\n" + text).substring(0, 16);
  }

  /**
   * Writes an image, in the place of one that the run has of this person and kind. Join the answer
   * before the request leaves.
   */
  public Promise<Void> keep(BeforeImage image) {
    Change change = change(image);
    return image.kind() == Kind.CREATED // known once the request was answered
        ? committer.submitAlong(change.sql(), change.values())
        : committer.submit(List.of(change));
  }

  /** What {@link #keep} writes, for whoever writes more at once. */
  public Change change(BeforeImage image) {
    return new Change(
        keep,
        image.run(),
        image.person(),
        image.kind().name(),
        server,
        company,
        image.row(),
        image.type(),
        ImageText.write(image.before(), key),
        image.photo().state().name(),
        image.photo().name(),
        image.photo().why(),
        ImageText.write(image.sent()),
        image.sent().avatarId(),
        clock.moment().atOffset(ZoneOffset.UTC));
  }

  /** The write was answered: this is how it has left them; need not be waited for. */
  public Promise<Void> wrote(String run, long person, Kind kind, LastWrite sent) {
    return committer.submitAlong(
        "UPDATE BEFORE_IMAGE SET SENT_TEXT = ?, AVATAR_AFTER = ?" + ONE,
        ImageText.write(sent),
        sent.avatarId(),
        run,
        person,
        kind.name());
  }

  /** Nothing was done after all; need not be waited for. */
  public Promise<Void> drop(String run, long person, Kind kind) {
    return committer.submit("DELETE FROM BEFORE_IMAGE" + ONE, run, person, kind.name());
  }

  /** What a run has kept of somebody. */
  public Optional<BeforeImage> of(String run, long person, Kind kind) {
    return jdbc
        .query("SELECT * FROM BEFORE_IMAGE" + ONE, (rs, n) -> read(rs), run, person, kind.name())
        .stream()
        .findFirst();
  }

  /** What a run has kept of those whom one of its rows was about. */
  public List<BeforeImage> ofRow(String run, int row) {
    return jdbc.query(
        "SELECT * FROM BEFORE_IMAGE WHERE RUN = ? AND ROW_NO = ? ORDER BY PERSON, KIND",
        (rs, n) -> read(rs),
        run,
        row);
  }

  /**
   * What a run has kept of one kind, by id.
   *
   * @param after only people of a higher id
   */
  public List<BeforeImage> page(String run, Kind kind, long after, int most) {
    return jdbc.query(
        "SELECT * FROM BEFORE_IMAGE WHERE RUN = ? AND PERSON > ? AND KIND = ?"
            + " ORDER BY RUN, PERSON, KIND LIMIT ?",
        (rs, n) -> read(rs),
        run,
        after,
        kind.name(),
        most);
  }

  /**
   * Whom a run has made or updated in rows of which neither it nor the decisions about it have kept
   * anything, by row.
   *
   * @param ending what became of the rows
   */
  public Map<Integer, Long> unkept(String run, List<RowEnding> ending) {
    Map<Integer, Long> unkept = new TreeMap<>();
    RowCallbackHandler row = rs -> unkept.put(rs.getInt(1), rs.getLong(2));
    for (RowEnding one : ending) {
      jdbc.query(
          "SELECT O.ROW_NO, O.PERSON FROM OUTCOME O WHERE O.RUN = ? AND O.ENDING = ?"
              + " AND O.PERSON IS NOT NULL AND NOT EXISTS (SELECT 1 FROM BEFORE_IMAGE B"
              + " WHERE B.ROW_NO = O.ROW_NO AND (B.RUN = O.RUN OR B.RUN IN"
              + " (SELECT D.RUN FROM BEFORE_RUN D WHERE D.OF_RUN = O.RUN)))",
          row,
          run,
          one.name());
    }
    return unkept;
  }

  /**
   * Whom a run has last written before a moment, or from another one on.
   *
   * @param from {@code null} for nobody before
   * @param before {@code null} for nobody since
   */
  public Set<Long> writtenBeside(
      String run, Kind kind, @Nullable Instant from, @Nullable Instant before) {
    String beside =
        "SELECT PERSON FROM BEFORE_IMAGE WHERE RUN = ? AND KIND = ? AND (NOTED_AT < ?"
            + " OR NOTED_AT >= ?)";
    return new HashSet<>(
        jdbc.queryForList(
            beside,
            Long.class,
            run,
            kind.name(),
            (from == null ? EARLIEST : from).atOffset(ZoneOffset.UTC),
            (before == null ? LATEST : before).atOffset(ZoneOffset.UTC)));
  }

  /** How many a run has kept, by kind; kinds without any are missing. */
  public Map<Kind, Long> counts(String run) {
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    RowCallbackHandler row = rs -> counts.put(Kind.valueOf(rs.getString(1)), rs.getLong(2));
    jdbc.query("SELECT KIND, COUNT(*) FROM BEFORE_IMAGE WHERE RUN = ? GROUP BY KIND", row, run);
    return counts;
  }

  /** The last run that has kept something of a kind of somebody. */
  public Optional<String> lastOf(long person, Kind kind) {
    return jdbc
        .queryForList(
            "SELECT RUN FROM BEFORE_IMAGE WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?"
                + " AND KIND = ? ORDER BY NOTED_AT DESC, RUN LIMIT 1",
            String.class,
            server,
            company,
            person,
            kind.name())
        .stream()
        .findFirst();
  }

  /** The other runs that have written somebody after one did, oldest first. */
  public List<String> laterRuns(String run, long person) {
    return jdbc.queryForList(
        "SELECT B.RUN FROM BEFORE_IMAGE B WHERE B.SERVER = ? AND B.COMPANY = ? AND B.PERSON = ?"
            + " AND B.RUN <> ? AND B.NOTED_AT >= (SELECT MAX(M.NOTED_AT) FROM BEFORE_IMAGE M"
            + " WHERE M.RUN = ? AND M.PERSON = ?) GROUP BY B.RUN ORDER BY MAX(B.NOTED_AT), B.RUN",
        String.class,
        server,
        company,
        person,
        run,
        run,
        person);
  }

  private BeforeImage read(ResultSet rs) throws SQLException {
    @Nullable String avatar = rs.getString("AVATAR_AFTER");
    return new BeforeImage(
        rs.getString("RUN"),
        rs.getLong("PERSON"),
        Kind.valueOf(rs.getString("KIND")),
        rs.getInt("ROW_NO"),
        rs.getInt("TYPE"),
        ImageText.person(rs.getString("BEFORE_TEXT"), key),
        new FormerPhoto(
            FormerPhoto.State.valueOf(rs.getString("PHOTO_STATE")),
            rs.getString("PHOTO_NAME"),
            rs.getString("PHOTO_WHY")),
        ImageText.sent(rs.getString("SENT_TEXT"), avatar));
  }
}
