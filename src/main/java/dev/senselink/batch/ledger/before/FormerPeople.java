package dev.senselink.batch.ledger.before;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Everybody of whom a before-image tells, for who has to be found and forgotten. */
public final class FormerPeople {
  private final JdbcTemplate jdbc;
  private final DataFolderKey key;

  /**
   * The server and company that somebody is of.
   *
   * @param person the id they have now: whoever was made anew has another one than they had
   */
  public record Where(String server, long company, long person) {}

  public FormerPeople(LedgerDatabase database) {
    this.jdbc = database.jdbc();
    this.key = database.key();
  }

  /** Gives one after the other. */
  public void each(BiConsumer<Where, FormerPerson> somebody) {
    RowCallbackHandler row =
        rs ->
            somebody.accept(
                new Where(rs.getString(1), rs.getLong(2), rs.getLong(3)),
                Objects.requireNonNull(ImageText.person(rs.getString(4), key)));
    jdbc.query(
        "SELECT SERVER, COMPANY, PERSON, BEFORE_TEXT FROM BEFORE_IMAGE WHERE BEFORE_TEXT <> ''",
        row);
  }

  /**
   * Gives whom runs have deleted since a moment, with the ids they had. What an undo has taken back
   * does not count, nor what the undo of a restore has deleted.
   */
  public void deletedSince(
      String server, long company, OffsetDateTime moment, BiConsumer<Long, FormerPerson> each) {
    RowCallbackHandler row =
        rs ->
            each.accept(
                rs.getLong(1), Objects.requireNonNull(ImageText.person(rs.getString(2), key)));
    jdbc.query(
        "SELECT B.PERSON, B.BEFORE_TEXT FROM BEFORE_IMAGE B WHERE B.BEFORE_TEXT <> ''"
            + " AND B.SERVER = ? AND B.COMPANY = ? AND B.KIND = 'DELETED' AND B.NOTED_AT >= ?"
            + " AND NOT EXISTS (SELECT 1 FROM UNDONE U WHERE U.RUN = B.RUN"
            + " AND U.PERSON = B.PERSON AND U.KIND = 'DELETED')"
            + " AND NOT EXISTS (SELECT 1 FROM UNDONE U JOIN RUN R ON R.ID = U.RUN"
            + " WHERE U.BY_RUN = B.RUN AND U.PERSON = B.PERSON AND R.COMMAND = 'restore')",
        row,
        server,
        company,
        moment);
  }

  /** How somebody was, before whatever was done to them. */
  public List<FormerPerson> of(String server, long company, long person) {
    List<FormerPerson> found = new ArrayList<>();
    RowCallbackHandler row =
        rs -> found.add(Objects.requireNonNull(ImageText.person(rs.getString(1), key)));
    jdbc.query(
        "SELECT BEFORE_TEXT FROM BEFORE_IMAGE WHERE BEFORE_TEXT <> '' AND SERVER = ?"
            + " AND COMPANY = ? AND PERSON = ?",
        row,
        server,
        company,
        person);
    return found;
  }
}
