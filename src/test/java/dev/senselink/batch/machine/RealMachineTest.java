package dev.senselink.batch.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

class RealMachineTest extends MachineContract {
  @Override
  protected Machine machine() {
    return Machine.real();
  }

  @Override
  protected void run(Runnable test) {
    test.run();
  }

  @Test
  void a_task_that_is_interrupted_stops_waiting() throws InterruptedException {
    AtomicBoolean interrupted = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    WaitingLine<String> never = new WaitingLine<>(machine());
    RunningTask task =
        machine()
            .start(
                "waiter",
                () -> {
                  begun.countDown();
                  try {
                    never.take();
                  } catch (InterruptedException e) {
                    interrupted.set(true);
                  }
                });
    begun.await();

    task.interrupt();
    task.join();

    assertThat(interrupted).isTrue();
  }

  @Test
  void only_a_file_that_is_there_can_be_forced(
      @TempDir(factory = TempDirFactory.Standard.class) Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "something");

    machine().force(file);

    assertThatThrownBy(() -> machine().force(folder.resolve("none")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void new_work_wakes_only_the_thread_that_does_it() {
    AtomicInteger wakened = new AtomicInteger();
    Machine counting = new WakeCounter(wakened);
    try (TaskPool pool = new TaskPool(counting, "pool", 8)) {
      Promise<Void> gate = new Promise<>(counting);
      List<Promise<Void>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(pool.submit(gate::join)); // eight threads at work at once
      }
      gate.done();
      all.forEach(Promise::join);
      wakened.set(0);
      for (int i = 0; i < 200; i++) {
        pool.submit(() -> "done").join();
      }
    }

    // The thread that does it, the one that waits for it, and the eight of the close.
    assertThat(wakened.get()).isLessThan(3 * 200);
  }

  /** This machine, counting how often a thread that waited is wakened. */
  private record WakeCounter(AtomicInteger wakened) implements Machine {
    @Override
    public Clock wall() {
      return Machine.real().wall();
    }

    @Override
    public long nanos() {
      return Machine.real().nanos();
    }

    @Override
    public RandomGenerator chance() {
      return Machine.real().chance();
    }

    @Override
    public RunningTask start(String name, Runnable work) {
      return Machine.real().start(name, work);
    }

    @Override
    public void force(Path file) throws IOException {
      Machine.real().force(file);
    }

    @Override
    public Monitor monitor() {
      Monitor real = Machine.real().monitor();
      return new Monitor() {
        @Override
        public void enter() {
          real.enter();
        }

        @Override
        public void leave() {
          real.leave();
        }

        @Override
        public void await(Duration atMost) throws InterruptedException {
          real.await(atMost);
          wakened.incrementAndGet();
        }

        @Override
        public void await() throws InterruptedException {
          real.await();
          wakened.incrementAndGet();
        }

        @Override
        public void wakeAll() {
          real.wakeAll();
        }
      };
    }
  }
}
