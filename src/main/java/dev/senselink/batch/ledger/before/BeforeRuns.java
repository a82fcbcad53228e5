package dev.senselink.batch.ledger.before;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.Upsert;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which runs keep before-images, and until when; forgets them, and with them every photo that no
 * other one needs. Safe between threads.
 */
public final class BeforeRuns {
  private static final int PORTION = 500;

  private static final List<String> TABLES =
      List.of("BEFORE_IMAGE", "BEFORE_PLACE", "BEFORE_RUN", "LIST_MEMBER_BEFORE");

  private static final Upsert BEGIN =
      Upsert.into(
              "BEFORE_RUN",
              "RUN VARCHAR(40)",
              "KEEP_UNTIL TIMESTAMP(3) WITH TIME ZONE, OF_RUN VARCHAR(40), LIST VARCHAR(200),"
                  + " BEGUN_AT TIMESTAMP(3) WITH TIME ZONE")
          .keeping("OF_RUN", "LIST", "BEGUN_AT");

  /** An undo that has not come to its end holds what it needs, as long as it is kept itself. */
  private static final String UNDO_IS_OPEN =
      " (SELECT 1 FROM RUN U JOIN BEFORE_RUN K ON K.RUN = U.ID WHERE U.COMMAND = 'undo'"
          + " AND NOT U.ALL_WORKED AND U.ROSTER = B.RUN AND K.KEEP_UNTIL >= ?)";

  private final JdbcTemplate jdbc;
  private final LedgerDatabase database;
  private final BeforePhotos photos;
  private final Map<String, Boolean> kept = new ConcurrentHashMap<>();
  private final Map<String, String> others = new ConcurrentHashMap<>();
  private volatile boolean lackingPhotos;

  public BeforeRuns(LedgerDatabase database) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.photos = new BeforePhotos(database);
  }

  BeforePhotos photos() {
    return photos;
  }

  /** From now on the run keeps what it changes, for so long. */
  public void begin(String run, Duration keepFor) {
    begin(run, keepFor, "");
  }

  private void begin(String run, Duration keepFor, String ofRun) {
    Instant now = database.now();
    Instant until = now.plus(keepFor);
    jdbc.update(
        database.statement(BEGIN),
        run,
        until.atOffset(ZoneOffset.UTC),
        ofRun,
        "",
        now.atOffset(ZoneOffset.UTC));
    kept.put(run, true);
  }

  /**
   * From now on what is done for a run is kept under another: decisions about it can be undone by
   * themselves.
   */
  public void beginInstead(String run, String other, Duration keepFor) {
    begin(other, keepFor, run);
    others.put(run, other);
  }

  /** The run whose rows the decisions of this one are about; empty for any other run. */
  public Optional<String> decidedAbout(String run) {
    return jdbc
        .queryForList(
            "SELECT OF_RUN FROM BEFORE_RUN WHERE RUN = ? AND OF_RUN <> ''", String.class, run)
        .stream()
        .findFirst();
  }

  /** Under which run is kept what is done for one. */
  public String under(String run) {
    return others.getOrDefault(run, run);
  }

  /** Whether people are deleted even if their photos cannot be kept. */
  public void lackingPhotos(boolean allowed) {
    lackingPhotos = allowed;
  }

  /** The same, as it was said. */
  public boolean mayLackPhotos() {
    return lackingPhotos;
  }

  /** Whether the run keeps what it changes. */
  public boolean keeps(String run) {
    return kept.computeIfAbsent(run, one -> until(one).isPresent());
  }

  /** Until when a run can be undone; empty for one that keeps nothing. */
  public Optional<Instant> until(String run) {
    return jdbc
        .query(
            "SELECT KEEP_UNTIL FROM BEFORE_RUN WHERE RUN = ?",
            (rs, n) -> rs.getTimestamp(1).toInstant(),
            run)
        .stream()
        .findFirst();
  }

  /** Forgets whatever has been kept for long enough. */
  public void forgetOld() {
    Instant now = database.now();
    List<String> over =
        jdbc.queryForList(
            "SELECT B.RUN FROM BEFORE_RUN B WHERE B.KEEP_UNTIL < ? AND NOT EXISTS"
                + UNDO_IS_OPEN
                + " UNION SELECT RUN FROM BEFORE_IMAGE"
                + " WHERE RUN NOT IN (SELECT RUN FROM BEFORE_RUN)"
                + " UNION SELECT RUN FROM BEFORE_PLACE"
                + " WHERE RUN NOT IN (SELECT RUN FROM BEFORE_RUN)",
            String.class,
            now.atOffset(ZoneOffset.UTC),
            now.atOffset(ZoneOffset.UTC));
    over.forEach(this::forgetOwn);
    if (!over.isEmpty()) {
      database.compactDaily(TABLES); // what was forgotten must not linger in the files
    }
    sweep();
  }

  /** Forgets what a run has kept, and what decisions about its rows have. */
  public void forget(String run) {
    jdbc.queryForList("SELECT RUN FROM BEFORE_RUN WHERE OF_RUN = ?", String.class, run)
        .forEach(this::forget);
    forgetOwn(run);
  }

  /** Forgets what a run has kept itself: what decisions about its rows have is undone by itself. */
  public void forgetOwn(String run) {
    forget(" WHERE RUN = ?", run);
    jdbc.update("DELETE FROM LIST_MEMBER_BEFORE WHERE RUN = ?", run);
    jdbc.update("DELETE FROM BEFORE_PLACE WHERE RUN = ?", run);
    // Last: by it what a process that died has left is found.
    jdbc.update("DELETE FROM BEFORE_RUN WHERE RUN = ?", run);
    kept.remove(run);
  }

  /** Forgets what any run has kept of somebody. */
  public void forget(String server, long company, long person) {
    jdbc.update(
        "DELETE FROM LIST_MEMBER_BEFORE WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?",
        server,
        company,
        person);
    jdbc.update(
        "DELETE FROM BEFORE_PLACE WHERE (LEADER_BEFORE = ? OR LEADER_SENT = ?)"
            + " AND RUN IN (SELECT ID FROM RUN WHERE SERVER = ? AND COMPANY = ?)",
        person,
        person,
        server,
        company);
    forget(" WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?", server, company, person);
  }

  /** Forgets what a run has kept of those whom one of its rows was about. */
  public void forget(String run, int row) {
    forget(" WHERE RUN = ? AND ROW_NO = ?", run, row);
  }

  private void forget(String which, Object... values) {
    List<String> names =
        jdbc.queryForList(
            "SELECT DISTINCT PHOTO_NAME FROM BEFORE_IMAGE" + which + " AND PHOTO_NAME <> ''",
            String.class,
            values);
    jdbc.update("DELETE FROM BEFORE_IMAGE" + which, values);
    for (int from = 0; from < names.size() && photos.mayBeRemoved(); from += PORTION) {
      removeUnneeded(names.subList(from, Math.min(from + PORTION, names.size())));
    }
  }

  /** Removes photos that nobody needs: a process that died may have left some. */
  public void sweep() {
    if (photos.mayBeRemoved()) {
      photos.portions(PORTION, this::removeUnneeded);
    }
  }

  private void removeUnneeded(List<String> names) {
    Set<String> needed = needed(names);
    names.stream()
        .filter(name -> !needed.contains(name))
        .forEach(name -> photos.remove(name, photo -> !needed(List.of(photo)).isEmpty()));
  }

  private Set<String> needed(List<String> names) {
    String marks = names.stream().map(name -> "?").collect(Collectors.joining(","));
    return new HashSet<>(
        jdbc.queryForList(
            "SELECT DISTINCT PHOTO_NAME FROM BEFORE_IMAGE WHERE PHOTO_NAME IN (" + marks + ")",
            String.class,
            names.toArray()));
  }

  /**
   * Makes sure that photos can be removed with the images that name them, if any does.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if their place is away
   */
  public void mustReachPhotos() {
    reach("SELECT RUN FROM BEFORE_IMAGE WHERE PHOTO_NAME <> '' LIMIT 1");
  }

  /**
   * Makes sure that the photos which a run has kept can be read, if it has kept any.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if their place is away
   */
  public void mustReachPhotos(String run) {
    reach("SELECT RUN FROM BEFORE_IMAGE WHERE RUN = ? AND PHOTO_NAME <> '' LIMIT 1", run);
  }

  private void reach(String any, Object... arguments) {
    if (!jdbc.queryForList(any, arguments).isEmpty()) {
      photos.mustBeThere();
    }
  }
}
