package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What undos have put back: each person of a run is done or undone. Safe between threads.
 *
 * <p>Whoever is undone is left alone by a further undo of the same run; an undo that is undone
 * itself makes them done again.
 */
public final class UndoneStore {
  /** Tables that say of a person of one server, and where the person may be. */
  private static final List<String> OF_SERVER =
      List.of(
          "INTENT.PERSON",
          "ENDED.PERSON",
          "SKIPPED.CANDIDATE",
          "SKIPPED.PERSON",
          "ORIGIN.PERSON",
          "FIXED_ROW.PERSON",
          "MISSTORED.PERSON",
          "LIST_MEMBER.PERSON",
          "LIST_MEMBER_BEFORE.PERSON",
          "LEAVER.PERSON",
          "REVOKED.PERSON",
          "BEFORE_IMAGE.PERSON");

  /** The same of tables that know the run alone. */
  private static final List<String> OF_RUN =
      List.of(
          "OUTCOME.PERSON",
          "OUTCOME.\"SIMILAR\"",
          "CANDIDATE.PERSON",
          "DECISION.CANDIDATE",
          "UPDATE_SENT.PERSON",
          "BEFORE_PLACE.LEADER_BEFORE",
          "BEFORE_PLACE.LEADER_SENT",
          "UNDONE.PERSON");

  private static final List<String> ONLY_DELETED = List.of(Kind.DELETED.name());

  private static final String THIS_SERVER =
      " AND RUN IN (SELECT ID FROM RUN WHERE SERVER = ? AND COMPANY = ?)";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final String server;
  private final long company;

  UndoneStore(LedgerDatabase database, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.server = server;
    this.company = company;
  }

  /**
   * What a run has done to somebody is put back by an undo; if that run was one itself, what it had
   * put back is done again.
   *
   * @param became the id that they have now
   * @param lost what could not be put back, in words; {@code ""} for nothing
   */
  public void note(String run, long person, Kind kind, String by, long became, String lost) {
    database.inTransaction(
        () -> {
          write(run, person, kind, by, person, lost);
          doneAgain(run, became, kind);
        });
  }

  private void write(String run, long person, Kind kind, String by, long was, String lost) {
    jdbc.update(
        "DELETE FROM UNDONE WHERE RUN = ? AND PERSON = ? AND KIND = ?", run, person, kind.name());
    jdbc.update("INSERT INTO UNDONE VALUES (?,?,?,?,?,?)", run, person, kind.name(), by, was, lost);
  }

  private void doneAgain(String by, long person, Kind kind) {
    jdbc.update(
        "DELETE FROM UNDONE WHERE BY_RUN = ? AND PERSON = ? AND KIND = ?",
        by,
        person,
        putBackBy(kind).name());
  }

  /** What was noted to be put back is not: a further undo works it again. */
  public void forget(String run, long person, Kind kind) {
    jdbc.update(
        "DELETE FROM UNDONE WHERE RUN = ? AND PERSON = ? AND KIND = ?", run, person, kind.name());
  }

  /** What is put back by doing this to somebody. */
  private static Kind putBackBy(Kind kind) {
    return switch (kind) {
      case CREATED -> Kind.DELETED;
      case DELETED -> Kind.CREATED;
      case REVOKED -> Kind.RETURNED;
      case RETURNED -> Kind.REVOKED;
      case UPDATED -> Kind.UPDATED;
    };
  }

  /** Whom of a run an undo has put back, of one kind. */
  public Set<Long> of(String run, Kind kind) {
    return new HashSet<>(
        jdbc.queryForList(
            "SELECT PERSON FROM UNDONE WHERE RUN = ? AND KIND = ?", Long.class, run, kind.name()));
  }

  /** A few people of a run who should be on the server: it has written them, and that stands. */
  public List<Long> notYet(String run, int most) {
    return jdbc.queryForList(
        "SELECT B.PERSON FROM BEFORE_IMAGE B WHERE B.RUN = ? AND B.KIND <> 'DELETED'"
            + " AND NOT EXISTS (SELECT 1 FROM UNDONE U"
            + " WHERE U.RUN = B.RUN AND U.PERSON = B.PERSON AND U.KIND = B.KIND) LIMIT ?",
        Long.class,
        run,
        most);
  }

  /** The undo that has put back what a run has done to somebody; empty where none has. */
  public Optional<String> by(String run, long person, Kind kind) {
    return jdbc
        .queryForList(
            "SELECT BY_RUN FROM UNDONE WHERE RUN = ? AND PERSON = ? AND KIND = ?",
            String.class,
            run,
            person,
            kind.name())
        .stream()
        .findFirst();
  }

  /** What an undo could not put back of somebody, in words; {@code ""} for nothing. */
  public String lost(String by, long person, Kind kind) {
    return jdbc
        .queryForList(
            "SELECT LOST FROM UNDONE WHERE BY_RUN = ? AND PERSON = ? AND KIND = ?",
            String.class,
            by,
            person,
            kind.name())
        .stream()
        .findFirst()
        .orElse("");
  }

  /** Whom an undo has made anew in the place of somebody. */
  public OptionalLong madeAnew(String by, long was) {
    return jdbc
        .queryForList(
            "SELECT PERSON FROM UNDONE WHERE BY_RUN = ? AND WAS = ? AND PERSON <> WAS",
            Long.class,
            by,
            was)
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /** Whether an undo has made somebody anew whom a run had deleted. */
  public boolean isMadeAnew(String by, long person) {
    return !jdbc.queryForList(
            "SELECT PERSON FROM UNDONE WHERE BY_RUN = ? AND PERSON = ? AND KIND = 'DELETED'",
            Long.class,
            by,
            person)
        .isEmpty();
  }

  /**
   * Somebody whom a run has deleted is made anew: the new id takes the old one's place wherever the
   * ledger has it, all or nothing.
   *
   * @param lost as for {@link #note}
   */
  public void replace(String run, long was, long person, String by, String lost) {
    database.inTransaction(
        () -> {
          for (String table :
              List.of(
                  "LAST_SENT", "GUEST", "KNOWN_PERSON")) { // the create has written the new one's
            jdbc.update(
                "DELETE FROM " + table + " WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?",
                server,
                company,
                was);
          }
          OF_SERVER.forEach(
              place -> replace(place, " AND SERVER = ? AND COMPANY = ?", was, person));
          OF_RUN.forEach(place -> replace(place, THIS_SERVER, was, person));
          jdbc.update( // how the old one was left says nothing of the new one
              "UPDATE REVOKED SET LEFT_HASH = '' WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?",
              server,
              company,
              person);
          write(run, person, Kind.DELETED, by, was, lost);
          doneAgain(run, person, Kind.DELETED);
        });
  }

  /**
   * A photo is on the server again, under another image id: whoever left it there still finds it.
   *
   * @param was the image id that it had
   */
  public void photoIsBack(long person, String was, String now) {
    jdbc.update(
        "UPDATE BEFORE_IMAGE SET AVATAR_AFTER = ? WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?"
            + " AND AVATAR_AFTER = ?",
        now,
        server,
        company,
        person,
        was);
  }

  private void replace(String place, String here, long was, long person) {
    String table = place.substring(0, place.indexOf('.'));
    String column = place.substring(place.indexOf('.') + 1);
    String set = "UPDATE %s SET %s = ? WHERE %s = ?".formatted(table, column, column);
    jdbc.update(set + here, person, was, server, company);
  }

  /** What a run has done to somebody, and the run that has put it back. */
  private record Pair(String run, String by, String kind) {}

  /**
   * Which of some later runs stand: not all that they did to somebody who is there is put back, and
   * they are not the undo that did so. A delete that was meant has done nothing to them.
   */
  public List<String> standing(List<String> laterRuns, long person) {
    if (laterRuns.isEmpty()) {
      return laterRuns;
    }
    List<Pair> undone =
        jdbc.query(
            "SELECT RUN, BY_RUN, KIND FROM UNDONE WHERE PERSON = ?",
            (rs, n) -> new Pair(rs.getString(1), rs.getString(2), rs.getString(3)),
            person);
    Set<String> settled = new HashSet<>();
    for (String run : laterRuns) {
      List<Pair> its = undone.stream().filter(pair -> pair.run().equals(run)).toList();
      List<String> kinds = its.stream().map(Pair::kind).toList();
      if (!its.isEmpty() && kinds.containsAll(done(run, person))) {
        settled.add(run);
        its.forEach(pair -> settled.add(pair.by()));
      }
    }
    return laterRuns.stream()
        .filter(run -> !settled.contains(run) && !done(run, person).equals(ONLY_DELETED))
        .toList();
  }

  private List<String> done(String run, long person) {
    return jdbc.queryForList(
        "SELECT KIND FROM BEFORE_IMAGE WHERE RUN = ? AND PERSON = ?", String.class, run, person);
  }

  /**
   * The last other run that has written somebody after one had, and has kept nothing of how they
   * were, or not any more.
   *
   * @param by the undo that asks
   */
  public Optional<String> unkeptSince(String run, long person, String by) {
    return jdbc
        .queryForList(
            "SELECT R.ID FROM OUTCOME O JOIN RUN R ON R.ID = O.RUN WHERE O.PERSON = ?"
                + " AND R.SERVER = ? AND R.COMPANY = ? AND R.ID NOT IN (?, ?)"
                + " AND O.ENDING IN ('CREATED', 'FORCED', 'UPDATED')"
                + " AND (COALESCE(O.WRITTEN_AT, R.FINISHED_AT) >= (SELECT MAX(M.NOTED_AT)"
                + " FROM BEFORE_IMAGE M WHERE M.RUN = ? AND M.PERSON = O.PERSON)"
                + " OR EXISTS (SELECT 1 FROM DECISION C"
                + " WHERE C.RUN = O.RUN AND C.ROW_NO = O.ROW_NO AND C.OWN_RUN = ''))"
                + " AND NOT EXISTS (SELECT 1 FROM BEFORE_IMAGE B WHERE B.PERSON = O.PERSON"
                + " AND B.SERVER = R.SERVER AND B.COMPANY = R.COMPANY AND (B.RUN = O.RUN"
                + " OR B.RUN IN (SELECT D.RUN FROM BEFORE_RUN D WHERE D.OF_RUN = O.RUN)))"
                + " AND NOT EXISTS (SELECT 1 FROM UNDONE U WHERE U.PERSON = O.PERSON"
                + " AND (U.RUN = O.RUN OR U.BY_RUN = O.RUN))"
                + " ORDER BY R.FINISHED_AT DESC, R.ID LIMIT 1",
            String.class,
            person,
            server,
            company,
            run,
            by,
            run)
        .stream()
        .findFirst();
  }
}
