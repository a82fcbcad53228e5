package dev.senselink.batch.notify;

import static dev.senselink.batch.notify.NotifyMessages.words;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import dev.senselink.batch.machine.RunningTask;
import dev.senselink.batch.notify.NoticeChannel.Attempt;
import dev.senselink.batch.notify.NoticeChannel.Failed;
import dev.senselink.batch.notify.NoticeChannel.Refused;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  /** Of which it was said that they are tried again. Guarded likewise. */
  private final Set<NoticeChannel> again = new HashSet<>();

  /** Who took it. Guarded likewise. */
  private final Set<NoticeChannel> delivered = new HashSet<>();

  /** So many channels are not done with. Guarded likewise. */
  private int working;

  private boolean over;

  /**
   * @param told what was delivered and what was not, in words
   */
  public NoticeDelivery(Machine machine, Consumer<String> told) {
    this.machine = machine;
    this.told = told;
    this.monitor = machine.monitor();
  }

  /**
   * Delivers; returns when all is delivered or refused, and after this time at the latest. Every
   * channel by itself: one that says nothing, or breaks, holds no other up.
   *
   * @return who took it
   */
  public Set<NoticeChannel> deliver(EndedJob end, List<NoticeChannel> channels, Duration patience) {
    channels.forEach(channel -> open.put(channel, words("delivery.silence")));
    working = channels.size();
    Deadline last = Deadline.in(machine, patience);
    List<RunningTask> work =
        channels.stream()
            .map(one -> machine.start("senselink-notice", () -> work(one, end, last, patience)))
            .toList();
    boolean interrupted = waitUntil(last);
    work.forEach(RunningTask::interrupt);
    open.forEach((channel, why) -> told.accept(words("delivery.givenUp", channel.name(), why)));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return Set.copyOf(delivered);
  }

  /**
   * Tries something once that must not hold anybody up.
   *
   * @return why it did not go well, in words
   */
  public Optional<String> once(Supplier<Attempt> attempt, Duration patience) {
    AtomicReference<@Nullable Attempt> came = new AtomicReference<>();
    RunningTask work =
        machine.start(
            "senselink-notice",
            () -> {
              try {
                came.set(safely(attempt));
              } finally {
                end();
              }
            });
    boolean interrupted = waitUntil(Deadline.in(machine, patience));
    @Nullable Attempt result = came.get();
    work.interrupt();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return why(result == null ? new Failed(words("delivery.silence")) : result);
  }

  private static Optional<String> why(Attempt attempt) {
    return attempt instanceof Refused refused
        ? Optional.of(refused.why())
        : attempt instanceof Failed failed ? Optional.of(failed.why()) : Optional.empty();
  }

  /** Answers whether somebody ended the waiting by an interrupt. */
  private boolean waitUntil(Deadline last) {
    monitor.enter();
    try {
      while (!over && !last.isOver()) {
        monitor.await(last.left());
      }
      return false;
    } catch (InterruptedException e) {
      return true;
    } finally {
      over = true; // whatever a try that is still under way comes to
      monitor.leave();
    }
  }

  /** Nobody waits any longer. */
  public void giveUp() {
    end();
  }

  private void work(NoticeChannel channel, EndedJob end, Deadline last, Duration patience) {
    try {
      Duration pause = FIRST_PAUSE;
      while (!settled(channel, safely(() -> channel.send(end)), patience)) {
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
      left();
    }
  }

  /** What nobody has thought of is wrong with this channel alone. Its words may be secret. */
  private static Attempt safely(Supplier<Attempt> attempt) {
    try {
      return attempt.get();
    } catch (UnusableSettingsException e) {
      return new Refused(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return new Refused(words("delivery.defect", e.getClass().getSimpleName()));
    }
  }

  /** A channel is done with: with the last of them all is over. */
  private void left() {
    monitor.enter();
    try {
      working--;
      if (working == 0) {
        over = true;
        monitor.wakeAll();
      }
    } finally {
      monitor.leave();
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

  /** Says what a try came to; answers whether there is to be no other. */
  private boolean settled(NoticeChannel channel, Attempt attempt, Duration patience) {
    monitor.enter();
    try {
      if (over) {
        return true;
      }
      if (attempt instanceof Failed failed) {
        open.put(channel, failed.why());
        if (again.add(channel)) {
          told.accept(words("delivery.again", channel.name(), failed.why(), minutes(patience)));
        }
        return false;
      }
      open.remove(channel);
      if (attempt instanceof NoticeChannel.Delivered) {
        delivered.add(channel);
      }
      told.accept(
          attempt instanceof Refused refused
              ? words("delivery.refused", channel.name(), refused.why())
              : words("delivery.done", channel.name()));
      return true;
    } finally {
      monitor.leave();
    }
  }

  private static String minutes(Duration patience) {
    return patience.toMinutes() > 0
        ? words("delivery.minutes", patience.toMinutes())
        : words("delivery.seconds", patience.toSeconds());
  }
}
