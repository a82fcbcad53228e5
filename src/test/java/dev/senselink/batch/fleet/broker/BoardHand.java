package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.ledger.sites.WorkBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A worker as the program has it, step by step: it takes sites, beats, ends them or gives them
 * back, stands still, and is killed with or without an answer that was on its way.
 */
final class BoardHand {
  private static final Duration BEAT = Duration.ofSeconds(4);
  private static final Duration LATER = Duration.ofSeconds(10);
  private static final Duration LOST = Duration.ofSeconds(15);
  private static final int LONGEST_FREEZE = 60;

  private final String called;
  private final WorkBoard board;
  private final BoardQueue queue;
  private final BoardChecks checks;
  private final BoardClock clock;
  private final SplittableRandom dice;
  private int lives;
  private String name = "";
  private WorkPulse pulse;
  private BoardQueue.@Nullable Letter letter;
  private @Nullable SiteNotice at;
  private String told = "";
  private Instant beaten = Instant.MIN;
  private Instant frozen = Instant.MIN;
  private boolean sound;

  BoardHand(
      String called,
      WorkBoard board,
      BoardQueue queue,
      BoardChecks checks,
      BoardClock clock,
      SplittableRandom dice) {
    this.called = called;
    this.board = board;
    this.queue = queue;
    this.checks = checks;
    this.clock = clock;
    this.dice = dice;
    this.pulse = live();
  }

  private WorkPulse live() {
    name = called + ++lives;
    pulse = new WorkPulse(name);
    return pulse;
  }

  /** From now on it works without a fault. */
  void heal() {
    sound = true;
    frozen = Instant.MIN;
  }

  private boolean happens(double likely) {
    return !sound && dice.nextDouble() < likely;
  }

  void step() {
    if (clock.now().isBefore(frozen)) {
      return;
    }
    if (happens(0.05)) {
      frozen = clock.now().plusSeconds(1 + dice.nextInt(LONGEST_FREEZE));
      checks.say(name + " stands still until " + frozen);
      return;
    }
    SiteNotice one = at;
    if (one == null) {
      receive();
      return;
    }
    if (!clock.now().isBefore(beaten.plus(BEAT))) {
      pulse.beat(board);
      beaten = clock.now();
      checks.heard(one, name, told, told.equals(words("worker.taken")));
    }
    work(one);
  }

  private void receive() {
    BoardQueue.Letter next = queue.take();
    if (next == null) {
      return;
    }
    letter = next;
    SiteNotice one = SiteMessage.read(next.text()).orElseThrow();
    boolean taken = board.claim(one, name).isPresent();
    if (taken) {
      checks.claimed(one, name);
    }
    if (happens(0.05)) {
      die();
    } else if (taken) {
      at = one;
      told = "";
      beaten = clock.now();
      pulse.begin(one.message());
      pulse.stopBy(one.message(), why -> told = why);
    } else {
      leave(!board.counts(one));
    }
  }

  private void leave(boolean over) {
    BoardQueue.Letter mine = letter;
    if (mine != null) {
      if (over) {
        queue.done();
      } else {
        queue.back(mine, LATER);
      }
    }
    letter = null;
    at = null;
  }

  private void die() {
    checks.say(name + " is killed");
    checks.left(name);
    BoardQueue.Letter mine = letter;
    if (mine != null) {
      queue.back(mine, Duration.ofMillis(dice.nextLong(LOST.toMillis())));
    }
    letter = null;
    at = null;
    live();
  }

  private void work(SiteNotice one) {
    double what = dice.nextDouble();
    if (happens(0.06)) {
      die();
    } else if (happens(0.06)) {
      board.giveBack(one, name, "another process has its server");
      checks.say(name + " gives back " + one);
      checks.left(name);
      pulse.end(one.message());
      leave(false);
    } else if (!told.isEmpty() && what < 0.5) {
      end(one, what < 0.1 ? SiteState.DONE : SiteState.STOP);
    } else if (told.isEmpty() && what < 0.2) {
      end(one, SiteState.DONE);
    }
  }

  private void end(SiteNotice one, int code) {
    boolean own = board.end(one, name, EndText.of(new SiteEnd(code, false, Map.of(), told)));
    checks.ended(one, name, code, own);
    if (happens(0.1)) {
      die(); // before it hears that
      return;
    }
    pulse.end(one.message());
    leave(own || !board.counts(one));
  }
}
