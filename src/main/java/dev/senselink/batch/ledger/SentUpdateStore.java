package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.NumberMatch;
import dev.senselink.batch.ledger.store.Upsert;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * What the creates and updates of a run were to set, so that its end can be compared with what the
 * server lists. Values only as hashes under the data folder's key; forgotten when the run has been
 * compared.
 */
public final class SentUpdateStore {
  private static final Upsert UPDATE =
      Upsert.into(
          "UPDATE_SENT", "RUN VARCHAR(40), ROW_NO INTEGER", "PERSON BIGINT, CHANGES VARCHAR(2000)");

  private static final String OF =
      "SELECT ROW_NO, PERSON, CHANGES FROM UPDATE_SENT WHERE RUN = ? AND PERSON";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final GroupCommitter committer;
  private final DataFolderKey key;
  private final String put;

  /**
   * A create or an update that was answered.
   *
   * @param row the row's number in its run
   * @param changes the hashes, in a form that is for {@code enrol} alone
   */
  public record SentUpdate(int row, long person, String changes) {}

  SentUpdateStore(LedgerDatabase database, GroupCommitter committer) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.committer = committer;
    this.key = database.key();
    this.put = database.statement(UPDATE);
  }

  /** The hash of a text; short, since it is only compared with that of two others. */
  public String hash(String text) {
    return key.hash(text).substring(0, 16);
  }

  /** Notes an update, in the place of an earlier one of the row; need not be waited for. */
  public void note(String run, SentUpdate update) {
    committer.submitAlong(put, run, update.row(), update.person(), update.changes());
  }

  /** Gives the ids of all whom the run has updated, after all notes are on the disk. */
  public void people(String run, LongConsumer each) {
    committer.flush().join();
    RowCallbackHandler row = rs -> each.accept(rs.getLong(1));
    jdbc.query("SELECT PERSON FROM UPDATE_SENT WHERE RUN = ?", row, run);
  }

  /** The rows of all of them, after all notes are on the disk. */
  public BitSet rows(String run) {
    committer.flush().join();
    BitSet rows = new BitSet();
    RowCallbackHandler row = rs -> rows.set(rs.getInt(1));
    jdbc.query("SELECT ROW_NO FROM UPDATE_SENT WHERE RUN = ?", row, run);
    return rows;
  }

  /** The updates of these people, by row. */
  public List<SentUpdate> of(String run, Collection<Long> people) {
    List<SentUpdate> all = new ArrayList<>();
    RowCallbackHandler row =
        rs -> all.add(new SentUpdate(rs.getInt(1), rs.getLong(2), rs.getString(3)));
    NumberMatch these = database.match(people);
    these.values().forEach(some -> jdbc.query(OF + these.condition(), row, run, some));
    all.sort(Comparator.comparingInt(SentUpdate::row));
    return all;
  }

  /** Forgets them: the run has been compared. */
  public void forget(String run) {
    jdbc.update("DELETE FROM UPDATE_SENT WHERE RUN = ?", run);
  }
}
