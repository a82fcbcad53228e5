package dev.senselink.batch.simulation;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import dev.senselink.batch.machine.RunningTask;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One machine among several of a simulated world, with one process on it: it has clocks of its own,
 * stands still at any step, and dies while the others go on.
 */
final class LeaseMachine implements Machine {
  private static final int LONGEST_FREEZE = 40;
  private static final int LONGEST_STEP = 3_600;

  private final SimMachine world;
  private final LeaseTraits traits;
  private final SplittableRandom dice;
  private final long ahead;
  private final List<Runnable> whenKilled = new ArrayList<>();
  private Duration wallAhead = Duration.ZERO;
  private long slept;
  private long frozenUntil;
  private boolean dead;

  LeaseMachine(SimMachine world, LeaseTraits traits, SplittableRandom dice) {
    this.world = world;
    this.traits = traits;
    this.dice = dice;
    this.ahead = dice.nextLong(-Long.MAX_VALUE / 8, Long.MAX_VALUE / 8);
  }

  /** What the world notices at once of a killed process; of a machine without power nothing. */
  void whenKilled(Runnable what) {
    whenKilled.add(what);
  }

  /** Does this until it is done or dead. */
  void live(Runnable work) {
    try {
      work.run();
    } catch (LeaseDeath e) {
      // As it was to be.
    }
  }

  /** Something may happen here. */
  void step() {
    rest();
    double what = dice.nextDouble();
    if (what < traits.deaths()) {
      dead = true;
      if (dice.nextBoolean()) {
        whenKilled.forEach(Runnable::run);
      }
    } else if (what < traits.deaths() + traits.freezes()) {
      long time = Duration.ofMillis(1 + dice.nextInt(LONGEST_FREEZE * 1_000)).toNanos();
      frozenUntil = world.nanos() + time;
      slept += traits.sleeps() ? time : 0;
    } else if (traits.steps() && what > 0.995) {
      wallAhead = wallAhead.plusSeconds(dice.nextInt(2 * LONGEST_STEP) - LONGEST_STEP);
    }
    rest();
  }

  /** As long as the machine stands still nobody on it does anything. */
  void rest() {
    while (!dead && world.nanos() < frozenUntil) {
      passed(Duration.ofNanos(frozenUntil - world.nanos()));
    }
    if (dead) {
      throw new LeaseDeath();
    }
  }

  /** Time passes in the world. */
  void passed(Duration time) {
    try {
      world.pause(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Clock wall() {
    if (traits.sleeps()) { // else what happens here happens after the last look at a right clock
      step();
    }
    return Clock.offset(world.wall(), wallAhead);
  }

  @Override
  public long nanos() {
    step();
    return world.nanos() + ahead - slept;
  }

  @Override
  public RandomGenerator chance() {
    return dice;
  }

  @Override
  public RunningTask start(String name, Runnable work) {
    return world.start(name, () -> live(work));
  }

  @Override
  public void force(Path file) {
    throw new UnsupportedOperationException("no disk");
  }

  @Override
  public Monitor monitor() {
    Monitor inside = world.monitor();
    return new Monitor() {
      @Override
      public void enter() {
        rest();
        inside.enter();
      }

      @Override
      public void leave() {
        inside.leave();
      }

      @Override
      public void await(Duration atMost) throws InterruptedException {
        inside.await(atMost);
        rest();
      }

      @Override
      public void await() throws InterruptedException {
        inside.await();
        rest();
      }

      @Override
      public void wakeAll() {
        inside.wakeAll();
      }
    };
  }
}
