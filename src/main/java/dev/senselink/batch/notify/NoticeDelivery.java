package dev.senselink.batch.notify;

import static dev.senselink.batch.notify.NotifyMessages.words;

import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import dev.senselink.batch.machine.RunningTask;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Delivers a notice on every channel, and what cannot be delivered again for a while. Whatever
 * happens is said and nothing is thrown: the run is over and its end does not change.
 */
public final class NoticeDelivery {
  /** After so long it is given up, be a try under way or not. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  /** For somebody who has stopped the run and waits at the terminal. */
  public static final Duration BRIEFLY = Duration.ofSeconds(20);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final Machine machine;
  private final Consumer<String> told;
  private final Monitor monitor;

  /** What is still to be delivered, and why it was not so far. Guarded by the monitor. */
  private final Map<NoticeChannel, String> open = new LinkedHashMap<>();

  private boolean over;

  /**
   * @param told what was delivered and what was not, in words
   */
  public NoticeDelivery(Machine machine, Consumer<String> told) {
    this.machine = machine;
    this.told = told;
    this.monitor = machine.monitor();
  }

  /** Delivers; returns when all is delivered or refused, and after this time at the latest. */
  public void deliver(EndedJob end, List<NoticeChannel> channels, Duration patience) {
    channels.forEach(channel -> open.put(channel, words("delivery.silence")));
    Deadline last = Deadline.in(machine, patience);
    RunningTask work = machine.start("senselink-notices", () -> work(end, last, patience));
    boolean interrupted = false;
    monitor.enter();
    try {
      while (!over && !last.isOver()) {
        monitor.await(last.left());
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      over = true; // whatever a try that is still under way comes to
      monitor.leave();
    }
    work.interrupt();
    open.forEach((channel, why) -> told.accept(words("delivery.givenUp", channel.name(), why)));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody waits any longer. */
  public void giveUp() {
    end();
  }

  private void work(EndedJob end, Deadline last, Duration patience) {
    try {
      Duration pause = FIRST_PAUSE;
      for (boolean first = true; tryAll(end, first ? patience : Duration.ZERO); first = false) {
        if (last.left().compareTo(pause) < 0) {
          break;
        }
        machine.pause(pause);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // who waited has gone
    } finally {
      end();
    }
  }

  private void end() {
    monitor.enter();
    try {
      over = true;
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
  }

  /**
   * Tries what is open; answers whether something still is.
   *
   * @param patience how long it will be tried again, zero where that was said before
   */
  private boolean tryAll(EndedJob end, Duration patience) {
    for (NoticeChannel channel : stillOpen()) {
      NoticeChannel.Attempt attempt = channel.send(end);
      monitor.enter();
      try {
        if (over) {
          return false;
        }
        if (attempt instanceof NoticeChannel.Failed failed) {
          open.put(channel, failed.why());
          if (!patience.isZero()) {
            told.accept(words("delivery.again", channel.name(), failed.why(), minutes(patience)));
          }
          continue;
        }
        open.remove(channel);
        told.accept(
            attempt instanceof NoticeChannel.Refused refused
                ? words("delivery.refused", channel.name(), refused.why())
                : words("delivery.done", channel.name()));
      } finally {
        monitor.leave();
      }
    }
    return !stillOpen().isEmpty();
  }

  private static String minutes(Duration patience) {
    return patience.toMinutes() > 0
        ? words("delivery.minutes", patience.toMinutes())
        : words("delivery.seconds", patience.toSeconds());
  }

  private List<NoticeChannel> stillOpen() {
    monitor.enter();
    try {
      return List.copyOf(open.keySet());
    } finally {
      monitor.leave();
    }
  }
}
