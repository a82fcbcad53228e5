package dev.senselink.batch.ledger;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.ledger.before.FormerPeople;
import dev.senselink.batch.ledger.lists.ListMemberStore;
import dev.senselink.batch.ledger.lists.MemberHashes;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Whom this data folder has deleted on one server and company. */
public final class RemovedPeopleStore {
  /** Runs that may have been at work since a moment, and whose deletion no undo has taken back. */
  private static final String SINCE =
      " JOIN RUN R ON R.ID = D.RUN WHERE D.SERVER = ? AND D.COMPANY = ? AND D.STATE = ?"
          + " AND (R.FINISHED_AT IS NULL OR R.FINISHED_AT >= ?)"
          + " AND NOT EXISTS (SELECT 1 FROM UNDONE U WHERE U.RUN = D.RUN AND U.KIND = 'DELETED'"
          + " AND (U.PERSON = D.PERSON OR U.WAS = D.PERSON))";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final FormerPeople former;
  private final ListMemberStore members;
  private final String server;
  private final long company;

  RemovedPeopleStore(
      LedgerDatabase database, ListMemberStore members, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.former = new FormerPeople(database);
    this.members = members;
    this.server = server;
    this.company = company;
  }

  /**
   * The same of another server in the same data folder.
   *
   * @param otherServer host and port
   */
  public RemovedPeopleStore of(String otherServer, long otherCompany) {
    return new RemovedPeopleStore(database, members, otherServer, otherCompany);
  }

  /**
   * Gives the id and the hashes of each person deleted since a moment: by a leavers step, by {@code
   * --remove-ended}, by a command, or by an undo. The undo of a restore does not count: it takes
   * back what the restore made, and who was there before has not left. A person may be given more
   * than once.
   */
  public void since(Instant moment, BiConsumer<Long, MemberHashes> each) {
    OffsetDateTime since = moment.atOffset(ZoneOffset.UTC);
    former.deletedSince(
        server,
        company,
        since,
        (person, was) ->
            each.accept(person, hashes(was.field("name"), field -> text(was::field, field))));
    RowCallbackHandler leaver =
        rs -> {
          String key = rs.getString("KEY_TEXT");
          each.accept(rs.getLong("PERSON"), hashes(rs.getString("NAME"), field -> key));
        };
    jdbc.query(
        "SELECT D.PERSON, D.NAME, D.KEY_TEXT FROM LEAVER D" + SINCE,
        leaver,
        server,
        company,
        "DELETED",
        since);
    RowCallbackHandler guest =
        rs -> {
          String mobile = rs.getString("MOBILE");
          each.accept(
              rs.getLong("PERSON"),
              hashes(rs.getString("NAME"), field -> field == KeyField.MOBILE ? mobile : ""));
        };
    jdbc.query(
        "SELECT D.PERSON, D.NAME, D.MOBILE FROM ENDED D" + SINCE,
        guest,
        server,
        company,
        "REMOVED",
        since);
  }

  private static String text(Function<String, String> was, KeyField field) {
    return switch (field) {
      case JOB_NUMBER -> was.apply("jobNumber");
      case MOBILE -> was.apply("mobile");
      case IC_NUMBER -> was.apply("icNumber");
      case MAIL -> was.apply("mail");
      case MOBILE_AND_NAME, NAME_AND_DEPARTMENT -> "";
    };
  }

  /**
   * The hashes by which a person is known again.
   *
   * @param text the text of each key field of staff, as it is
   */
  public MemberHashes hashes(String name, Function<KeyField, String> text) {
    Map<KeyField, String> keys = new EnumMap<>(KeyField.class);
    KeyRules.USER_KEYS.forEach(field -> keys.put(field, KeyRules.normal(field, text.apply(field))));
    return members.hashes(KeyRules.name(name), keys);
  }
}
