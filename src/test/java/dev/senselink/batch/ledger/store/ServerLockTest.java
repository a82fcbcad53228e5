package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.senselink.batch.fixture.LoneMonitor;
import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.fixture.SleepyMachine;
import dev.senselink.batch.ledger.Books;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.machine.Monitor;
import dev.senselink.batch.machine.RunningTask;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One process alone changes a server, and knows when it may not any more. */
class ServerLockTest {
  private static final String SERVER = "10.0.0.5:8443";

  private static final String OTHER = "10.0.0.6:8443";

  /** Ends the connection that holds the lock for the server. */
  private static final String CUT =
      "SELECT pg_terminate_backend(pid, 9999) FROM pg_locks, hashtextextended(current_schema() || '"
          + " "
          + SERVER
          + "', 0) AS wanted WHERE locktype = 'advisory' AND objsubid = 1"
          + " AND (classid::bigint << 32) + objid::bigint = wanted";

  @TempDir Path folder;
  private SharedDatabase at;
  private final Hand machine = new Hand();

  /** A machine whose time passes by hand, and whose threads do what they do when they are told. */
  private static final class Hand extends OtherMachine {
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

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
    public Monitor monitor() {
      return new LoneMonitor(
          time -> {
            if (turns-- <= 0) {
              throw new InterruptedException();
            }
            pass(time);
          });
    }

    @Override
    public RunningTask start(String name, Runnable work) {
      started = work;
      return super.start(name, () -> {});
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

  private ServerLock take(String... servers) {
    return take(new ServerLocks(machine, at), servers);
  }

  private static ServerLock take(ServerLocks locks, String... servers) {
    return Objects.requireNonNull(locks.take(List.of(servers), "import users"));
  }

  @Test
  void a_second_one_is_refused_and_told_who_has_it_until_it_is_given_back() {
    ServerLock first = take(SERVER);

    assertThatThrownBy(() -> take(SERVER))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.LOCKED))
        .hasMessageContaining(SERVER)
        .hasMessageContaining("import users");
    take(OTHER).close();

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

      ServerLock next = take(new ServerLocks(new Hand(), at), SERVER);
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
  @Timeout(120)
  void who_has_lost_it_waits_for_no_answer_any_more() throws Exception {
    ServerLocks locks = new ServerLocks(machine, at);
    PostgresConnections own = new PostgresConnections(at, Duration.ofMinutes(10), locks);
    try (Connection other = new PostgresConnections(at).getConnection();
        Statement held = other.createStatement();
        Connection mine = own.getConnection();
        Statement waits = mine.createStatement();
        ServerLock lock = take(locks, SERVER)) {
      held.execute("SELECT pg_advisory_lock(7)");
      try {
        CompletableFuture<Throwable> ended =
            CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> waits.execute("SELECT pg_advisory_lock(7)")));
        while (!isWaitedFor(held)) {
          assertThat(ended).isNotDone();
        }
        Postgres.execute(at, CUT);

        machine.goOn(2);

        assertThat(ended.get(20, TimeUnit.SECONDS))
            .isInstanceOf(LedgerException.class)
            .hasMessage(lock.whyLost());
      } finally {
        held.execute("SELECT pg_advisory_unlock_all()");
      }
    }
  }

  private static boolean isWaitedFor(Statement held) throws SQLException {
    try (ResultSet rows =
        held.executeQuery("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")) {
      return rows.next();
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
  void whom_a_database_that_took_over_has_forgotten_may_be_at_work() {
    ServerLock first = take(SERVER);
    first.endedInOrder();
    first.close();
    Postgres.execute(at, "UPDATE SERVER_LOCK SET TIMELINE = '00000000'");

    try (ServerLock unknown = take(OTHER)) {
      assertThat(unknown.lastEndedInOrder()).isFalse();
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

  @Test
  void of_several_servers_it_is_taken_of_all_or_of_none() {
    try (ServerLock both = take(OTHER, SERVER)) {
      assertThat(both.isHeld()).isTrue();
      for (String one : List.of(SERVER, OTHER)) {
        assertThatThrownBy(() -> take(one)).hasMessageContaining(one);
      }
    }
    try (ServerLock second = take(OTHER)) {
      assertThatThrownBy(() -> take(SERVER, OTHER)).hasMessageContaining(OTHER);
      take(SERVER).close(); // it was given back
      assertThat(second.isHeld()).isTrue();
    }
  }

  @Test
  void of_several_each_is_what_it_was_to_whoever_comes_next() {
    take(OTHER).close(); // with requests left

    ServerLock both = take(SERVER, OTHER);
    assertThat(both.lastEndedInOrder()).isFalse();
    both.endedInOrder(); // without having waited
    both.close();

    try (ServerLock one = take(SERVER);
        ServerLock other = take(OTHER)) {
      assertThat(one.lastEndedInOrder()).isTrue();
      assertThat(other.lastEndedInOrder()).isFalse();
    }
  }

  @Test
  void however_many_servers_it_is_of_it_is_held_when_it_is_taken_and_ends_in_order() {
    String[] servers =
        IntStream.range(0, 800)
            .mapToObj(n -> "10.0.%d.%d:8443".formatted(n / 200, n % 200))
            .toArray(String[]::new);
    ServerLocks slow =
        new ServerLocks(
            machine,
            at,
            (shared, answer, silence) -> slow(new DatabaseLine(shared, answer, silence)));

    try (ServerLock lock = take(slow, servers)) {
      assertThat(lock.isHeld()).isTrue();
      lock.endedInOrder();
    }
    try (ServerLock next = take(servers)) {
      assertThat(next.lastEndedInOrder()).isTrue();
    }
  }

  /** Each word to the database takes its time. */
  private LockLine slow(LockLine line) {
    return (LockLine)
        Proxy.newProxyInstance(
            LockLine.class.getClassLoader(),
            new Class<?>[] {LockLine.class},
            (proxy, word, values) -> {
              machine.pass(Duration.ofMillis(10));
              return word.invoke(line, values);
            });
  }

  /** What the connection is called in by: a pooler that has given it to somebody else says so. */
  private void pool() {
    at =
        new SharedDatabase(
            at.url() + ",pg_catalog",
            at.user(),
            at.password(),
            at.authorities(),
            at.insecure(),
            at.wrapping(),
            at.undoStore());
    Postgres.execute(at, "CREATE TABLE GIVEN_AWAY (N INTEGER)");
    Postgres.execute(
        at,
        "CREATE FUNCTION pg_backend_pid() RETURNS integer LANGUAGE sql AS $$ SELECT"
            + " pg_catalog.pg_backend_pid() + (SELECT COUNT(*)::integer FROM GIVEN_AWAY) $$");
  }

  @Test
  void whose_connection_a_pooler_gives_to_another_has_lost_it() {
    pool();
    AtomicInteger told = new AtomicInteger();
    try (ServerLock lock = take(SERVER)) {
      lock.onLost(told::incrementAndGet);
      machine.goOn(1);
      assertThat(lock.isHeld()).isTrue();
      Postgres.execute(at, "INSERT INTO GIVEN_AWAY VALUES (1)");

      machine.goOn(1);

      assertThat(lock.isHeld()).isFalse();
      assertThat(told).hasValue(1);
    }
  }

  @Test
  void behind_a_pooler_that_gives_connections_away_it_is_not_taken() {
    pool();
    Postgres.execute(at, "INSERT INTO GIVEN_AWAY VALUES (1)");

    assertThatThrownBy(() -> take(SERVER))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.UNFIT))
        .hasMessageContaining("pooler");
  }

  @Test
  void who_has_lost_a_server_writes_nothing_more_whatever_was_begun() throws SQLException {
    SleepyMachine sleepy = new SleepyMachine();
    try (DataFolder data = DataFolder.lock(sleepy, folder, "test");
        LedgerDatabase database = LedgerDatabase.open(data, at);
        Ledger ledger = Ledger.locked(database, SERVER, Set.of(), 58, "resolve");
        Connection open = database.source().getConnection();
        PreparedStatement prepared =
            open.prepareStatement("INSERT INTO SERVER VALUES (?, 1, 'Sandbox')")) {
      Run run = Books.run("R1");
      ledger.runs().begin(run);
      ledger.intents().open(Books.intent("R1", 1, Intent.Call.CREATE)).join();
      prepared.setString(1, SERVER);

      assertThatThrownBy(
              () ->
                  database.inTransaction(
                      () -> {
                        ledger.runs().begin(Books.run("R2"));
                        sleepy.sleep(Duration.ofSeconds(15));
                      }))
          .hasMessageContaining(SERVER);

      for (ThrowingCallable write :
          List.<ThrowingCallable>of(
              prepared::executeUpdate,
              () -> ledger.runs().save(run),
              () -> ledger.intents().open(Books.intent("R1", 2, Intent.Call.CREATE)).join(),
              () -> database.inTransaction(() -> ledger.runs().save(run)),
              database.locks()::mustBeHeld)) {
        Throwable refused = catchThrowable(write);
        assertThat(LedgerException.lostDatabase(refused))
            .hasMessageContaining("another process may be in charge of the server " + SERVER);
      }
    }
    try (DataFolder data = DataFolder.lock(folder, "test");
        LedgerDatabase database = LedgerDatabase.open(data, at);
        Ledger after = new Ledger(database, SERVER, 58)) {
      assertThat(after.runs().all()).extracting(Run::id).containsExactly("R1");
      assertThat(after.intents().open()).hasSize(1);
      assertThat(after.runs().knowsAddress(SERVER, 1)).isFalse();
    }
  }

  @Test
  void who_gave_a_server_back_works_on() {
    SleepyMachine sleepy = new SleepyMachine();
    try (DataFolder data = DataFolder.lock(sleepy, folder, "test");
        LedgerDatabase database = LedgerDatabase.open(data, at)) {
      database.locks().whileHeld(Set.of(SERVER), "lists merge", () -> true);
      sleepy.sleep(Duration.ofSeconds(15));

      assertThat(Ledger.runs(database).all()).isEmpty();
    }
  }
}
