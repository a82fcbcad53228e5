package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * What the updates of a run were to change, so that its end can be compared with what the server
 * lists. Only of fields that change, and only as hashes under the data folder's key; forgotten when
 * the run has been compared.
 */
public final class SentUpdateStore {
  private final JdbcTemplate jdbc;
  private final GroupCommitter committer;
  private final DataFolderKey key;

  /**
   * An update that was answered.
   *
   * @param row the row's number in its run
   * @param changes the hashes, in a form that is for {@code enrol} alone
   */
  public record SentUpdate(int row, long person, String changes) {}

  SentUpdateStore(LedgerDatabase database, GroupCommitter committer) {
    this.jdbc = database.jdbc();
    this.committer = committer;
    this.key = database.key();
  }

  /** The hash of a text; short, since it is only compared with that of two others. */
  public String hash(String text) {
    return key.hash(text).substring(0, 16);
  }

  /** Notes an update, in the place of an earlier one of the row; need not be waited for. */
  public void note(String run, SentUpdate update) {
    committer.submit("DELETE FROM UPDATE_SENT WHERE RUN = ? AND ROW_NO = ?", run, update.row());
    committer.submit(
        "INSERT INTO UPDATE_SENT VALUES (?,?,?,?)",
        run,
        update.row(),
        update.person(),
        update.changes());
  }

  /** Gives the ids of all whom the run has updated, after all notes are on the disk. */
  public void people(String run, LongConsumer each) {
    committer.flush().join();
    RowCallbackHandler row = rs -> each.accept(rs.getLong(1));
    jdbc.query("SELECT PERSON FROM UPDATE_SENT WHERE RUN = ?", row, run);
  }

  /** The updates of these people, by row. */
  public List<SentUpdate> of(String run, Collection<Long> people) {
    String ids = people.stream().map(String::valueOf).collect(Collectors.joining(","));
    return people.isEmpty()
        ? List.of()
        : jdbc.query(
            ("SELECT ROW_NO, PERSON, CHANGES FROM UPDATE_SENT WHERE RUN = ?"
                    + " AND PERSON IN (%s) ORDER BY ROW_NO")
                .formatted(ids),
            (rs, n) -> new SentUpdate(rs.getInt(1), rs.getLong(2), rs.getString(3)),
            run);
  }

  /** Forgets them: the run has been compared. */
  public void forget(String run) {
    jdbc.update("DELETE FROM UPDATE_SENT WHERE RUN = ?", run);
  }
}
