package dev.senselink.batch.job.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.ledger.BookPlace;
import dev.senselink.batch.ledger.OnEachDatabase;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RowReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What every engine does with the parts of a job, in each database. */
@OnEachDatabase
abstract class JobEngineContract {
  @Parameter BookPlace place;
  @TempDir private Path folder;
  private DataFolder data;
  private LedgerDatabase database;
  JdbcTemplate jdbc;
  private final List<String> done = new ArrayList<>();
  private final String run = UUID.randomUUID().toString();

  abstract JobEngine engine(LedgerDatabase database);

  @BeforeEach
  void open() {
    data = DataFolder.lock(folder, "test");
    database = place.open(data);
    jdbc = new JdbcTemplate(database.source());
    jdbc.execute("CREATE TABLE IF NOT EXISTS KEPT (ROW_NO INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void close() {
    database.close();
    data.close();
  }

  JobEngine.Ended run(JobPart... parts) {
    return engine(database).run("test", run, List.of(parts));
  }

  private JobPart task(String name) {
    return new JobPart.Task(name, () -> done.add(name));
  }

  private int kept() {
    Integer count = jdbc.queryForObject("SELECT COUNT(*) FROM KEPT", Integer.class);
    return count == null ? 0 : count;
  }

  /** So many rows; what is to go wrong is said by the tests. */
  class Flow implements RowFlow {
    final List<Integer> chunks = new ArrayList<>();
    final List<Boolean> readInTransaction = new ArrayList<>();
    private final int rows;
    private int given;
    int failsAt = Integer.MAX_VALUE;
    @Nullable Throwable defect;
    boolean unfinished;
    boolean closed;

    Flow(int rows) {
      this.rows = rows;
    }

    @Override
    public void open() {
      done.add("open");
    }

    @Override
    public @Nullable Outcome read() {
      readInTransaction.add(TransactionSynchronizationManager.isActualTransactionActive());
      if (given == rows) {
        return null;
      }
      given++;
      return Outcome.of(new RowReference(given, given + 1), RowEnding.CREATED, "", "");
    }

    @Override
    public void store(List<? extends Outcome> outcomes) {
      assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
      chunks.add(outcomes.size());
      outcomes.forEach(o -> jdbc.update("INSERT INTO KEPT VALUES (?)", o.row()));
      if (outcomes.stream().anyMatch(o -> o.row() == failsAt)) {
        throw new IllegalStateException("no room");
      }
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public @Nullable Throwable defect() {
      return defect;
    }

    @Override
    public boolean unfinished() {
      return unfinished;
    }
  }

  @Test
  void parts_are_done_in_their_order_and_each_once() {
    Flow flow = new Flow(120);

    JobEngine.Ended ended = run(task("first"), new JobPart.Rows("rows", flow), task("last"));

    assertThat(ended).isEqualTo(new JobEngine.Ended(JobEngine.Status.COMPLETED, null));
    assertThat(done).containsExactly("first", "open", "last");
    assertThat(flow.chunks).containsExactly(50, 50, 20);
    assertThat(kept()).isEqualTo(120);
    assertThat(flow.closed).isTrue();
  }

  @Test
  void a_part_that_breaks_ends_the_job_and_what_it_wrote_down_stays() {
    StoppedException why = new StoppedException("nobody answers");

    JobEngine.Ended ended =
        run(
            new JobPart.Task(
                "breaks",
                () -> {
                  jdbc.update("INSERT INTO KEPT VALUES (7)");
                  throw why;
                }),
            task("never"));

    assertThat(ended).isEqualTo(new JobEngine.Ended(JobEngine.Status.FAILED, why));
    assertThat(done).isEmpty();
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void a_chunk_that_cannot_be_stored_is_undone_whole_and_ends_the_job() {
    Flow flow = new Flow(120);
    flow.failsAt = 70;

    JobEngine.Ended ended = run(new JobPart.Rows("rows", flow), task("never"));

    assertThat(ended.status()).isEqualTo(JobEngine.Status.FAILED);
    assertThat(ended.failure()).hasStackTraceContaining("no room");
    assertThat(kept()).isEqualTo(50);
    assertThat(flow.closed).isTrue();
    assertThat(done).containsExactly("open");
  }

  @Test
  void a_defect_that_ended_the_work_is_what_broke_the_job() {
    Flow flow = new Flow(3);
    flow.defect = new IllegalStateException("defect");

    JobEngine.Ended ended = run(new JobPart.Rows("rows", flow), task("never"));

    assertThat(ended).isEqualTo(new JobEngine.Ended(JobEngine.Status.FAILED, flow.defect));
    assertThat(kept()).isEqualTo(3);
    assertThat(done).containsExactly("open");
  }

  @Test
  void rows_that_are_not_all_worked_stop_the_job() {
    Flow flow = new Flow(3);
    flow.unfinished = true;

    JobEngine.Ended ended = run(new JobPart.Rows("rows", flow), task("never"));

    assertThat(ended).isEqualTo(new JobEngine.Ended(JobEngine.Status.STOPPED, null));
    assertThat(done).containsExactly("open");
  }

  @Test
  void the_same_run_can_be_run_again() {
    run(task("first"));

    assertThat(run(task("again")).status()).isEqualTo(JobEngine.Status.COMPLETED);
    assertThat(done).containsExactly("first", "again");
  }

  @Test
  void another_run_that_is_at_work_is_not_taken_for_dead() {
    JobPart.Task other =
        new JobPart.Task(
            "other",
            () ->
                CompletableFuture.runAsync(
                        () ->
                            engine(database).run("test", run + "2", List.of(task("of the other"))))
                    .join());

    assertThat(run(other, task("last")).status()).isEqualTo(JobEngine.Status.COMPLETED);
    assertThat(done).containsExactly("of the other", "last");
  }
}
