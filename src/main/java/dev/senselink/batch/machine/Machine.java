package dev.senselink.batch.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The machine a run works on. Safe between threads. */
public interface Machine {
  /** This machine, as it is. */
  static Machine real() {
    return RealMachine.THIS;
  }

  /**
   * The time of day: only for what is compared with a time that comes from elsewhere, or is shown
   * to people. It may step, forwards and back.
   */
  Clock wall();

  /** Time that never steps, in nanoseconds from an arbitrary start: for every wait and duration. */
  long nanos();

  /** Chance, for waits that must not end all at once and for names that must not be guessed. */
  RandomGenerator chance();

  /** A new monitor: what threads wait with. */
  Monitor monitor();

  /** Starts a thread that does not keep the program alive. */
  RunningTask start(String name, Runnable work);

  /**
   * Returns once everything written to this file so far would survive a power cut.
   *
   * @throws IOException if that cannot be had: then it must be taken for lost
   */
  void force(Path file) throws IOException;

  /**
   * Waits for a time to be over.
   *
   * @throws InterruptedException if the thread is to end
   */
  default void pause(Duration time) throws InterruptedException {
    Monitor nobody = monitor();
    nobody.enter();
    try {
      Deadline over = Deadline.in(this, time);
      while (!over.isOver()) {
        nobody.await(over.left());
      }
    } finally {
      nobody.leave();
    }
  }
}
