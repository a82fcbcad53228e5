package dev.senselink.batch.directory;

import dev.senselink.batch.api.AccessRecord;
import dev.senselink.batch.api.Codes;
import dev.senselink.batch.api.PushListener;
import dev.senselink.batch.api.PushSettings;
import dev.senselink.batch.api.RecordFilter;
import dev.senselink.batch.api.RecordWalk;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SenseLink;
import dev.senselink.batch.api.Server;
import dev.senselink.batch.api.StopCause;
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

  private final SenseLink client;
  private final Server server;
  private final RecordWalk walk;
  private final RecordLines lines;
  private final PushSettings push;
  private final Consumer<String> told;
  private final BlockingQueue<AccessRecord> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean gap = new AtomicBoolean();
  private volatile @Nullable StopCause over;
  private boolean unwanted;
  private long complete;
  private volatile long nextSweep = Long.MAX_VALUE;

  /**
   * @param server asks the same client, and rides out an outage for as long as is to be watched
   * @param told lines for the user about the connection
   */
  public RecordWatch(
      SenseLink client,
      Server server,
      PushSettings push,
      RecordLines lines,
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

  private StopCause unanswered(Reply<?> reply) {
    return client.halted() ? ended() : new StopCause(StopCause.Kind.FATAL_CODE, reply.words());
  }

  private static StopCause stopped() {
    return new StopCause(StopCause.Kind.STOPPED, "");
  }

  private void listen() {
    over = client.push(push).listen(new Ear());
  }

  private StopCause work() {
    while (true) {
      StopCause cause = over;
      AccessRecord record = next();
      boolean incomplete = gap.getAndSet(false) || isTimeToSweep();
      if (incomplete && !fill()) {
        // What waits lies beyond the gap: written now, the gap would be forgotten.
        return ended();
      }
      if (record != null) {
        write(record);
      }
      if (unwanted || (record == null && cause != null)) {
        return unwanted || cause == null ? stopped() : cause;
      }
    }
  }

  private boolean isTimeToSweep() {
    return nextSweep != Long.MAX_VALUE && System.nanoTime() - nextSweep >= 0;
  }

  /** Why the client was halted: the listener knows. */
  private StopCause ended() {
    Reply.Refusal<?> fatal = client.fatal();
    return fatal == null
        ? stopped()
        : new StopCause(StopCause.Kind.FATAL_CODE, Codes.inWords(fatal.code()));
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
    while (!client.halted()) {
      boolean first = nextSweep == Long.MAX_VALUE;
      Reply<?> reply = walk.newest();
      if (reply instanceof Reply.Answer<?> answer && answer.value() instanceof Long newest) {
        reply = walk.walk(complete, newest, this::write);
      }
      if (reply instanceof Reply.Answer) {
        complete = Math.max(complete, lines.resumeAfter());
        nextSweep = System.nanoTime() + (first ? SECOND_LOOK : SWEEP).toNanos();
        return true;
      }
      told.accept(Words.words("watch.gap", reply.words()));
      server.waitFor(AFTER_A_FAILURE);
    }
    return false;
  }

  /** Hears the push, and keeps nobody waiting. */
  private final class Ear implements PushListener {
    private boolean broken;

    @Override
    public void connected() {
      nextSweep = Long.MAX_VALUE;
      gap.set(true);
      told.accept(broken ? Words.words("watch.again") : Words.words("watch.connected"));
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
        told.accept(Words.words("watch.cut", why));
      }
    }
  }
}
