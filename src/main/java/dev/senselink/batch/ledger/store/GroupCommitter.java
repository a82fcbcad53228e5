package dev.senselink.batch.ledger.store;

import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.machine.RunningTask;
import dev.senselink.batch.machine.WaitingLine;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Commits the small writes of many workers in groups, by one thread, in the order they came.
 *
 * <p>Why: a commit costs a disk flush whatever it holds; sixteen rows that share one wait less than
 * a millisecond each instead of several. And why a connection of its own: its few statements are
 * prepared once instead of once per write, which was a quarter of an import's processor time. It is
 * in no transaction while the thread waits for the next group.
 *
 * <p>The database does not tell when the disk did not take a commit, so each group is forced to the
 * disk once more, by us. A failed force is final: nobody knows what the disk holds then.
 */
public final class GroupCommitter implements AutoCloseable {
  private static final int GROUP = 200;

  /** So long a write that nobody waits for stays for others to be committed with it. */
  private static final Duration STAY = Duration.ofMillis(3);

  /** A statement, and what it is given. */
  public record Change(String sql, @Nullable Object... values) {}

  /** Without changes one only waits for its turn. */
  private record Write(List<Change> changes, boolean mayStay, Promise<Void> done) {}

  private final LedgerDatabase database;
  private final Machine machine;
  private final Duration stay;
  private final SQLExceptionTranslator translator;
  private final WaitingLine<Write> queue;
  private final Write end;
  private final RunningTask thread;

  /** Set once, by the committing thread alone. */
  private @Nullable RuntimeException lost;

  public GroupCommitter(LedgerDatabase database) {
    this(database, database.isShared() ? STAY : Duration.ZERO);
  }

  /**
   * The same for whoever has more patience.
   *
   * @param stay how long a write that nobody waits for stays for others
   */
  GroupCommitter(LedgerDatabase database, Duration stay) {
    this.database = database;
    this.stay = stay;
    this.machine = database.machine();
    this.translator = database.jdbc().getExceptionTranslator();
    this.queue = new WaitingLine<>(machine);
    this.end = new Write(List.of(), false, new Promise<>(machine));
    this.thread = machine.start("ledger-commit", this::work);
  }

  /** Kept when the write is on the disk; fails with the database's exception if it is not. */
  public Promise<Void> submit(String sql, @Nullable Object... values) {
    return submit(List.of(new Change(sql, values)));
  }

  /** The same of all of these or none: no death comes between them. */
  public Promise<Void> submit(List<Change> changes) {
    return submit(new Write(changes, false, new Promise<>(machine)));
  }

  /**
   * The same of a write that is hardly ever waited for: where a commit is a way to another machine
   * and back, the next few go with it.
   */
  public Promise<Void> submitAlong(String sql, @Nullable Object... values) {
    return submit(new Write(List.of(new Change(sql, values)), true, new Promise<>(machine)));
  }

  private Promise<Void> submit(Write write) {
    queue.add(write);
    return write.done();
  }

  /** A promise that is kept already: where there is nothing to write. */
  public Promise<Void> nothing() {
    return Promise.alreadyKept(machine);
  }

  /** Kept when all that was submitted so far is on the disk. */
  public Promise<Void> flush() {
    return submit(List.of());
  }

  private void work() {
    Line line = new Line();
    List<Write> group = new ArrayList<>();
    boolean ended = false;
    while (!ended) {
      group.clear();
      try {
        group.add(queue.take());
      } catch (InterruptedException e) {
        break;
      }
      queue.drainTo(group, GROUP);
      gather(group);
      ended = group.remove(end);
      if (!group.isEmpty()) {
        commit(line, group);
      }
    }
    line.cut();
  }

  /** Lets those come that are to be written with the group, until somebody waits for it. */
  private void gather(List<Write> group) {
    Deadline over = Deadline.in(machine, stay);
    try {
      while (!over.isOver() && group.size() < GROUP && group.stream().allMatch(Write::mayStay)) {
        Write next = queue.poll(over.left());
        if (next != null) {
          group.add(next);
          queue.drainTo(group, GROUP - group.size());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // after this group
    }
  }

  private void commit(Line line, List<Write> group) {
    RuntimeException failed = lost == null ? failure(line, group) : lost;
    for (Write write : group) {
      if (failed == null) {
        write.done().done();
      } else {
        write.done().fail(failed);
      }
    }
  }

  /** Commits the group; {@code null} once it is on the disk. */
  private @Nullable RuntimeException failure(Line line, List<Write> group) {
    long before = database.logged();
    boolean changes;
    try {
      changes = line.commit(group);
    } catch (SQLException | RuntimeException | Error e) {
      // Whatever it is, who waits is told: without this thread they would wait for ever.
      line.cut(); // a connection that failed is not trusted again
      return translated(e);
    }
    try {
      database.force();
      database.mustHold(changes, before);
    } catch (IOException e) {
      lost = database.full(e);
    }
    return lost;
  }

  private RuntimeException translated(Throwable e) {
    RuntimeException translated =
        e instanceof SQLException sql
            ? translator.translate("commit to the ledger", null, sql)
            : null;
    return translated == null ? new IllegalStateException(e) : translated;
  }

  /** A statement, and the table that it writes. */
  private record Prepared(String table, PreparedStatement statement) {}

  /** A connection with the statements prepared on it so far; opened when it is needed. */
  private final class Line {
    private final Map<String, Prepared> prepared = new HashMap<>();
    private @Nullable Connection connection;

    /** Whether that changed anything. */
    boolean commit(List<Write> group) throws SQLException {
      Connection open = connection;
      if (open == null) {
        open = database.source().getConnection();
        connection = open;
        open.setAutoCommit(false);
      }
      boolean changes = write(open, group);
      open.commit();
      return changes;
    }

    /**
     * Writes of one statement are sent together, which is one word to the database and not one
     * each; those to one table stay in their order.
     */
    private boolean write(Connection open, List<Write> group) throws SQLException {
      boolean changes = false;
      Map<String, PreparedStatement> waiting = new LinkedHashMap<>();
      for (Change change : group.stream().flatMap(write -> write.changes().stream()).toList()) {
        Prepared next = prepared(open, change.sql());
        PreparedStatement before = waiting.put(next.table(), next.statement());
        if (before != null && before != next.statement()) {
          changes |= sent(before);
        }
        new ArgumentPreparedStatementSetter(change.values()).setValues(next.statement());
        next.statement().addBatch();
      }
      for (PreparedStatement last : waiting.values()) {
        changes |= sent(last);
      }
      return changes;
    }

    private Prepared prepared(Connection open, String sql) throws SQLException {
      Prepared there = prepared.get(sql);
      if (there == null) {
        there = new Prepared(table(sql), open.prepareStatement(sql));
        prepared.put(sql, there);
      }
      return there;
    }

    private static boolean sent(PreparedStatement batch) throws SQLException {
      return Arrays.stream(batch.executeBatch()).anyMatch(rows -> rows != 0);
    }

    /** Gives the connection back; what was not committed is undone. */
    void cut() {
      prepared.clear();
      if (connection != null) {
        try {
          connection.close();
        } catch (SQLException e) {
          // It is dropped either way, and what failed before is what counts.
        }
        connection = null;
      }
    }
  }

  /** INSERT INTO, MERGE INTO, DELETE FROM or UPDATE: then its name. */
  private static String table(String sql) {
    String[] words = sql.split(" ", 4);
    return words[0].equals("UPDATE") ? words[1] : words[2];
  }

  /** Commits what is queued and ends. */
  @Override
  public void close() {
    queue.add(end);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
