package dev.senselink.batch.simulation;

import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.LockRoom;
import dev.senselink.batch.ledger.store.ServerLock;
import dev.senselink.batch.ledger.store.ServerLocks;
import dev.senselink.batch.machine.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A process that changes servers as the program does: it takes their lock, waits for what is left
 * of whoever had it, asks before each request whether it has it still, and gives it back.
 */
final class LeaseWorker {
  /** The longest of all. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final List<List<String>> SERVERS =
      List.of(List.of("one:1"), List.of("two:2"), List.of("one:1", "two:2"));

  private final LeaseTraffic traffic;
  private final SplittableRandom dice;
  private final LeaseMachine machine;
  private final LeaseWire wire;
  private final ServerLocks locks;

  LeaseWorker(
      SimMachine world,
      LockRoom room,
      LeaseTraffic traffic,
      LeaseTraits traits,
      SplittableRandom dice) {
    this.traffic = traffic;
    this.dice = dice;
    this.machine = new LeaseMachine(world, traits, dice.split());
    this.wire = new LeaseWire(world, room, machine, traits, dice.split());
    this.locks = room.locks(machine, wire);
  }

  /** Works so many times, or dies. */
  void work(int times) {
    machine.live(
        () -> {
          for (int n = 0; n < times; n++) {
            if (!work(SERVERS.get(dice.nextInt(SERVERS.size())), dice.nextInt(12))) {
              pause(3_000);
            }
            pause(8_000);
          }
        });
  }

  /** False if it cannot have them. */
  boolean work(List<String> servers, int requests) {
    ServerLock lock;
    try {
      lock = locks.take(servers, "import users");
    } catch (LedgerException e) {
      traffic.say("refused: " + e.kind());
      return false;
    }
    int holder = traffic.holder();
    traffic.say(
        holder + " has " + servers + (lock.lastEndedInOrder() ? "" : ", the last one died"));
    int[] told = {0};
    lock.onLost(() -> told[0]++);
    boolean answered = true;
    if (lock.lastEndedInOrder() || dice.nextInt(8) > 0 && isWaitedFor(lock)) {
      answered = send(lock, holder, servers, requests);
    }
    if (answered) {
      lock.endedInOrder();
    }
    boolean lost = !lock.isHeld();
    lookAgain(lock, holder, lost);
    lock.close();
    traffic.say(holder + " ends" + (lost ? ", had lost it" : ""));
    if (told[0] > 1 || lost && told[0] == 0) {
      traffic.wrong(holder + " was told " + told[0] + " times that it had lost it");
    }
    return true;
  }

  /** Whoever has lost it has lost it, however well all goes later. */
  private void lookAgain(ServerLock lock, int holder, boolean lost) {
    for (int n = 0; lost && n < 4; n++) {
      pause(8_000);
      if (lock.isHeld()) {
        traffic.wrong(holder + " has again what it had lost");
      }
    }
  }

  private boolean isWaitedFor(ServerLock lock) {
    Deadline over = Deadline.since(machine, lock.lockedAt(), TIMEOUT);
    while (!over.isOver()) {
      if (!lock.isHeld()) {
        return false;
      }
      Duration left = over.left();
      Duration most = Duration.ofSeconds(2);
      pause(left.compareTo(most) < 0 ? left : most);
    }
    lock.lastIsOver();
    return true;
  }

  /** Whether all that left was answered. */
  private boolean send(ServerLock lock, int holder, List<String> servers, int requests) {
    boolean answered = true;
    for (int n = 0; n < requests; n++) {
      pause(n == 0 ? 100 : 3_000);
      boolean lost = dice.nextInt(6) == 0;
      Duration time =
          lost && dice.nextBoolean()
              ? TIMEOUT
              : Duration.ofMillis(1 + dice.nextLong(TIMEOUT.toMillis()) / (lost ? 1 : 10));
      String server = servers.get(dice.nextInt(servers.size()));
      if (!lock.isHeld()) {
        return answered;
      }
      traffic.leaves(holder, server, time, wire.beat()); // between these two nothing can be asked
      answered &= !lost;
      pause(lost && dice.nextBoolean() ? TIMEOUT : time); // of a reset it learns early
    }
    return answered;
  }

  private void pause(int mostMillis) {
    pause(Duration.ofMillis(1 + dice.nextInt(mostMillis)));
  }

  private void pause(Duration time) {
    try {
      machine.pause(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it gets these servers in time, and keeps them. */
  boolean hasInTheEnd(List<String> servers, Duration atMost) {
    Deadline end = Deadline.in(machine, atMost);
    while (true) {
      try (ServerLock lock = locks.take(servers, "import users")) {
        for (int n = 0; n < 60; n++) {
          pause(Duration.ofSeconds(1));
          if (!lock.isHeld()) {
            return false;
          }
        }
        return true;
      } catch (LedgerException e) {
        if (end.isOver()) {
          return false;
        }
        pause(Duration.ofSeconds(1));
      }
    }
  }
}
