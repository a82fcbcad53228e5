package dev.senselink.batch.simulation;

import dev.senselink.batch.ledger.store.LockRoom;
import dev.senselink.batch.machine.RunningTask;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One history of two or three machines that want to change the same servers, made from a seed:
 * machines stand still and die, their ways to the database are silent or cut, it restarts or gives
 * way to another, and clocks are set. Time is the world's; each machine has its own.
 */
final class LeaseHistory {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Duration EARLY = Duration.ofSeconds(15);
  private static final Duration AFTER = Duration.ofSeconds(60);
  private static final int MOST_LAG = 5_000;

  private final SplittableRandom dice;
  private final LeaseTraits traits;
  private final SimMachine world;
  private final LockRoom room;
  private final LeaseTraffic traffic;

  private LeaseHistory(long seed) {
    this.dice = new SplittableRandom(seed);
    this.traits = LeaseTraits.of(dice);
    this.world = new SimMachine(seed, Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);
    this.room = new LockRoom(world::nanos);
    this.traffic = new LeaseTraffic(world);
  }

  /** What was sent in the history of a seed, and what of it must not have been. */
  static LeaseTraffic play(long seed) {
    LeaseHistory one = new LeaseHistory(seed);
    one.world.run(one::play);
    return one.traffic;
  }

  /** Whether the promise breaks in it. */
  static boolean breaks(long seed) {
    return !play(seed).wrong().isEmpty();
  }

  private void play() {
    for (int n = dice.nextInt(4); n > 0; n--) {
      int lag = dice.nextInt(MOST_LAG);
      boolean takenOver = dice.nextInt(3) == 0;
      Duration until = dice.nextInt(3) == 0 ? EARLY : LONG; // before anything is known of a server
      world.at(Duration.ofMillis(dice.nextLong(until.toMillis())), () -> restart(takenOver, lag));
    }
    List<RunningTask> machines = new ArrayList<>();
    for (int n = 2 + dice.nextInt(2); n > 0; n--) {
      SplittableRandom own = dice.split();
      machines.add(world.start("machine", () -> processes(own)));
    }
    try {
      for (RunningTask machine : machines) {
        machine.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    LeaseWorker last = worker(LeaseTraits.CALM, dice);
    if (!last.hasInTheEnd(List.of("one:1", "two:2"), AFTER)) {
      traffic.wrong("nobody gets the servers though all is well");
    }
  }

  private void restart(boolean takenOver, int lag) {
    traffic.say(takenOver ? "another database, " + lag + " ms behind" : "the database restarts");
    if (takenOver) {
      room.takenOver(Duration.ofMillis(lag));
    } else {
      room.restart();
    }
  }

  /** One process after another on one machine. */
  private void processes(SplittableRandom own) {
    while (world.nanos() < LONG.toNanos()) {
      worker(traits, own).work(1 + own.nextInt(3));
    }
  }

  private LeaseWorker worker(LeaseTraits of, SplittableRandom own) {
    return new LeaseWorker(world, room, traffic, of, own.split());
  }
}
