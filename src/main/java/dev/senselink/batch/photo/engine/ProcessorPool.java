package dev.senselink.batch.photo.engine;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * As many threads as the machine has processors, for work that needs nothing else. More would only
 * take turns, and each would keep memory of its own in native libraries.
 */
final class ProcessorPool {

  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor pool;

  ProcessorPool() {
    int count = Runtime.getRuntime().availableProcessors();
    pool =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            this::thread);
    // Nobody has to close an engine.
    pool.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "photo");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Runs it on one of the threads and waits, uninterruptibly: a picture in hand is finished also
   * when the run is being stopped.
   *
   * @throws IllegalStateException if it throws
   */
  <T> T run(Supplier<T> work) {
    return UninterruptibleWait.of(pool.submit(work::get));
  }
}
