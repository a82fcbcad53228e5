package dev.senselink.batch.api;

import static dev.senselink.batch.api.Words.words;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time in which the server is out of reach. It begins with ten transient failures and no answer
 * between, over all threads; before the first answer of a run, with the first. While it lasts one
 * of the waiting threads probes, and the others wait.
 */
final class Outage {
  private static final int FAILURES = 10;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final SenseLink client;
  private final Server.Patience patience;
  private final Consumer<String> listener;
  private final Server.Waiting waiting;
  private final Consumer<StopCause> stop;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean everAnswered;
  private int failures;
  private @Nullable Instant since;
  private Instant until = Instant.MAX;
  private String why = "";
  private boolean on;
  private boolean probing;
  private boolean probeFailed;

  Outage(
      SenseLink client,
      Server.Patience patience,
      Consumer<String> listener,
      Server.Waiting waiting,
      Consumer<StopCause> stop) {
    this.client = client;
    this.patience = patience;
    this.listener = listener;
    this.waiting = waiting;
    this.stop = stop;
  }

  /** Takes note of how an exchange that began then has ended. */
  void saw(Reply<?> reply, Instant start) {
    lock.lock();
    try {
      if (reply.isTransient()) {
        failed(reply.words(), start);
      } else if (!(reply instanceof Reply.Halted)) {
        answered();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the server is, as far as is known, in reach; also once nothing is sent any more. */
  boolean isOver() {
    return !isOn();
  }

  /**
   * Waits while the outage lasts, and probes if nobody else does.
   *
   * @return whether there was one; a suspicion that the first probe removed is none
   */
  boolean awaitEnd() {
    boolean was = false;
    lock.lock();
    try {
      while (on && !client.halted() && !Thread.currentThread().isInterrupted()) {
        if (probing) {
          changed.awaitUninterruptibly();
        } else {
          probe();
        }
        was |= probeFailed;
      }
      return was;
    } finally {
      lock.unlock();
    }
  }

  private void failed(String words, Instant start) {
    failures++;
    why = words;
    if (since == null) {
      since = start;
    }
    if (!on && (!everAnswered || failures >= FAILURES)) {
      on = true;
      probeFailed = false;
      until =
          everAnswered
              ? patience.clock().instant().plus(patience.outageWait())
              : since.plus(patience.firstAnswerWait());
    }
  }

  private void answered() {
    everAnswered = true;
    failures = 0;
    if (on && probeFailed) {
      listener.accept(words("outage.over"));
    }
    on = false;
    since = null;
    changed.signalAll();
  }

  /**
   * Called and left with the lock held; free of it while the network or the clock is waited for.
   */
  private void probe() {
    probing = true;
    lock.unlock();
    try {
      probeUntilAnswered();
    } finally {
      lock.lock();
      probing = false;
      changed.signalAll();
    }
  }

  private void probeUntilAnswered() {
    for (int failed = 1; isOn() && !isTooLate(failed); failed++) {
      Instant start = patience.clock().instant();
      Reply<Company> reply = client.send(new GetCompany());
      saw(reply, start);
      if (!reply.isTransient()) {
        return;
      }
      tellOnce();
      if (!isTooLate(failed + 1) && !waiting.waitFor(backoff(failed))) {
        return;
      }
    }
    giveUpIfOn();
  }

  private boolean isOn() {
    lock.lock();
    try {
      return on && !client.halted();
    } finally {
      lock.unlock();
    }
  }

  /** Once the server has answered in this run, an outage gets at least one probe. */
  private boolean isTooLate(int nextProbe) {
    lock.lock();
    try {
      return (nextProbe > 1 || !everAnswered) && left().isZero();
    } finally {
      lock.unlock();
    }
  }

  private Duration backoff(int failed) {
    Duration wanted = patience.backoff(failed);
    lock.lock();
    try {
      return wanted.compareTo(left()) < 0 ? wanted : left();
    } finally {
      lock.unlock();
    }
  }

  private Duration left() {
    Duration left = Duration.between(patience.clock().instant(), until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void tellOnce() {
    lock.lock();
    try {
      if (on && !probeFailed) {
        probeFailed = true;
        listener.accept(words("outage.begins", time(), why));
      }
    } finally {
      lock.unlock();
    }
  }

  private void giveUpIfOn() {
    lock.lock();
    try {
      if (on && !client.halted()) {
        String words = words("outage.stop", time(), why);
        stop.accept(new StopCause(StopCause.Kind.OUTAGE, words));
      }
    } finally {
      lock.unlock();
    }
  }

  private String time() {
    Instant from = since == null ? patience.clock().instant() : since;
    return TIME.format(from.atZone(patience.clock().getZone()));
  }
}
