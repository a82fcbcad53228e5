package dev.senselink.batch.photo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Pictures in flight never hold more than their share. */
class MemoryBudgetTest {

  private static final int MB = 1 << 20;

  @Test
  @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
  void no_more_run_at_once_than_fit() throws Exception {
    MemoryBudget budget = new MemoryBudget(10 * MB);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(200);
    var pool = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 200; i++) {
      pool.execute(
          () -> {
            try (var share = budget.take(4 * MB)) {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              running.decrementAndGet();
            }
            done.countDown();
          });
    }
    done.await();
    pool.shutdown();
    assertThat(most.get()).isLessThanOrEqualTo(2);
  }

  @Test
  @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
  void what_is_larger_than_all_there_is_runs_alone() {
    MemoryBudget budget = new MemoryBudget(MB);

    for (int i = 0; i < 3; i++) {
      try (var share = budget.take(500L * MB)) {
        assertThat(share).isNotNull();
      }
    }
  }
}
