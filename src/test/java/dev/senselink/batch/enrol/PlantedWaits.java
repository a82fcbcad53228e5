package dev.senselink.batch.enrol;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Everything the program must not do beside its machine, one offence a method. Never run. */
@SuppressWarnings({"unused", "ReturnValueIgnored", "FutureReturnValueIgnored"})
public final class PlantedWaits {
  private PlantedWaits() {}

  static long nanos() {
    return System.nanoTime();
  }

  static long millis() {
    return System.currentTimeMillis();
  }

  static Instant instant() {
    return Instant.now();
  }

  static Supplier<Instant> reference() {
    return Instant::now;
  }

  static LocalDate today() {
    return LocalDate.now();
  }

  static Clock clock() {
    return Clock.systemUTC();
  }

  static Thread thread() {
    return new Thread(() -> {});
  }

  static void started(Thread thread) {
    thread.start();
  }

  static void slept() throws InterruptedException {
    Thread.sleep(1);
  }

  static void sleptInUnits() throws InterruptedException {
    TimeUnit.SECONDS.sleep(1);
  }

  static ExecutorService executor() {
    return Executors.newCachedThreadPool();
  }

  static CompletableFuture<Void> future() {
    return new CompletableFuture<>();
  }

  static Object queue() {
    return new LinkedBlockingQueue<>();
  }

  static Semaphore semaphore() {
    return new Semaphore(1);
  }

  static CountDownLatch latch() {
    return new CountDownLatch(1);
  }

  static Phaser phaser() {
    return new Phaser();
  }

  static ReentrantLock lock() {
    return new ReentrantLock();
  }

  static int dice() {
    return ThreadLocalRandom.current().nextInt();
  }

  static SecureRandom secureDice() {
    return new SecureRandom();
  }

  static UUID name() {
    return UUID.randomUUID();
  }

  static synchronized void waited(Object lock) throws InterruptedException {
    synchronized (lock) {
      lock.wait(Duration.ofSeconds(1).toMillis());
    }
  }
}
