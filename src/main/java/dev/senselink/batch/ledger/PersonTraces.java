package dev.senselink.batch.ledger;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.NameMentions;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the ledger holds of people: how much, of whom, and how it is taken out again. */
public final class PersonTraces {
  /** A request that was meant so long ago is carried out by no server any more. */
  private static final Duration LONGEST_AT_WORK = Duration.ofDays(1);

  /** The tables that hold something of people, and the column that tells of how many. */
  static final Map<String, String> TABLES = tables();

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
          new Trace("OUTCOME", "SIMILAR", List.of("SIMILAR_NAME")),
          new Trace("ENDED", "PERSON", List.of("NAME", "MOBILE")));

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;

  /**
   * A row of a run.
   *
   * @param row its number in the run, from 1
   */
  public record Place(String run, int row) {}

  /** A person on a server. */
  public record Somebody(String server, long company, long person) {}

  /**
   * How much a table holds.
   *
   * @param people whom it tells of, as far as it tells
   */
  public record Amount(String table, long rows, long people) {}

  public PersonTraces(LedgerDatabase database) {
    this.database = database;
    this.jdbc = database.jdbc();
  }

  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("OUTCOME", "PERSON");
    tables.put("CANDIDATE", "PERSON");
    tables.put("INTENT", "KEY_TEXT");
    tables.put("KNOWN", "PERSON");
    tables.put("GUEST", "PERSON");
    tables.put("LAST_SENT", "PERSON");
    tables.put("VERDICT", "SHA");
    tables.put("SKIPPED", "WHO_SHA");
    tables.put("ENDED", "PERSON");
    tables.put("ORIGIN", "PERSON");
    tables.put("UPDATE_SENT", "PERSON");
    tables.put("DELETED_REQUEST", "KEY_HASH");
    return tables;
  }

  /** How much each table holds; empty tables are left out. */
  public List<Amount> amounts() {
    List<Amount> amounts = new ArrayList<>();
    TABLES.forEach(
        (table, column) ->
            jdbc.query(
                "SELECT COUNT(*), COUNT(DISTINCT " + column + ") FROM " + table,
                rs -> {
                  if (rs.getLong(1) > 0) {
                    amounts.add(new Amount(table, rs.getLong(1), rs.getLong(2)));
                  }
                }));
    return amounts;
  }

  /** Whom a row turned out to be; {@code null} for nobody. */
  public @Nullable Somebody personOf(Place place) {
    return jdbc
        .query(
            "SELECT R.SERVER, R.COMPANY, O.PERSON FROM OUTCOME O JOIN RUN R ON R.ID = O.RUN"
                + " WHERE O.RUN = ? AND O.ROW_NO = ? AND O.PERSON IS NOT NULL",
            (rs, n) -> new Somebody(rs.getString(1), rs.getLong(2), rs.getLong(3)),
            place.run(),
            place.row())
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** The rows that turned out to be this person. */
  public List<Place> rowsOf(Somebody who) {
    return jdbc.query(
        "SELECT O.RUN, O.ROW_NO FROM OUTCOME O JOIN RUN R ON R.ID = O.RUN"
            + " WHERE R.SERVER = ? AND R.COMPANY = ? AND O.PERSON = ? ORDER BY O.RUN, O.ROW_NO",
        (rs, n) -> new Place(rs.getString(1), rs.getInt(2)),
        who.server(),
        who.company(),
        who.person());
  }

  /** The people of this id on every server this ledger knows, or on one of them. */
  public List<Somebody> withId(long person, @Nullable String server) {
    return jdbc
        .query(
            "SELECT ADDRESS, COMPANY FROM SERVER ORDER BY ADDRESS, COMPANY",
            (rs, n) -> new Somebody(rs.getString(1), rs.getLong(2), person))
        .stream()
        .filter(who -> server == null || who.server().equals(server))
        .toList();
  }

  /** The people of whom a row or a visit of theirs tells this number. */
  public List<Somebody> withNumber(KeyField field, String number) {
    String wanted = KeyRules.normal(field, number);
    Set<Somebody> found = new LinkedHashSet<>();
    for (String table : List.of("CANDIDATE", "ENDED")) {
      String column = table.equals("CANDIDATE") ? "KEY_TEXT" : "MOBILE";
      jdbc.query(
          "SELECT DISTINCT R.SERVER, R.COMPANY, T.PERSON, T.%s FROM %s T JOIN RUN R ON R.ID = T.RUN"
              .formatted(column, table),
          rs -> {
            if (!wanted.isEmpty() && KeyRules.normal(field, rs.getString(4)).equals(wanted)) {
              found.add(new Somebody(rs.getString(1), rs.getLong(2), rs.getLong(3)));
            }
          });
    }
    return List.copyOf(found);
  }

  /** The names by which rows of others and visits tell of somebody. */
  public List<String> namesOf(Somebody who) {
    return jdbc.queryForList(
        "SELECT C.NAME FROM CANDIDATE C JOIN RUN R ON R.ID = C.RUN"
            + " WHERE R.SERVER = ? AND R.COMPANY = ? AND C.PERSON = ?"
            + " UNION SELECT NAME FROM ENDED WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?",
        String.class,
        who.server(),
        who.company(),
        who.person(),
        who.server(),
        who.company(),
        who.person());
  }

  /** Whether a request for the row has left whose answer is not known. */
  public boolean isOpen(Place place) {
    return any(
        "SELECT COUNT(*) FROM INTENT WHERE RUN = ? AND ROW_NO = ? AND IS_OPEN",
        place.run(),
        place.row());
  }

  /** Whether a delete of somebody's visit has left whose answer is not known. */
  public boolean isOpen(Somebody who) {
    return any(
        "SELECT COUNT(*) FROM ENDED WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?"
            + " AND STATE = 'MEANT'",
        who.server(),
        who.company(),
        who.person());
  }

  /** Whether a request or a delete of the run has left whose answer is not known. */
  public boolean isOpen(String run) {
    return any("SELECT COUNT(*) FROM INTENT WHERE RUN = ? AND IS_OPEN", run)
        || any("SELECT COUNT(*) FROM ENDED WHERE RUN = ? AND STATE = 'MEANT'", run);
  }

  private boolean any(String what, Object... values) {
    Integer count = jdbc.queryForObject(what, Integer.class, values);
    return count != null && count > 0;
  }

  /**
   * Whether a request for somebody with one of these names or numbers has left whose run was
   * deleted since, and whose answer is not known.
   */
  public boolean isOpenOfDeleted(Collection<String> values) {
    return DeletedRequestStore.anyOf(jdbc, database.key(), values);
  }

  /**
   * Takes people out. Their rows stay, with their endings, so that every sum still holds; what they
   * were told about is gone.
   *
   * @param values what stands for them in words: names and numbers
   * @param instead what stands in the place of a reason that named them
   * @return the runs of which something was changed: their reports tell what no longer stands here
   */
  public Set<String> erase(
      Collection<Place> rows,
      Collection<Somebody> people,
      Collection<String> values,
      String instead) {
    Set<String> touched = new LinkedHashSet<>();
    NameMentions mentions = NameMentions.of(values);
    database.inTransaction(
        () -> {
          for (Place place : rows) {
            eraseRow(place, instead);
            touched.add(place.run());
          }
          people.forEach(who -> erasePerson(who, touched));
          eraseReasons("OUTCOME", "ROW_NO", "REASON", mentions, instead, touched);
          eraseReasons("ENDED", "PERSON", "REASON", mentions, instead, touched);
          eraseReasons("UNRESTORED", "N", "WHY", mentions, instead, touched);
          jdbc.update("DELETE FROM KNOWN");
        });
    return touched;
  }

  private void eraseRow(Place place, String instead) {
    jdbc.update(
        "UPDATE OUTCOME SET REASON = CASE WHEN REASON = '' THEN '' ELSE ? END, PHOTO = '',"
            + " SIMILAR_NAME = '' WHERE RUN = ? AND ROW_NO = ?",
        instead,
        place.run(),
        place.row());
    jdbc.update("DELETE FROM CANDIDATE WHERE RUN = ? AND ROW_NO = ?", place.run(), place.row());
    jdbc.update(
        "DELETE FROM INTENT WHERE RUN = ? AND ROW_NO = ? AND NOT IS_OPEN",
        place.run(),
        place.row());
    jdbc.update("DELETE FROM UPDATE_SENT WHERE RUN = ? AND ROW_NO = ?", place.run(), place.row());
  }

  private void erasePerson(Somebody who, Set<String> touched) {
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
    for (String table : List.of("GUEST", "LAST_SENT", "ORIGIN", "SKIPPED")) {
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
      String instead,
      Set<String> touched) {
    List<Object[]> found = new ArrayList<>();
    jdbc.query(
        "SELECT RUN, " + key + ", " + column + " FROM " + table + " WHERE " + column + " <> ''",
        rs -> {
          if (mentions.in(rs.getString(3))) {
            touched.add(rs.getString(1));
            found.add(new Object[] {instead, rs.getString(1), rs.getLong(2)});
          }
        });
    jdbc.batchUpdate(
        "UPDATE %s SET %s = ? WHERE RUN = ? AND %s = ?".formatted(table, column, key), found);
  }

  /**
   * Forgets what outlives the runs, where it is older than a moment; what was last sent for
   * somebody is as old as the last run that tells of them. Ids of restored people have no age: they
   * keep a later restore from making somebody again.
   */
  public void forgetBefore(Instant moment, String serverTime) {
    database.inTransaction(
        () -> {
          jdbc.update("DELETE FROM SKIPPED WHERE DECIDED_AT < ?", RunStore.time(moment));
          jdbc.update("DELETE FROM GUEST WHERE TO_TEXT < ?", serverTime);
          jdbc.update(
              "DELETE FROM DELETED_REQUEST WHERE MEANT_AT < ?",
              RunStore.time(moment.minus(LONGEST_AT_WORK)));
          jdbc.update("DELETE FROM VERDICT WHERE JUDGED_AT < ?", RunStore.time(moment));
          jdbc.update(
              "DELETE FROM LAST_SENT WHERE NOT EXISTS (SELECT 1 FROM OUTCOME O"
                  + " JOIN RUN R ON R.ID = O.RUN WHERE O.PERSON = LAST_SENT.PERSON"
                  + " AND R.SERVER = LAST_SENT.SERVER AND R.COMPANY = LAST_SENT.COMPANY)");
          jdbc.update("DELETE FROM KNOWN");
        });
  }

  /** Writes the database anew, so that nothing deleted lingers in its files. */
  public void compact() {
    jdbc.execute("CHECKPOINT DEFRAG");
  }
}
