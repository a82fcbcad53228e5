package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may run: one thread at a time. All its state is only touched by whoever holds the baton, and
 * handing it on orders the memory.
 */
final class SimBaton {
  /** Real seconds after which a thread that has the baton must have come back to a seam. */
  private static final int STUCK_SECONDS = 300;

  private record Event(long at, long number, Runnable what) {}

  private final RandomGenerator picks;
  private final List<SimThread> threads = new ArrayList<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private double givingWay = 0.1;
  private int started;
  private long numbered;
  private long now;
  private volatile boolean dead;
  private volatile boolean over;
  private volatile boolean ending;
  private volatile @Nullable SimThread running;
  private volatile @Nullable Throwable broken;
  private volatile long steps;

  SimBaton(RandomGenerator picks) {
    this.picks = picks;
  }

  long now() {
    return now;
  }

  boolean isDead() {
    return dead || over;
  }

  void givingWay(double likely) {
    givingWay = likely;
  }

  void at(long when, Runnable what) {
    events.add(new Event(when, numbered++, what));
  }

  /** From now on every seam throws; who waits finds out when the first thread has ended. */
  void die() {
    dead = true;
  }

  /** Runs the first thread to its end, then lets the others end. False if the machine died. */
  boolean live(Runnable first) {
    SimThread me = new SimThread(this, "main", started++);
    me.thread = Thread.currentThread();
    threads.add(me);
    running = me;
    boolean wasDead;
    try {
      first.run();
    } catch (SimDeath e) {
      if (!dead && broken == null) {
        throw new AssertionError("an end that nobody ordered", e);
      }
    } finally {
      wasDead = dead;
      me.ended = true;
      over = true;
      ending = true;
      endTheOthers(me);
    }
    Throwable why = broken;
    if (why != null) {
      throw new AssertionError("a simulated thread broke", why);
    }
    return !wasDead;
  }

  /** One after the other, so that even their ends have an order. */
  private void endTheOthers(SimThread me) {
    for (SimThread other : new ArrayList<>(threads)) {
      if (other != me) {
        running = other;
        other.turn.release();
        joinReally(other);
      }
    }
  }

  private static void joinReally(SimThread other) {
    Thread thread = other.thread;
    boolean interrupted = Thread.interrupted();
    while (thread != null && thread.isAlive()) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(STUCK_SECONDS));
        if (thread.isAlive()) {
          throw new AssertionError(other + " does not end");
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  SimThread start(String name, Runnable work) {
    check();
    SimThread started = new SimThread(this, name, this.started++);
    Thread thread = new Thread(() -> serve(started, work), "sim-" + name);
    thread.setDaemon(true);
    started.thread = thread;
    threads.add(started);
    thread.start();
    return started;
  }

  private void serve(SimThread me, Runnable work) {
    try {
      takeTurn(me);
      work.run();
    } catch (SimDeath e) {
      // As it should: the machine is dead, or the run is over.
    } catch (Throwable e) {
      if (!isDead()) {
        breakDown(e);
      }
    } finally {
      me.ended = true;
      threads.remove(me);
      if (!ending) {
        wakeAll(me);
        handOn(me);
      }
    }
  }

  /** Ends everything: what is wrong is told when the first thread has ended. */
  private void breakDown(Throwable why) {
    if (broken == null) {
      broken = why;
    }
    over = true;
  }

  /** The thread that calls this, which must be the one that runs. */
  SimThread check() {
    SimThread me = running;
    if (me == null || me.thread != Thread.currentThread()) {
      if (isDead()) {
        throw new SimDeath();
      }
      throw new IllegalStateException(
          "a thread that the simulator does not know: " + Thread.currentThread().getName());
    }
    if (isDead()) {
      throw new SimDeath();
    }
    return me;
  }

  /** A place where another thread may go first. */
  void seam() {
    SimThread me = check();
    if (threads.size() > 1 && picks.nextDouble() < givingWay) {
      handOn(me);
      check();
    }
  }

  /** Waits until woken, or until then. */
  void waitFor(Object what, long until) throws InterruptedException {
    SimThread me = check();
    wakeIfInterrupted(me);
    sleep(me, what, until);
    wakeIfInterrupted(me);
  }

  /** Waits until woken, whoever wants it to end. */
  void waitFor(Object what) {
    sleep(check(), what, Long.MAX_VALUE);
  }

  private void sleep(SimThread me, Object what, long until) {
    me.waitsFor = what;
    me.wakesAt = until;
    handOn(me);
    me.waitsFor = null;
    me.wakesAt = Long.MAX_VALUE;
    check();
  }

  private static void wakeIfInterrupted(SimThread me) throws InterruptedException {
    if (Thread.interrupted() || me.interrupted) {
      me.interrupted = false;
      throw new InterruptedException();
    }
  }

  void wake(SimThread thread) {
    thread.waitsFor = null;
  }

  void wakeAll(Object what) {
    for (SimThread thread : threads) {
      if (thread.waitsFor == what) {
        thread.waitsFor = null;
      }
    }
  }

  /** Gives the baton to whom the seed picks, this thread included, and waits for its return. */
  private void handOn(SimThread me) {
    SimThread next = next();
    steps = steps + 1; // only who has the baton counts
    if (next == me) {
      return;
    }
    running = next;
    next.turn.release();
    if (!me.ended) {
      takeTurn(me);
    }
  }

  private void takeTurn(SimThread me) {
    boolean interrupted = Thread.interrupted();
    boolean mine = false;
    while (!mine) {
      try {
        long before = steps;
        mine = me.turn.tryAcquire(STUCK_SECONDS, TimeUnit.SECONDS);
        if (!mine && steps == before) {
          SimThread holder = running;
          throw new AssertionError(
              holder + " has the baton and waits outside the seams:\n" + stack(holder));
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (isDead()) {
      throw new SimDeath();
    }
  }

  private static String stack(@Nullable SimThread of) {
    Thread thread = of == null ? null : of.thread;
    return thread == null
        ? ""
        : List.of(thread.getStackTrace()).stream()
            .map(Object::toString)
            .collect(Collectors.joining("\n  "));
  }

  /** Whoever can run; where nobody can, time passes until somebody can. */
  private SimThread next() {
    while (true) {
      List<SimThread> ready = new ArrayList<>();
      for (SimThread thread : threads) {
        if (!thread.ended && (thread.waitsFor == null || thread.wakesAt <= now)) {
          ready.add(thread);
        }
      }
      if (isDead()) {
        return threads.get(0); // the first thread ends the life, and then all others
      }
      if (!ready.isEmpty()) {
        return ready.size() == 1 ? ready.get(0) : ready.get(picks.nextInt(ready.size()));
      }
      passTime();
    }
  }

  private void passTime() {
    long wakes = threads.stream().mapToLong(t -> t.wakesAt).min().orElse(Long.MAX_VALUE);
    Event event = events.peek();
    if (event != null && event.at() <= wakes) {
      events.remove();
      now = Math.max(now, event.at());
      event.what().run();
    } else if (wakes < Long.MAX_VALUE / 4) {
      now = Math.max(now, wakes);
    } else {
      String where =
          threads.stream()
              .map(thread -> thread + "\n  " + stack(thread))
              .collect(Collectors.joining("\n"));
      breakDown(new AssertionError("nobody can go on:\n" + where));
    }
  }
}
