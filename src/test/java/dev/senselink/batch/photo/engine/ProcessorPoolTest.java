package dev.senselink.batch.photo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Photos are computed on as many threads as there are processors, whoever asks. */
class ProcessorPoolTest {

  private static final int COUNT = Runtime.getRuntime().availableProcessors();

  private final ProcessorPool processors = new ProcessorPool();

  @Test
  @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
  void all_are_used_at_once() throws Exception {
    CyclicBarrier together = new CyclicBarrier(COUNT);
    var callers = Executors.newFixedThreadPool(COUNT);
    for (int i = 0; i < COUNT; i++) {
      callers.execute(() -> processors.run(() -> await(together)));
    }
    callers.shutdown();
    assertThat(callers.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
  void never_more_than_that() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    var callers = Executors.newFixedThreadPool(32);
    for (int i = 0; i < 300; i++) {
      callers.execute(
          () ->
              processors.run(
                  () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    return running.decrementAndGet();
                  }));
    }
    callers.shutdown();
    assertThat(callers.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
    assertThat(most.get()).isLessThanOrEqualTo(COUNT);
  }

  @Test
  @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
  void who_is_interrupted_still_gets_the_result_and_stays_interrupted() {
    CountDownLatch begun = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    String result =
        processors.run(
            () -> {
              begun.countDown();
              caller.interrupt();
              return "done";
            });

    assertThat(result).isEqualTo("done");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(begun.getCount()).isZero();
  }

  @Test
  void what_it_throws_reaches_the_caller() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                processors.run(
                    () -> {
                      throw new IllegalArgumentException("bad");
                    }))
        .withCauseInstanceOf(IllegalArgumentException.class);
  }

  private static int await(CyclicBarrier barrier) {
    try {
      return barrier.await(120, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
