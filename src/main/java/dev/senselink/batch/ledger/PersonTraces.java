package dev.senselink.batch.ledger;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.FormerPeople;
import dev.senselink.batch.ledger.lists.MemberHashes;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the ledger holds of people: how much and of whom. {@link PersonEraser} takes it out. */
public final class PersonTraces {
  /** Tables that keep a person by server and id, and whose rows go with them. */
  static final List<String> OF_PERSON =
      List.of(
          "GUEST",
          "LAST_SENT",
          "ORIGIN",
          "SKIPPED",
          "FIXED_ROW",
          "MISSTORED",
          "LIST_MEMBER",
          "REVOKED");

  /** The tables that hold something of people, and the column that tells of how many. */
  static final Map<String, String> TABLES = tables();

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
    tables.put("KNOWN_PERSON", "PERSON");
    tables.put("GUEST", "PERSON");
    tables.put("LAST_SENT", "PERSON");
    tables.put("VERDICT", "SHA");
    tables.put("SKIPPED", "WHO_SHA");
    tables.put("ENDED", "PERSON");
    tables.put("ORIGIN", "PERSON");
    tables.put("UPDATE_SENT", "PERSON");
    tables.put("FIXED_ROW", "WHO_HASH");
    tables.put("MISSTORED", "PERSON");
    tables.put("LIST_MEMBER", "PERSON");
    tables.put("LEAVER", "PERSON");
    tables.put("REVOKED", "PERSON");
    tables.put("BEFORE_IMAGE", "PERSON");
    tables.put("LIST_MEMBER_BEFORE", "PERSON");
    tables.put("BEFORE_PLACE", "LEADER_SENT");
    tables.put("UNDONE", "PERSON");
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

  /**
   * What a run has done to somebody.
   *
   * @param kind as the ledger calls it
   */
  public record Change(String run, BeforeImage.Kind kind) {}

  /** What was done to somebody, as far as it is kept to be undone. */
  public List<Change> changesOf(Somebody who) {
    return jdbc.query(
        "SELECT RUN, KIND FROM BEFORE_IMAGE WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?"
            + " ORDER BY NOTED_AT",
        (rs, n) -> new Change(rs.getString(1), BeforeImage.Kind.valueOf(rs.getString(2))),
        who.server(),
        who.company(),
        who.person());
  }

  /** The people of this id on every server, and in every company, that this ledger knows. */
  public List<Somebody> withId(long person) {
    return jdbc.query(
        "SELECT ADDRESS, COMPANY FROM SERVER ORDER BY ADDRESS, COMPANY",
        (rs, n) -> new Somebody(rs.getString(1), rs.getLong(2), person));
  }

  /** Whether more is kept of somebody than that a row was theirs. */
  public boolean tellsOf(Somebody who) {
    return Stream.concat(
            OF_PERSON.stream(), Stream.of("ENDED", "LEAVER", "BEFORE_IMAGE", "LIST_MEMBER_BEFORE"))
        .anyMatch(
            table ->
                any(
                    "SELECT COUNT(*) FROM "
                        + table
                        + " WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?",
                    who.server(),
                    who.company(),
                    who.person()));
  }

  /** The people of whom a row or a visit of theirs tells this number. */
  public List<Somebody> withNumber(KeyField field, String number) {
    String wanted = KeyRules.normal(field, number);
    Set<Somebody> found = new LinkedHashSet<>();
    for (String table : List.of("CANDIDATE", "LEAVER", "ENDED")) {
      String column = table.equals("ENDED") ? "MOBILE" : "KEY_TEXT";
      jdbc.query(
          "SELECT DISTINCT R.SERVER, R.COMPANY, T.PERSON, T.%s FROM %s T JOIN RUN R ON R.ID = T.RUN"
              .formatted(column, table),
          rs -> {
            if (!wanted.isEmpty() && KeyRules.normal(field, rs.getString(4)).equals(wanted)) {
              found.add(new Somebody(rs.getString(1), rs.getLong(2), rs.getLong(3)));
            }
          });
    }
    if (!wanted.isEmpty()) {
      jdbc.query(
          "SELECT DISTINCT SERVER, COMPANY, PERSON FROM LIST_MEMBER WHERE KEY_HASHES LIKE ?",
          rs -> {
            found.add(new Somebody(rs.getString(1), rs.getLong(2), rs.getLong(3)));
          },
          "%" + MemberHashes.ofKey(database.key(), field, wanted) + "%");
      new FormerPeople(database)
          .each(
              (where, former) -> {
                String text = former.field(field.column().header());
                if (KeyRules.normal(field, text).equals(wanted)) {
                  found.add(new Somebody(where.server(), where.company(), where.person()));
                }
              });
    }
    return List.copyOf(found);
  }

  /** The names of the lists that somebody is on. */
  public List<String> listsOf(Somebody who) {
    return jdbc.queryForList(
        "SELECT DISTINCT I.NAME FROM LIST_MEMBER M JOIN LIST_IMPORT I ON I.SERVER = M.SERVER"
            + " AND I.COMPANY = M.COMPANY AND I.LIST = M.LIST"
            + " WHERE M.SERVER = ? AND M.COMPANY = ? AND M.PERSON = ?",
        String.class,
        who.server(),
        who.company(),
        who.person());
  }

  /** The names by which rows of others and visits tell of somebody. */
  public List<String> namesOf(Somebody who) {
    List<String> names = new ArrayList<>(namesInRuns(who));
    new FormerPeople(database)
        .of(who.server(), who.company(), who.person())
        .forEach(former -> names.add(former.field("name")));
    return names;
  }

  private List<String> namesInRuns(Somebody who) {
    return jdbc.queryForList(
        "SELECT C.NAME FROM CANDIDATE C JOIN RUN R ON R.ID = C.RUN"
            + " WHERE R.SERVER = ? AND R.COMPANY = ? AND C.PERSON = ?"
            + " UNION SELECT O.SIMILAR_NAME FROM OUTCOME O JOIN RUN R ON R.ID = O.RUN"
            + " WHERE R.SERVER = ? AND R.COMPANY = ? AND O.\"SIMILAR\" = ?"
            + " UNION SELECT NAME FROM ENDED WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?"
            + " UNION SELECT NAME FROM LEAVER WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?",
        String.class,
        who.server(),
        who.company(),
        who.person(),
        who.server(),
        who.company(),
        who.person(),
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
            "SELECT COUNT(*) FROM REVOKED WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?"
                + " AND STATE IN ('REVOKING', 'RETURNING', 'DELETING')",
            who.server(),
            who.company(),
            who.person())
        || any(
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

  /**
   * When the last of a run's creates and updates without an answer is settled; empty if it has
   * none.
   *
   * @param settles how long a request with this time-out may still be carried out
   */
  public Optional<Instant> openUntil(String run, UnaryOperator<Duration> settles) {
    return jdbc
        .query(
            "SELECT MEANT_AT, TIMEOUT_MILLIS FROM INTENT WHERE RUN = ? AND IS_OPEN",
            (rs, n) ->
                rs.getTimestamp(1)
                    .toInstant()
                    .plus(settles.apply(Duration.ofMillis(rs.getLong(2)))),
            run)
        .stream()
        .max(Instant::compareTo);
  }

  private boolean any(String what, Object... values) {
    Integer count = jdbc.queryForObject(what, Integer.class, values);
    return count != null && count > 0;
  }

  /** The servers of which a snapshot is there: a run is at work with it, and it holds everybody. */
  public List<String> snapshots() {
    return jdbc.queryForList(
        "SELECT DISTINCT SERVER FROM KNOWN_PERSON ORDER BY SERVER", String.class);
  }
}
