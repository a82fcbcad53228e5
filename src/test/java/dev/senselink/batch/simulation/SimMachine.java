package dev.senselink.batch.simulation;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import dev.senselink.batch.machine.RunningTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A machine on which one thread runs at a time and time passes only while nobody can run. Whoever
 * waits hands the baton on; the seed picks who is next, so the same seed gives the same run.
 *
 * <pre>{@code
 * SimMachine machine = new SimMachine(7, start, ZoneId.of("Asia/Shanghai"));
 * machine.at(Duration.ofSeconds(3), machine::kill);
 * boolean lived = machine.run(() -> job.run());
 * }</pre>
 *
 * <p>One life is one machine: after {@link #run} all its threads have ended.
 */
final class SimMachine implements Machine {
  private final SimBaton baton;
  private final RandomGenerator chance;
  private final SimWallClock wall;
  private final List<Runnable> whenDying = new ArrayList<>();
  private ForceHook forcing = file -> {};

  /** What happens when a file is forced; an {@link IOException} is a disk that could not. */
  interface ForceHook {
    void force(Path file) throws IOException;
  }

  /**
   * A machine that nobody has used yet.
   *
   * @param start what its clock on the wall shows
   */
  SimMachine(long seed, Instant start, ZoneId zone) {
    SplittableRandom seeds = new SplittableRandom(seed);
    this.baton = new SimBaton(seeds.split());
    this.chance = seeds.split();
    this.wall = new SimWallClock(start, zone, baton::now);
  }

  /**
   * Runs this as the machine's first thread; other threads are ended once it has.
   *
   * @return false if the machine died meanwhile
   */
  boolean run(Runnable first) {
    return baton.live(first);
  }

  /** Makes something happen after so much time; it runs while no thread does. */
  void at(Duration after, Runnable event) {
    baton.at(baton.now() + Math.max(0, after.toNanos()), event);
  }

  /** Power cut: from now on every effect throws {@link SimDeath}. */
  void kill() {
    if (!baton.isDead()) {
      whenDying.forEach(Runnable::run);
      baton.die();
    }
  }

  /** Has this run at the moment of death, before anything of the program notices. */
  void whenDying(Runnable dying) {
    whenDying.add(dying);
  }

  /** Lets the clock on the wall jump; nothing else notices. */
  void stepWall(Duration by) {
    wall.step(by);
  }

  /** How a file is forced from now on. */
  void forcing(ForceHook hook) {
    forcing = hook;
  }

  /** How likely a thread that could go on gives way at a seam, 0 to 1. */
  void givingWay(double likely) {
    baton.givingWay(likely);
  }

  /** Lets this thread give way where the seed wants it; for seams of the world. */
  void seam() {
    baton.seam();
  }

  boolean isDead() {
    return baton.isDead();
  }

  @Override
  public Clock wall() {
    return wall;
  }

  @Override
  public long nanos() {
    return baton.now();
  }

  @Override
  public RandomGenerator chance() {
    return chance;
  }

  @Override
  public Monitor monitor() {
    return new SimMonitor(baton);
  }

  @Override
  public RunningTask start(String name, Runnable work) {
    return baton.start(name, work);
  }

  @Override
  public void force(Path file) throws IOException {
    baton.check();
    forcing.force(file);
  }
}
