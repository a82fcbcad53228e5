package dev.senselink.batch.directory.records;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.api.stream.PushListener;
import dev.senselink.batch.api.stream.PushSettings;
import dev.senselink.batch.api.stream.RecordPush;
import dev.senselink.batch.api.stream.RecordWalk;
import dev.senselink.batch.directory.DirectoryMessages;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends every record that is pushed, and asks for those that were not: after each connection, and
 * from time to time, it reads on in the record list from where all is known to be there.
 *
 * <p>While the gap is being filled, pushes wait: so all below the highest id is always written, and
 * what was cut off can go on from there. Only so many wait; the others are dropped and asked for.
 */
public final class RecordWatch {
  private static final int MOST_WAITING = 10_000;
  private static final Duration LOOK = Duration.ofMillis(100);

  /** A push may be on its way past a connection that is not yet quite made. */
  private static final Duration SECOND_LOOK = Duration.ofSeconds(15);

  private static final Duration SWEEP = Duration.ofMinutes(10);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);

  private final SenseLinkClient client;
  private final RetryingClient server;
  private final RecordWalk walk;
  private final RecordAppender lines;
  private final PushSettings push;
  private final Consumer<String> told;
  private final BlockingQueue<AccessRecord> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean gap = new AtomicBoolean();
  private volatile @Nullable StopCause over;
  private volatile @Nullable RuntimeException failure;
  private boolean unwanted;
  private long complete;
  private volatile long nextSweep = Long.MAX_VALUE;

  /**
   * @param server asks the same client, and rides out an outage for as long as is to be watched
   * @param told lines for the user about the connection
   */
  public RecordWatch(
      SenseLinkClient client,
      RetryingClient server,
      PushSettings push,
      RecordAppender lines,
      Consumer<String> told) {
    this.client = client;
    this.server = server;
    this.walk = new RecordWalk(server, RecordFilter.everything());
    this.push = push;
    this.lines = lines;
    this.told = told;
  }

  /**
   * Watches until the client is halted or there is no hope.
   *
   * @return why it ended; {@link StopCause.Kind#STOPPED} if somebody asked for it
   * @throws RecordFileException if a record cannot be written
   */
  public StopCause watch() {
    complete = lines.resumeAfter();
    if (complete < 0) {
      Reply<Long> newest = walk.newest();
      if (!(newest instanceof Reply.Answer<Long> answer)) {
        return unanswered(newest);
      }
      complete = answer.value();
    }
    Thread listener = new Thread(this::listen, "senselink-watch");
    listener.setDaemon(true);
    listener.start();
    try {
      return work();
    } finally {
      client.halt();
    }
  }

  /** Why nothing can be asked: what the client was halted for, else what came instead. */
  private StopCause unanswered(Reply<?> reply) {
    return client.halted() ? ended() : new StopCause(StopCause.Kind.FATAL_CODE, reply.words());
  }

  private static StopCause stopped() {
    return new StopCause(StopCause.Kind.STOPPED, "");
  }

  private void listen() {
    try {
      over = RecordPush.of(client, push).listen(new Ear());
    } catch (RuntimeException e) {
      failure = e; // whoever waits for the end must not wait for ever
    }
  }

  private StopCause work() {
    while (true) {
      StopCause cause = over;
      RuntimeException broken = failure;
      AccessRecord record = next();
      boolean incomplete = gap.getAndSet(false) || isTimeToSweep();
      if (incomplete && !fill()) {
        // What waits lies beyond the gap: written now, the gap would be forgotten.
        return ended();
      }
      if (record != null) {
        write(record);
      }
      if (unwanted) {
        return stopped();
      }
      if (record == null && broken != null) {
        throw broken;
      }
      if (record == null && cause != null) {
        return cause.kind() == StopCause.Kind.STOPPED ? ended() : cause;
      }
    }
  }

  private boolean isTimeToSweep() {
    return nextSweep != Long.MAX_VALUE && System.nanoTime() - nextSweep >= 0;
  }

  /** Why the client was halted: by somebody, a fatal answer, or for want of any. */
  private StopCause ended() {
    StopCause cause = server.stopCause();
    return cause == null ? stopped() : cause;
  }

  private void write(AccessRecord record) {
    if (!unwanted && !lines.write(record)) {
      unwanted = true;
      client.halt();
    }
  }

  private @Nullable AccessRecord next() {
    try {
      return waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      client.halt();
      return null;
    }
  }

  /** Writes what the list holds beyond what is complete; false if it was halted before. */
  private boolean fill() {
    String before = "";
    while (!client.halted()) {
      boolean first = nextSweep == Long.MAX_VALUE;
      Reply<Long> reply = fillOnce();
      if (reply instanceof Reply.Answer) {
        nextSweep = System.nanoTime() + (first ? SECOND_LOOK : SWEEP).toNanos();
        return true;
      }
      String words = reply.words();
      if (!words.equals(before) && !client.halted()) {
        told.accept(DirectoryMessages.words("watch.gap", words));
      }
      before = words;
      server.waitFor(AFTER_A_FAILURE);
    }
    return false;
  }

  private Reply<Long> fillOnce() {
    Reply<Long> reply = walk.newest();
    if (!(reply instanceof Reply.Answer<Long> answer)) {
      return reply;
    }
    long newest = answer.value();
    if (newest < complete) {
      told.accept(DirectoryMessages.words("watch.setBack", newest, complete));
      complete = newest;
    }
    Reply<Long> given = walk.walk(complete, newest, this::write);
    if (given instanceof Reply.Answer) {
      complete = Math.max(complete, Math.min(newest, lines.resumeAfter()));
    }
    return given;
  }

  /** Hears the push, and keeps nobody waiting. */
  private final class Ear implements PushListener {
    private boolean broken;

    @Override
    public void connected() {
      nextSweep = Long.MAX_VALUE;
      gap.set(true);
      told.accept(
          broken
              ? DirectoryMessages.words("watch.again")
              : DirectoryMessages.words("watch.connected"));
      broken = false;
    }

    @Override
    public void record(AccessRecord record) {
      if (!waiting.offer(record)) {
        gap.set(true);
      }
    }

    @Override
    public void unread() {
      gap.set(true);
    }

    @Override
    public void cut(String why) {
      if (!broken) {
        broken = true;
        told.accept(DirectoryMessages.words("watch.cut", why));
      }
    }
  }
}
