package dev.senselink.batch.ledger;

import dev.senselink.batch.check.NameMentions;
import dev.senselink.batch.ledger.before.BeforeRuns;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Takes what the ledger holds of people out of it, one by one or by age. */
public final class PersonEraser {
  /**
   * Where a run tells of people who are not its rows.
   *
   * @param person the column that holds the id
   * @param texts the columns that hold more than the id
   */
  private record Trace(String table, String person, List<String> texts) {}

  private static final List<Trace> TRACES =
      List.of(
          new Trace("CANDIDATE", "PERSON", List.of("NAME", "KEY_TEXT")),
          new Trace("OUTCOME", "\"SIMILAR\"", List.of("SIMILAR_NAME")),
          new Trace("ENDED", "PERSON", List.of("NAME", "MOBILE")),
          new Trace("LEAVER", "PERSON", List.of("NAME", "KEY_TEXT", "GROUP_NAMES")));

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;

  public PersonEraser(LedgerDatabase database) {
    this.database = database;
    this.jdbc = database.jdbc();
  }

  /**
   * Takes people out. Their rows stay, with their endings, so that every sum still holds; what they
   * were told about is gone.
   *
   * @param values what stands for them in words: names and numbers
   * @param runs in whose reasons these are them
   * @param instead what stands in the place of a reason that named them
   * @return the runs of which something was changed: their reports tell what no longer stands here
   */
  public Set<String> erase(
      Collection<PersonTraces.Place> rows,
      Collection<PersonTraces.Somebody> people,
      Collection<String> values,
      Set<String> runs,
      String instead) {
    Set<String> touched = new LinkedHashSet<>();
    NameMentions mentions = NameMentions.of(values);
    database.inTransaction(
        () -> {
          for (PersonTraces.Place place : rows) {
            eraseRow(place, instead);
            touched.add(place.run());
          }
          people.forEach(who -> erasePerson(who, touched));
          eraseReasons("OUTCOME", "ROW_NO", "REASON", mentions, runs, instead, touched);
          eraseReasons("ENDED", "PERSON", "REASON", mentions, runs, instead, touched);
          eraseReasons("LEAVER", "PERSON", "REASON", mentions, runs, instead, touched);
          eraseReasons("UNRESTORED", "N", "WHY", mentions, runs, instead, touched);
          eraseVerdictWords(mentions);
          forgetSnapshots();
          // Whose refused rows these are nobody can tell: they are noted anew by the next run.
          jdbc.update("DELETE FROM FIXED_ROW WHERE PERSON = 0 AND " + idle("FIXED_ROW"));
        });
    BeforeRuns before = new BeforeRuns(database);
    rows.forEach(place -> before.forget(place.run(), place.row()));
    people.forEach(who -> before.forget(who.server(), who.company(), who.person()));
    before.sweep();
    return touched;
  }

  private void eraseRow(PersonTraces.Place place, String instead) {
    jdbc.update(
        "UPDATE OUTCOME SET REASON = CASE WHEN REASON = '' THEN '' ELSE ? END, PHOTO = '',"
            + " SIMILAR_NAME = '' WHERE RUN = ? AND ROW_NO = ?",
        instead,
        place.run(),
        place.row());
    forgetSkips(place);
    jdbc.update("DELETE FROM CANDIDATE WHERE RUN = ? AND ROW_NO = ?", place.run(), place.row());
    jdbc.update(
        "DELETE FROM INTENT WHERE RUN = ? AND ROW_NO = ? AND NOT IS_OPEN",
        place.run(),
        place.row());
    jdbc.update("DELETE FROM UPDATE_SENT WHERE RUN = ? AND ROW_NO = ?", place.run(), place.row());
  }

  /**
   * A skip of somebody who is not on the server is kept under a hash of who the row is. Whose it is
   * nobody can tell: all go that may be of the row, and of others somebody is asked once more.
   */
  private void forgetSkips(PersonTraces.Place place) {
    String row = " WHERE RUN = ? AND ROW_NO = ?";
    jdbc.update(
        "DELETE FROM SKIPPED WHERE PERSON = 0 AND (SERVER, COMPANY) IN"
            + " (SELECT SERVER, COMPANY FROM RUN WHERE ID = ?)"
            + " AND (CANDIDATE = 0 OR CANDIDATE IN (SELECT PERSON FROM CANDIDATE"
            + row
            + " UNION SELECT \"SIMILAR\" FROM OUTCOME"
            + row
            + " AND \"SIMILAR\" IS NOT NULL))",
        place.run(),
        place.run(),
        place.row(),
        place.run(),
        place.row());
  }

  private void erasePerson(PersonTraces.Somebody who, Set<String> touched) {
    String runs = " AND RUN IN (SELECT ID FROM RUN WHERE SERVER = ? AND COMPANY = ?)";
    Object[] them = {who.person(), who.server(), who.company()};
    for (Trace trace : TRACES) {
      String where = " WHERE " + trace.person() + " = ?" + runs;
      touched.addAll(
          jdbc.queryForList(
              "SELECT DISTINCT RUN FROM " + trace.table() + where, String.class, them));
      for (String text : trace.texts()) {
        jdbc.update("UPDATE " + trace.table() + " SET " + text + " = ''" + where, them);
      }
    }
    jdbc.update("DELETE FROM UPDATE_SENT WHERE PERSON = ?" + runs, them);
    String here = " WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?";
    for (String table : PersonTraces.OF_PERSON) {
      jdbc.update("DELETE FROM " + table + here, who.server(), who.company(), who.person());
    }
    jdbc.update(
        "DELETE FROM SKIPPED WHERE SERVER = ? AND COMPANY = ? AND CANDIDATE = ?",
        who.server(),
        who.company(),
        who.person());
  }

  private void eraseReasons(
      String table,
      String key,
      String column,
      NameMentions mentions,
      Set<String> runs,
      String instead,
      Set<String> touched) {
    List<Object[]> found = new ArrayList<>();
    jdbc.query(
        "SELECT RUN, " + key + ", " + column + " FROM " + table + " WHERE " + column + " <> ''",
        rs -> {
          if (runs.contains(rs.getString(1)) && mentions.in(rs.getString(3))) {
            touched.add(rs.getString(1));
            found.add(new Object[] {instead, rs.getString(1), rs.getLong(2)});
          }
        });
    jdbc.batchUpdate(
        "UPDATE %s SET %s = ? WHERE RUN = ? AND %s = ?".formatted(table, column, key), found);
  }

  /** A server may say whom a photo is like; the verdict itself is of a photo, not of a person. */
  private void eraseVerdictWords(NameMentions mentions) {
    List<Object[]> found = new ArrayList<>();
    jdbc.query(
        "SELECT SERVER, COMPANY, SHA, MESSAGE FROM VERDICT WHERE MESSAGE <> ''",
        rs -> {
          if (mentions.in(rs.getString(4))) {
            found.add(new Object[] {rs.getString(1), rs.getLong(2), rs.getString(3)});
          }
        });
    jdbc.batchUpdate(
        "UPDATE VERDICT SET MESSAGE = '' WHERE SERVER = ? AND COMPANY = ? AND SHA = ?", found);
  }

  /**
   * Forgets what outlives the runs, where it is older than a moment; what was last sent for
   * somebody is as old as the last run that tells of them. Ids of restored people have no age: they
   * keep a later restore from making somebody again. Nor have members of lists, as long as they are
   * on the server: they tell who has left.
   */
  public void forgetBefore(Instant moment, String serverTime) {
    database.inTransaction(
        () -> {
          jdbc.update("DELETE FROM SKIPPED WHERE DECIDED_AT < ?", RunStore.time(moment));
          jdbc.update("DELETE FROM GUEST WHERE TO_TEXT < ?", serverTime);
          jdbc.update("DELETE FROM FIXED_ROW WHERE NOTED_AT < ?", RunStore.time(moment));
          jdbc.update(
              "DELETE FROM MISSTORED WHERE NOT STOPPED AND NOTED_AT < ?", RunStore.time(moment));
          jdbc.update("DELETE FROM LIST_MEMBER WHERE GONE_SINCE < ?", RunStore.time(moment));
          jdbc.update("DELETE FROM VERDICT WHERE JUDGED_AT < ?", RunStore.time(moment));
          jdbc.update(
              "DELETE FROM LAST_SENT WHERE NOT EXISTS (SELECT 1 FROM OUTCOME O"
                  + " JOIN RUN R ON R.ID = O.RUN WHERE O.PERSON = LAST_SENT.PERSON"
                  + " AND R.SERVER = LAST_SENT.SERVER AND R.COMPANY = LAST_SENT.COMPANY) AND "
                  + idle("LAST_SENT"));
          forgetSnapshots();
        });
  }

  /** They hold everybody; each run takes its own anew. */
  private void forgetSnapshots() {
    jdbc.update("DELETE FROM KNOWN_PERSON WHERE " + idle("KNOWN_PERSON"));
  }

  private String idle(String table) {
    return SitesAtWork.areNotOf(database, table);
  }

  /** Writes the database anew, so that nothing deleted lingers in its files. */
  public void compact() {
    database.compact();
  }
}
