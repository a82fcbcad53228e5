package dev.senselink.batch.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.intake.RosterRowStream;
import dev.senselink.batch.job.intake.Rosters;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many rows at once, each outcome handed out once. */
@Tag("slow")
@Timeout(600)
class RowPipelineTest {
  private static final int ROWS = 300;

  @TempDir Path folder;
  private Rosters rosters;
  private RosterInput input;

  @BeforeEach
  void open() throws IOException {
    rosters = new Rosters(folder);
    String[] lines = new String[ROWS + 1];
    lines[0] = "jobNumber,name";
    // Every tenth row has no name, so that it ends before anybody works it.
    IntStream.rangeClosed(1, ROWS)
        .forEach(row -> lines[row] = "E" + row + "," + (row % 10 == 0 ? "" : "P" + row));
    input = rosters.input(lines);
  }

  @AfterEach
  void close() {
    rosters.close();
  }

  private RowPipeline pipeline(Function<CheckedRow, Outcome> work, BitSet done, long most) {
    RowPipeline rows =
        new RowPipeline(
            Machine.real(),
            () -> new RosterRowStream(input, rosters.photos(), rosters.store()),
            work,
            done,
            4,
            most);
    rows.open();
    return rows;
  }

  private static Outcome created(CheckedRow applicant) {
    return Outcome.of(applicant.row().ref(), RowEnding.CREATED, "", "");
  }

  private static List<Integer> drainAll(RowPipeline rows) throws InterruptedException {
    List<Integer> seen = new ArrayList<>();
    for (Outcome o = rows.read(); o != null; o = rows.read()) {
      seen.add(o.row());
    }
    assertThat(rows.read()).isNull();
    rows.close();
    return seen;
  }

  @Test
  void every_row_has_one_outcome() throws InterruptedException {
    List<Integer> seen = drainAll(pipeline(RowPipelineTest::created, new BitSet(), 0));

    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
  }

  @Test
  void rows_that_are_done_are_not_worked_again() throws InterruptedException {
    BitSet done = new BitSet();
    done.set(1, 200);
    Set<Integer> worked = ConcurrentHashMap.newKeySet();

    List<Integer> seen =
        drainAll(
            pipeline(
                a -> {
                  worked.add(a.row().ref().number());
                  return created(a);
                },
                done,
                0));

    assertThat(seen).hasSize(101).allMatch(row -> row >= 200);
    assertThat(worked).allMatch(row -> row >= 200);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "37, 37", "300, 300", "1000, 300"})
  void no_more_rows_are_begun_than_asked_for(long most, int expected) throws InterruptedException {
    assertThat(drainAll(pipeline(RowPipelineTest::created, new BitSet(), most))).hasSize(expected);
  }

  @Test
  void a_row_that_waits_keeps_no_other_from_its_turn() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger others = new AtomicInteger();

    RowPipeline rows =
        pipeline(
            a -> {
              if (a.row().ref().number() <= 4) {
                await(release);
              } else if (others.incrementAndGet() == 100) {
                release.countDown();
              }
              return created(a);
            },
            new BitSet(),
            0);

    assertThat(drainAll(rows)).hasSize(ROWS);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(120, TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void drained_it_begins_no_row_and_hands_out_those_at_work() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(20);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger worked = new AtomicInteger();
    RowPipeline rows =
        pipeline(
            a -> {
              worked.incrementAndGet();
              begun.countDown();
              await(release);
              return created(a);
            },
            new BitSet(),
            0);
    await(begun);

    rows.drain();
    release.countDown();
    List<Integer> seen = drainAll(rows);

    assertThat(rows.isDrained()).isTrue();
    assertThat(seen).hasSizeLessThan(ROWS);
    assertThat(seen.stream().filter(row -> row % 10 != 0)).hasSize(worked.get());
  }

  @Test
  void a_defect_ends_the_work_and_is_not_swallowed() throws InterruptedException {
    IllegalStateException defect = new IllegalStateException("defect");
    RowPipeline rows =
        pipeline(
            a -> {
              if (a.row().ref().number() == 5) {
                throw defect;
              }
              return created(a);
            },
            new BitSet(),
            0);

    List<Integer> seen = drainAll(rows);

    assertThat(rows.broken()).isSameAs(defect);
    assertThat(seen).doesNotContain(5);
  }
}
