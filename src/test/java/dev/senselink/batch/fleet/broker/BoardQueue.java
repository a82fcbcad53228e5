package dev.senselink.batch.fleet.broker;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A broker's queue: what is sent is lost, comes twice, late, or not while the broker is away, and
 * whoever sends is killed before or after.
 */
final class BoardQueue implements SiteSender {
  private static final Duration LATE = Duration.ofSeconds(90);

  private final BoardClock clock;
  private final SplittableRandom dice;
  private final List<Letter> letters = new ArrayList<>();
  private int taken;
  private boolean sound;

  /** One that is there, from when somebody gets it. */
  record Letter(String text, Instant due, Instant expires) {}

  BoardQueue(BoardClock clock, SplittableRandom dice) {
    this.clock = clock;
    this.dice = dice;
  }

  /** From now on all that is sent arrives, once. */
  void heal() {
    sound = true;
  }

  @Override
  public void send(String text, Instant expires) {
    double what = sound ? 1 : dice.nextDouble();
    if (what < 0.01) {
      throw new BoardDeath();
    }
    if (what < 0.05) {
      throw new BrokerException(false, "away", new IOException("away"));
    }
    if (what > 0.12) {
      put(text, expires, what < 0.25);
    }
    if (what > 0.12 && what < 0.2) {
      put(text, expires, dice.nextBoolean());
    }
    if (what < 0.13) {
      throw new BoardDeath();
    }
  }

  private void put(String text, Instant expires, boolean late) {
    long after = late ? dice.nextLong(LATE.toMillis()) : 0;
    letters.add(new Letter(text, clock.now().plusMillis(after), expires));
  }

  @Override
  public long count() {
    return letters.size() + taken;
  }

  /** Any that is due, {@code null} for none. */
  @Nullable Letter take() {
    letters.removeIf(letter -> letter.expires().isBefore(clock.now()));
    List<Letter> due =
        letters.stream().filter(letter -> !letter.due().isAfter(clock.now())).toList();
    if (due.isEmpty()) {
      return null;
    }
    Letter one = due.get(dice.nextInt(due.size()));
    letters.remove(one);
    taken++;
    return one;
  }

  void done() {
    taken--;
  }

  void back(Letter letter, Duration in) {
    taken--;
    letters.add(new Letter(letter.text(), clock.now().plus(in), letter.expires()));
  }
}
