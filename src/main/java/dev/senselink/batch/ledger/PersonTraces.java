package dev.senselink.batch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the ledger holds of people: how much, of whom, and how it is taken out again. */
public final class PersonTraces {
  private static final int FEWEST_LETTERS = 2;

  /** A request that was meant so long ago is carried out by no server any more. */
  private static final Duration LONGEST_AT_WORK = Duration.ofDays(1);

  /** The tables that hold something of people, and the column that tells of how many. */
  static final Map<String, String> TABLES = tables();

  private final Database database;
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

  public PersonTraces(Database database) {
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

  /** Whether a request for the row has left whose answer is not known. */
  public boolean isOpen(Place place) {
    Integer open =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM INTENT WHERE RUN = ? AND ROW_NO = ? AND IS_OPEN",
            Integer.class,
            place.run(),
            place.row());
    return open != null && open > 0;
  }

  /**
   * Whether a request for somebody with one of these names or numbers has left whose run was
   * deleted since, and whose answer is not known.
   */
  public boolean isOpenOfDeleted(Collection<String> values) {
    return DeletedRequests.anyOf(jdbc, database.key(), values);
  }

  /**
   * Takes people out. Their rows stay, with their endings, so that every sum still holds; what they
   * were told about is gone.
   *
   * @param values what stands for them in words: names and numbers
   * @param instead what stands in the place of a reason that named them
   */
  public void erase(
      Collection<Place> rows,
      Collection<Somebody> people,
      Collection<String> values,
      String instead) {
    database.inTransaction(
        () -> {
          rows.forEach(place -> eraseRow(place, instead));
          people.forEach(this::erasePerson);
          values.stream()
              .filter(value -> value.length() >= FEWEST_LETTERS)
              .forEach(value -> eraseValue(value, instead));
          jdbc.update("DELETE FROM KNOWN");
        });
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

  private void erasePerson(Somebody who) {
    String runs = " AND RUN IN (SELECT ID FROM RUN WHERE SERVER = ? AND COMPANY = ?)";
    jdbc.update(
        "UPDATE CANDIDATE SET NAME = '', KEY_TEXT = '' WHERE PERSON = ?" + runs,
        who.person(),
        who.server(),
        who.company());
    jdbc.update(
        "UPDATE OUTCOME SET SIMILAR_NAME = '' WHERE SIMILAR = ?" + runs,
        who.person(),
        who.server(),
        who.company());
    jdbc.update(
        "DELETE FROM UPDATE_SENT WHERE PERSON = ?" + runs,
        who.person(),
        who.server(),
        who.company());
    String here = " WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?";
    jdbc.update(
        "UPDATE ENDED SET NAME = '', MOBILE = ''" + here,
        who.server(),
        who.company(),
        who.person());
    for (String table : List.of("GUEST", "LAST_SENT", "ORIGIN", "SKIPPED")) {
      jdbc.update("DELETE FROM " + table + here, who.server(), who.company(), who.person());
    }
    jdbc.update(
        "DELETE FROM SKIPPED WHERE SERVER = ? AND COMPANY = ? AND CANDIDATE = ?",
        who.server(),
        who.company(),
        who.person());
  }

  private void eraseValue(String value, String instead) {
    jdbc.update(
        "UPDATE OUTCOME SET REASON = ? WHERE LOCATE(?, REASON) > 0 AND REASON <> ?",
        instead,
        value,
        instead);
  }

  /** Forgets what outlives the runs, where it is older than a moment. */
  public void forgetBefore(Instant moment, String serverTime) {
    database.inTransaction(
        () -> {
          jdbc.update("DELETE FROM SKIPPED WHERE DECIDED_AT < ?", Runs.time(moment));
          jdbc.update("DELETE FROM GUEST WHERE TO_TEXT < ?", serverTime);
          jdbc.update(
              "DELETE FROM DELETED_REQUEST WHERE MEANT_AT < ?",
              Runs.time(moment.minus(LONGEST_AT_WORK)));
          jdbc.update("DELETE FROM KNOWN");
        });
  }

  /** Writes the database anew, so that nothing deleted lingers in its files. */
  public void compact() {
    jdbc.execute("CHECKPOINT DEFRAG");
  }
}
