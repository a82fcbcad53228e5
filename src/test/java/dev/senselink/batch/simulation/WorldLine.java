package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.WorldFault.Kind;
import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The line between our machine and the simulated server: carries one exchange, and everything that
 * is to go wrong with it. What has left is done by the server even if our machine dies.
 */
final class WorldLine {
  private static final long MILLI = 1_000_000L;
  private static final int UNSYNCED = 50001;
  private static final int LONG_WORDS = 12_000;
  private static final int WRONG_DAYS = 3;

  /** Learns how far exchanges have come. */
  interface StageListener {
    void reached(CallKind kind, int tag, int nth, Stage stage);
  }

  private final SimWorld world;
  private final FrontDesk desk;
  private final RowTags tags;
  private final HistoryLog log;
  private final List<WorldFault> faults;
  private final StageListener stages;
  private final Map<SeenExchange, SeenExchange> swapped = new IdentityHashMap<>();
  private long outageUntil = -1;
  private int inFlight;
  private int life;
  private boolean sound;

  WorldLine(
      SimWorld world,
      FrontDesk desk,
      RowTags tags,
      HistoryLog log,
      List<WorldFault> faults,
      StageListener stages) {
    this.world = world;
    this.desk = desk;
    this.tags = tags;
    this.log = log;
    this.faults = faults;
    this.stages = stages;
  }

  /** Begins another life of our machine; what was in flight is nobody's any more. */
  void life(int number) {
    life = number;
    inFlight = 0;
  }

  /** Whether from now on nothing goes wrong. */
  void beSound(boolean really) {
    sound = really;
  }

  boolean isSound() {
    return sound;
  }

  void outage(Duration time) {
    outageUntil = world.now() + time.toNanos();
  }

  /**
   * One exchange.
   *
   * @param timeout when the client gives up
   */
  WorldHeard exchange(WorldRequest request, SimMachine machine, Duration timeout)
      throws InterruptedException {
    machine.seam();
    CallKind kind = CallKind.of(request);
    int tag = tags.of(request, kind);
    int nth = log.nth(kind, tag);
    SeenExchange seen =
        new SeenExchange(
            log.exchanges().size() + 1L, life, kind, tag, nth, request, world.now(), sound);
    log.add(seen);
    seen.fault = sound ? null : fault(kind, tag, nth);
    if (seen.fault != null) {
      log.count(seen.fault.counted());
    }
    stages.reached(kind, tag, nth, Stage.LEAVES);
    machine.seam();
    inFlight++;
    try {
      WorldHeard heard = carry(seen, machine, timeout);
      seen.endedAt = world.now();
      seen.heard = word(heard);
      stages.reached(kind, tag, nth, Stage.ENDED);
      return heard;
    } finally {
      inFlight--;
    }
  }

  private static String word(WorldHeard heard) {
    if (heard instanceof WorldHeard.Whole whole) {
      return Integer.toString(whole.answer().code());
    }
    boolean timedOut = heard instanceof WorldHeard.Cut cut && cut.timedOut();
    return heard instanceof WorldHeard.NotSent ? "not sent" : timedOut ? "timed out" : "cut";
  }

  private @Nullable WorldFault fault(CallKind kind, int tag, int nth) {
    for (WorldFault fault : faults) {
      if (fault.isFor(kind, tag, nth)) {
        return fault;
      }
    }
    return kind == world.traits.deaf()
        ? WorldFault.of(
                kind,
                tag,
                nth,
                world.traits.deafCode() < 600 ? Kind.GATEWAY_BEFORE : Kind.CODE_BEFORE)
            .coded(world.traits.deafCode())
        : null;
  }

  private WorldHeard carry(SeenExchange seen, SimMachine machine, Duration timeout)
      throws InterruptedException {
    WorldFault fault = seen.fault;
    Kind what = fault == null ? null : fault.what();
    long way = world.traits.latencyMillis() * MILLI;
    if (what == Kind.NOT_SENT || (!sound && world.now() < outageUntil)) {
      wait(machine, MILLI);
      return new WorldHeard.NotSent();
    }
    if (!sound && world.traits.limit() > 0 && inFlight > world.traits.limit()) {
      log.count("limit");
      wait(machine, way);
      return new WorldHeard.Whole(WorldAnswer.page(503, world.wall(), 1));
    }
    long doneAfter = doneAfter(what, fault, way);
    if (doneAfter >= 0) {
      world.later(world.now() + doneAfter, () -> done(seen));
    }
    return heard(seen, machine, timeout, way);
  }

  /** After how long the server does it; -1 for never. */
  private static long doneAfter(@Nullable Kind what, @Nullable WorldFault fault, long way) {
    if (what == null || fault == null) {
      return way;
    }
    return switch (what) {
      case LOST,
          RESET_BEFORE,
          GATEWAY_BEFORE,
          GATEWAY_DATE,
          CODE_BEFORE,
          PAGE_FOR_ANSWER,
          LONG_WORDS ->
          -1;
      case LATE_COMMIT, GATEWAY_LATE -> fault.millis() * MILLI;
      default -> way;
    };
  }

  /** Where an inner service failed, the face service does not know the picture that was stored. */
  private static ExchangeTwist twist(@Nullable WorldFault fault) {
    if (fault == null) {
      return ExchangeTwist.NONE;
    }
    boolean unsynced = fault.what() == Kind.CODE_AFTER && fault.code() == UNSYNCED;
    return unsynced ? ExchangeTwist.FACE_UNKNOWN : fault.twist();
  }

  private void done(SeenExchange seen) {
    ExchangeTwist twist = twist(seen.fault);
    ChangeAuthor by = ChangeAuthor.ours(seen.tag);
    seen.answer = desk.answer(seen.request, by, seen.seq, twist);
    seen.doneAt = world.now();
    stages.reached(seen.kind, seen.tag, seen.nth, Stage.DONE);
  }

  private WorldHeard heard(SeenExchange seen, SimMachine machine, Duration timeout, long way)
      throws InterruptedException {
    WorldFault fault = seen.fault;
    if (fault == null) {
      wait(machine, 2 * way);
      return whole(seen);
    }
    switch (fault.what()) {
      case LOST, SILENT_AFTER, LATE_COMMIT -> {
        wait(machine, timeout.toNanos());
        return new WorldHeard.Cut(true);
      }
      case RESET_BEFORE, RESET_AFTER, CUT_BODY -> {
        wait(machine, 2 * way);
        return new WorldHeard.Cut(false);
      }
      case SLOW_ANSWER -> {
        wait(
            machine,
            Math.max(2 * way, Math.min(timeout.toNanos() - MILLI, fault.millis() * MILLI)));
        return whole(seen);
      }
      default -> {
        wait(machine, 2 * way);
        return instead(seen, fault);
      }
    }
  }

  private WorldHeard instead(SeenExchange seen, WorldFault fault) {
    Instant date = world.wall();
    return switch (fault.what()) {
      case GATEWAY_BEFORE, GATEWAY_AFTER, GATEWAY_LATE ->
          new WorldHeard.Whole(WorldAnswer.page(fault.code(), date, null));
      case GATEWAY_DATE ->
          new WorldHeard.Whole(
              WorldAnswer.page(fault.code(), date.plus(Duration.ofDays(WRONG_DAYS)), null));
      case CODE_BEFORE, CODE_AFTER ->
          new WorldHeard.Whole(WorldAnswer.coded(fault.code(), "refused", null, date));
      case LONG_WORDS ->
          new WorldHeard.Whole(WorldAnswer.coded(fault.code(), "x".repeat(LONG_WORDS), null, date));
      case PAGE_FOR_ANSWER -> new WorldHeard.Whole(WorldAnswer.page(200, date, null));
      default -> whole(seen);
    };
  }

  private static boolean swaps(SeenExchange seen) {
    return seen.fault != null && seen.fault.twist() == ExchangeTwist.SWAPPED && isMade(seen);
  }

  private static boolean isMade(SeenExchange seen) {
    return seen.answer != null && seen.answer.code() == 200;
  }

  /** Whose answer it gets: of another that was done while this was in flight; else its own. */
  private SeenExchange swapped(SeenExchange seen) {
    SeenExchange other = swapped.get(seen);
    if (other == null) {
      other =
          log.exchanges().stream()
              .filter(one -> one != seen && one.life == seen.life && swaps(one))
              .filter(one -> one.endedAt < 0 && !swapped.containsKey(one) && isMade(one))
              .findFirst()
              .orElse(seen);
      swapped.put(seen, other);
      swapped.put(other, seen);
      if (other != seen) {
        log.count("answers swapped");
      }
    }
    return other;
  }

  private WorldHeard whole(SeenExchange seen) {
    WorldAnswer answer = swaps(seen) ? swapped(seen).answer : seen.answer;
    if (answer == null) {
      throw new IllegalStateException("nothing was answered: " + seen);
    }
    return new WorldHeard.Whole(answer);
  }

  private void wait(SimMachine machine, long nanos) throws InterruptedException {
    machine.pause(Duration.ofNanos(nanos));
    world.settle();
    machine.seam();
  }
}
