package dev.senselink.batch.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void only_a_file_that_is_there_can_be_forced(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "something");

    machine().force(file);

    assertThatThrownBy(() -> machine().force(folder.resolve("none")))
        .isInstanceOf(IOException.class);
  }
}
