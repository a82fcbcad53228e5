package dev.senselink.batch.simulation;

import dev.senselink.batch.ledger.store.LockRoom;
import dev.senselink.batch.ledger.store.LockWire;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The way of one process to the database: words and answers come late, or not while it is silent; a
 * connection is reset before the word or after it, and the database may not notice.
 */
final class LeaseWire implements LockWire {
  private static final int LONGEST_SILENCE = 40_000;
  private static final int USUAL = 20;
  private static final int SLOW = 7_000;

  private final SimMachine world;
  private final LockRoom room;
  private final LeaseMachine machine;
  private final LeaseTraits traits;
  private final SplittableRandom dice;
  private LockRoom.@Nullable Session session;
  private long outFrom;
  private long backFrom;
  private long beat = Long.MIN_VALUE / 2;

  LeaseWire(
      SimMachine world,
      LockRoom room,
      LeaseMachine machine,
      LeaseTraits traits,
      SplittableRandom dice) {
    this.world = world;
    this.room = room;
    this.machine = machine;
    this.traits = traits;
    this.dice = dice;
    machine.whenKilled(this::hangUp);
  }

  /** When the last beat was sent that was answered, by the world's clock. */
  long beat() {
    return beat;
  }

  @Override
  public <T> T carried(Duration most, boolean isBeat, Word<T> word) throws SQLException {
    machine.step();
    silence();
    if (dice.nextDouble() < traits.cuts()) {
      throw reset();
    }
    long sent = world.nanos();
    long end = sent + most.toNanos();
    long there = Math.max(sent, outFrom) + latency();
    if (there > end) {
      world.at(Duration.ofNanos(there - sent), () -> late(word));
      throw unanswered(end);
    }
    until(there);
    T answer = word.carriedOut();
    if (dice.nextDouble() < traits.cuts()) {
      throw reset();
    }
    long back = Math.max(world.nanos(), backFrom) + latency();
    if (back > end) {
      throw unanswered(end);
    }
    until(back);
    machine.step();
    if (isBeat) {
      beat = sent;
    }
    return answer;
  }

  private long latency() {
    int most = dice.nextInt(40) == 0 && traits.silences() > 0 ? SLOW : USUAL;
    return Duration.ofMillis(1 + dice.nextInt(most)).toNanos();
  }

  private void silence() {
    if (dice.nextDouble() < traits.silences()) {
      long until = world.nanos() + Duration.ofMillis(dice.nextInt(LONGEST_SILENCE)).toNanos();
      outFrom = dice.nextInt(3) == 0 ? outFrom : until;
      backFrom = until;
      LockRoom.Session one = session;
      if (one != null && dice.nextInt(4) == 0) { // somebody has ended it, and that is not heard
        room.end(one);
      }
    }
  }

  private SQLException reset() {
    LockRoom.Session one = session;
    if (one != null && dice.nextBoolean()) { // else the database thinks that it is still there
      room.end(one);
    }
    return new SQLException("reset", "08006");
  }

  /** Whoever sent it has given up, and its machine sends it all the same. */
  private static <T> void late(Word<T> word) {
    try {
      word.carriedOut();
    } catch (SQLException e) {
      // Nobody hears of it.
    }
  }

  private SQLException unanswered(long end) {
    until(end);
    return new SQLException("no answer", "08006");
  }

  private void until(long moment) {
    if (moment > world.nanos()) {
      machine.passed(Duration.ofNanos(moment - world.nanos()));
    }
    machine.rest();
  }

  private void hangUp() {
    LockRoom.Session one = session;
    if (one != null) {
      left(one);
    }
  }

  @Override
  public void opened(LockRoom.Session opened) {
    session = opened;
  }

  @Override
  public void left(LockRoom.Session leaving) {
    session = null;
    world.at(
        Duration.ofNanos(Math.max(0, outFrom - world.nanos()) + latency()),
        () -> room.end(leaving));
  }
}
