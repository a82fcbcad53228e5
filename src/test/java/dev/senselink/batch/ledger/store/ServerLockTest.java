package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import dev.senselink.batch.machine.RunningTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One process alone changes a server, and knows when it may not any more. */
class ServerLockTest {
  private static final String SERVER = "10.0.0.5:8443";

  /** Ends the connection that holds the lock for the server. */
  private static final String CUT =
      "SELECT pg_terminate_backend(pid, 9999) FROM pg_locks, hashtextextended(current_schema() || ' "
          + SERVER
          + "', 0) AS wanted WHERE locktype = 'advisory' AND objsubid = 1"
          + " AND (classid::bigint << 32) + objid::bigint = wanted";

  @TempDir Path folder;
  private SharedDatabase at;
  private final Hand machine = new Hand();

  /** A machine whose time passes by hand, and whose threads do what they do when they are told. */
  private static final class Hand implements Machine {
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

    private final Machine real = Machine.real();
    private Duration steady = Duration.ZERO;
    private Duration wall = Duration.ZERO;
    private Runnable started = () -> {};
    private int turns;
    private boolean interrupted;

    void pass(Duration time) {
      steady = steady.plus(time);
      wall = wall.plus(time);
    }

    /** The started thread goes on for so many waits, each of which takes its time. */
    void goOn(int waits) {
      turns = waits;
      started.run();
      Thread.interrupted();
    }

    @Override
    public Clock wall() {
      InstantSource shifted = () -> BEGIN.plus(wall);
      return shifted.withZone(ZoneOffset.UTC);
    }

    @Override
    public long nanos() {
      return steady.toNanos();
    }

    @Override
    public RandomGenerator chance() {
      return real.chance();
    }

    @Override
    public Monitor monitor() {
      return new Monitor() {
        @Override
        public void enter() {
          // One thread at a time.
        }

        @Override
        public void leave() {
          // Likewise.
        }

        @Override
        public void await(Duration atMost) throws InterruptedException {
          if (turns-- <= 0) {
            throw new InterruptedException();
          }
          pass(atMost);
        }

        @Override
        public void await() throws InterruptedException {
          await(Duration.ZERO);
        }

        @Override
        public void wakeAll() {
          // Nobody waits.
        }
      };
    }

    @Override
    public RunningTask start(String name, Runnable work) {
      started = work;
      return real.start(name, () -> {});
    }

    @Override
    public void force(Path file) throws IOException {
      real.force(file);
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
      if (interrupted) {
        throw new InterruptedException();
      }
      pass(time);
    }
  }

  @BeforeEach
  void tables() {
    at = Postgres.schema();
    try (DataFolder data = DataFolder.lock(folder, "test")) {
      LedgerDatabase.open(data, at).close();
    }
  }

  private ServerLock take(String server) {
    return ServerLock.take(at, machine, server, "import users");
  }

  @Test
  void a_second_one_is_refused_and_told_who_has_it_until_it_is_given_back() {
    ServerLock first = take(SERVER);

    assertThatThrownBy(() -> take(SERVER))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.LOCKED))
        .hasMessageContaining(SERVER)
        .hasMessageContaining("import users");
    take("10.0.0.6:8443").close();

    first.close();
    assertThat(first.isHeld()).isFalse();
    take(SERVER).close();
  }

  @Test
  void it_is_held_for_15_seconds_after_the_last_answered_word_was_sent() {
    try (ServerLock lock = take(SERVER)) {
      machine.pass(Duration.ofSeconds(14));
      assertThat(lock.isHeld()).isTrue();

      machine.pass(Duration.ofSeconds(1));
      assertThat(lock.isHeld()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"15, 0", "0, 15"})
  void the_clock_that_says_more_counts(long steady, long wall) {
    try (ServerLock lock = take(SERVER)) {
      machine.steady = Duration.ofSeconds(steady); // one of them stands still while it sleeps
      machine.wall = Duration.ofSeconds(wall);

      assertThat(lock.isHeld()).isFalse();
    }
  }

  @Test
  void each_answered_word_holds_it_longer() {
    try (ServerLock lock = take(SERVER)) {
      machine.goOn(6);

      assertThat(machine.steady).isEqualTo(Duration.ofSeconds(24));
      machine.pass(Duration.ofSeconds(10));
      assertThat(lock.isHeld()).isTrue();
    }
  }

  @Test
  void once_in_doubt_it_is_not_held_any_more_and_that_is_told_once() {
    AtomicInteger told = new AtomicInteger();
    try (ServerLock lock = take(SERVER)) {
      lock.onLost(told::incrementAndGet);
      machine.pass(Duration.ofMinutes(1));
      assertThat(lock.isHeld()).isFalse();

      machine.pass(Duration.ofMinutes(-1));
      assertThat(lock.isHeld()).isFalse();
      assertThat(told).hasValue(1);
    }
  }

  @Test
  void whose_connection_is_cut_has_lost_it_and_another_gets_it() {
    AtomicInteger told = new AtomicInteger();
    try (ServerLock lock = take(SERVER)) {
      lock.onLost(told::incrementAndGet);
      Postgres.execute(at, CUT);

      ServerLock next = ServerLock.take(at, new Hand(), SERVER, "another");
      machine.goOn(2);

      assertThat(told).hasValue(1);
      assertThat(lock.isHeld()).isFalse();
      assertThat(next.isHeld()).isTrue();
      assertThat(next.lastEndedInOrder()).isFalse();
      next.close();
    }
  }

  @Test
  void whose_connection_was_cut_may_have_sent_until_15_seconds_after() {
    long taken = machine.nanos();
    try (ServerLock lock = take(SERVER)) {
      assertThat(lock.lockedAt()).isEqualTo(taken);
      Postgres.execute(at, CUT);

      try (ServerLock next = take(SERVER)) {
        long last = taken;
        while (lock.isHeld()) { // it has not noticed
          last = machine.nanos();
          machine.pass(Duration.ofSeconds(1));
        }
        assertThat(next.lockedAt()).isGreaterThan(last);
      }
    }
  }

  @Test
  void what_is_to_be_done_when_it_is_lost_is_done_if_it_is_lost_already() {
    AtomicInteger told = new AtomicInteger();
    try (ServerLock lock = take(SERVER)) {
      machine.pass(Duration.ofSeconds(15));
      assertThat(lock.isHeld()).isFalse();

      lock.onLost(told::incrementAndGet);

      assertThat(told).hasValue(1);
    }
  }

  @Test
  void who_is_stopped_while_waiting_for_it_does_not_say_that_another_has_it() {
    try (ServerLock first = take(SERVER)) {
      assertThat(first.isHeld()).isTrue();
      machine.interrupted = true;

      assertThatThrownBy(() -> take(SERVER))
          .isInstanceOfSatisfying(
              LedgerException.class,
              e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.BROKEN))
          .hasMessageContaining("stopped while waiting")
          .hasMessageContaining(SERVER);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void the_next_one_knows_whether_the_last_ended_in_order() {
    ServerLock first = take(SERVER);
    assertThat(first.lastEndedInOrder()).isTrue();
    first.close(); // with requests left

    ServerLock second = take(SERVER);
    assertThat(second.lastEndedInOrder()).isFalse();
    second.endedInOrder(); // without having waited for the first
    second.close();

    second = take(SERVER);
    assertThat(second.lastEndedInOrder()).isFalse();
    second.lastIsOver();
    second.endedInOrder();
    second.close();

    ServerLock third = take(SERVER);
    assertThat(third.lastEndedInOrder()).isTrue();
    third.endedInOrder();
    third.close();
    Postgres.execute(at, "UPDATE SERVER_LOCK SET TIMELINE = '00000000'");
    try (ServerLock ofAnotherTimeline = take(SERVER)) {
      assertThat(ofAnotherTimeline.lastEndedInOrder()).isFalse();
    }
  }

  @Test
  void who_has_lost_it_does_not_say_that_it_ended_in_order() {
    ServerLock first = take(SERVER);
    machine.pass(Duration.ofSeconds(20));
    first.endedInOrder();
    first.close();

    try (ServerLock second = take(SERVER)) {
      assertThat(second.lastEndedInOrder()).isFalse();
    }
  }
}
