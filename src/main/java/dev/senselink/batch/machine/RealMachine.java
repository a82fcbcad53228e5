package dev.senselink.batch.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/** The Java machine's own clocks, locks and threads. */
final class RealMachine implements Machine {
  static final RealMachine THIS = new RealMachine();

  private final RandomGenerator chance = new SecureRandom();

  private RealMachine() {}

  @Override
  public Clock wall() {
    return Clock.systemDefaultZone();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public RandomGenerator chance() {
    return chance;
  }

  @Override
  public Monitor monitor() {
    return new LockMonitor();
  }

  @Override
  public RunningTask start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return new RunningThread(thread);
  }

  @Override
  public void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private record RunningThread(Thread thread) implements RunningTask {
    @Override
    public void join() throws InterruptedException {
      thread.join();
    }

    @Override
    public void interrupt() {
      thread.interrupt();
    }
  }

  private static final class LockMonitor implements Monitor {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();

    @Override
    public void enter() {
      if (lock.isHeldByCurrentThread()) {
        throw new IllegalMonitorStateException(); // held twice it could not be left to wait
      }
      lock.lock();
    }

    @Override
    public void leave() {
      lock.unlock();
    }

    @Override
    public void await(Duration atMost) throws InterruptedException {
      long nanos = TimeUnit.NANOSECONDS.convert(atMost); // the longest there is, where it is longer
      if (nanos > 0) {
        changed.awaitNanos(nanos);
      }
    }

    @Override
    public void await() throws InterruptedException {
      changed.await();
    }

    @Override
    public void wakeAll() {
      changed.signalAll();
    }
  }
}
