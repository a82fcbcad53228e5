package dev.senselink.batch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.fixture.LeapingMachine;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.fixture.SleepyMachine;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.OtherHolder;
import dev.senselink.batch.ledger.store.ServerLock;
import dev.senselink.batch.ledger.store.SharedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that another machine has taken over is no longer that of whoever had it before. */
class TakenOverTest {
  private static final String CREATE = Operation.CREATE_USER.path();

  /** Ends the connection that holds a lock for a server. */
  private static final String CUT_LOCK =
      "SELECT pg_terminate_backend(a.pid, 9999) FROM pg_stat_activity a JOIN pg_locks l ON l.pid ="
          + " a.pid WHERE a.datname = current_database() AND l.locktype = 'advisory'";

  private static final RunEnvironment QUICK =
      new RunEnvironment(new LeapingMachine(), ServerTransport.http(), false);

  @TempDir Path folder;
  private Shell shell;
  private SharedDatabase at;
  private volatile List<String> left = List.of();
  private volatile long arrived;
  private final SleepyMachine sleepy = new SleepyMachine();

  @BeforeEach
  void open() throws IOException {
    at = Postgres.database();
    shell = Shell.in(folder);
    shell.keeping(at).with("SENSELINK_TIMEOUT", "1").with("SENSELINK_CONCURRENCY", "1");
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void who_comes_after_one_that_died_waits_though_nothing_is_written_down_of_it() {
    Path roster = shell.staff(1);
    assertThat(shell.importing(roster, "--dry-run").exit()).isZero(); // there are tables now
    OtherHolder.of(at, shell.sandbox().url().getAuthority(), "import users").close();
    Shell.Told looked = shell.importing(roster, "--dry-run");
    assertThat(looked.exit()).as(looked.err()).isZero();

    Shell.Told told =
        shell.runIn(QUICK, "import", "users", roster.toString(), "--report", report("report"));

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.err()).contains("did not end in order; waiting 1");
    assertThat(shell.importing(roster).err()).doesNotContain("did not end in order");
  }

  private String report(String name) {
    return folder.resolve(name).toString();
  }

  /** Another data folder, which is empty. */
  private Path other() {
    try {
      return Files.createDirectory(
          folder.resolve("other"),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Carries a command out on a machine that falls asleep before a create arrives. Meanwhile another
   * carries out the same, which is where what it says goes.
   *
   * @param wakes whether the create goes on its way then
   */
  private Shell.Told asleep(
      int create, boolean wakes, AtomicReference<Shell.Told> next, List<String> command) {
    Runnable takenOver =
        () -> {
          sleepy.sleep(Duration.ofSeconds(16));
          Postgres.execute(at, CUT_LOCK);
          next.set(
              shell.runIn(
                  QUICK,
                  Stream.concat(
                          command.stream(),
                          Stream.of("--data", other().toString(), "--report", report("next")))
                      .toArray(String[]::new)));
          left = ledger();
          arrived = creates();
        };
    return shell.runIn(
        new RunEnvironment(sleepy, sleeping(create, wakes, takenOver), false),
        Stream.concat(command.stream(), Stream.of("--report", report("first")))
            .toArray(String[]::new));
  }

  @Test
  void a_machine_that_was_away_for_too_long_sends_nothing_more_and_another_goes_on() {
    AtomicReference<Shell.Told> next = new AtomicReference<>();

    Shell.Told told =
        asleep(6, false, next, List.of("import", "users", shell.staff(12).toString()));

    assertThat(next.get().exit()).as(next.get().all()).isZero();
    assertThat(next.get().err()).contains("continuing run", "did not end in order; waiting");
    assertThat(told.exit()).as(told.err()).isEqualTo(4);
    assertThat(told.err()).contains("the database has not answered for too long");
    assertThat(shell.sandbox().people()).hasSize(12);
    assertThat(stored("SELECT STATUS FROM RUN")).containsExactly("COMPLETED");
  }

  /** All was made ready before, and nothing but the lock can tell by now. */
  @Test
  void what_was_just_to_leave_when_it_fell_asleep_does_not_leave_when_it_wakes() {
    AtomicReference<Shell.Told> next = new AtomicReference<>();

    Shell.Told told = asleep(6, true, next, List.of("import", "users", shell.staff(12).toString()));

    assertThat(next.get().exit()).as(next.get().all()).isZero();
    assertThat(told.exit()).as(told.err()).isEqualTo(4);
    assertThat(arrived).isPositive();
    assertThat(creates()).as("those that came before it woke").isEqualTo(arrived);
    assertThat(shell.sandbox().people()).hasSize(12);
  }

  @Test
  void nor_does_it_write_over_what_another_has_made_of_decisions() throws IOException {
    shell.sandbox().addPerson(1, Map.of("name", "Old", "groups", "1"), Portraits.person(1, 160));
    shell.with("SENSELINK_GROUPS", "1");
    assertThat(shell.importing(shell.staff(1)).exit()).isEqualTo(3);
    Path file = shell.report().resolve("conflicts.csv");
    String text = Files.readString(file, UTF_8);
    Files.writeString(file, text.replaceAll(",\r\n$", ",force\r\n"));
    AtomicReference<Shell.Told> next = new AtomicReference<>();

    Shell.Told told = asleep(1, false, next, List.of("resolve", file.toString()));

    assertThat(next.get().err()).contains("1 decision to carry out, 0 carried out before");
    assertThat(told.exit()).as(told.all()).isEqualTo(4);
    assertThat(told.err()).contains("the database has not answered for too long");
    assertThat(left).hasSizeGreaterThan(1);
    assertThat(ledger()).isEqualTo(left);
  }

  private long creates() {
    return shell.sandbox().calls().stream()
        .filter(call -> call.operation().equals("createUser"))
        .count();
  }

  /** What there is of rows, of what was meant with them and of decisions about them. */
  private List<String> ledger() {
    return stored(
        "SELECT O::text FROM OUTCOME O UNION ALL SELECT I::text FROM INTENT I"
            + " UNION ALL SELECT D::text FROM DECISION D UNION ALL SELECT R::text FROM RUN R");
  }

  /**
   * What is written down as running is so elsewhere, has died, or has ended since it was written.
   */
  @ParameterizedTest
  @CsvSource({
    "RUNNING, true, en, RUNNING ELSEWHERE",
    "RUNNING, true, zh, 在别处运行中",
    "RUNNING, false, en, INTERRUPTED",
    "COMPLETED, true, en, COMPLETED"
  })
  void a_run_that_nobody_is_at_work_on_here_is_told_as_it_stands(
      String status, boolean held, String language, String words) throws IOException {
    assertThat(shell.importing(shell.staff(1)).exit()).isZero();
    String run = shell.run("runs", "--json").json().get(0).path("id").asString();
    Path list = shell.data().resolve("runs.json");
    Files.writeString(list, Files.readString(list).replace("COMPLETED", "RUNNING"));
    Postgres.execute(at, "UPDATE RUN SET STATUS = '%s'".formatted(status));
    shell.with("SENSELINK_LANG", language);
    String shown = status.equals("RUNNING") ? "INTERRUPTED" : status;
    String server = held ? shell.sandbox().url().getAuthority() : "10.0.0.9:8443";

    try (ServerLock other = OtherHolder.of(at, server, "import-users")) {
      assertThat(shell.run("runs").out()).contains(words);
      assertThat(shell.run("runs", "show", run).out()).contains(words);
      String state = new RunCatalog(shell.data()).find(run).orElseThrow().state();
      assertThat(state).isEqualTo(held && status.equals("RUNNING") ? "ELSEWHERE" : shown);
      if (held) {
        assertThat(shell.run("runs", "show", run).out()).contains("import-users on");
      }
      assertThat(other.isHeld()).isTrue();
    }
  }

  @Test
  void where_the_database_is_away_runs_are_listed_all_the_same() throws IOException {
    assertThat(shell.importing(shell.staff(1)).exit()).isZero();
    shell.environment().keySet().removeIf(name -> name.startsWith("SENSELINK_DATABASE"));
    shell.with("SENSELINK_UNDO_STORE", null);
    for (String file : List.of("runs.json", "database.json")) {
      Path changed = shell.data().resolve(file);
      String text = Files.readString(changed).replace("COMPLETED", "RUNNING");
      Files.writeString(changed, text.replaceFirst("(//[^/:]*):[0-9]+/", "$1:1/"));
    }

    Shell.Told told = shell.run("runs");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.out()).contains("INTERRUPTED");
    assertThat(told.err()).contains("cannot be reached", "is not known");
    assertThat(new RunCatalog(shell.data()).now().all().get(0).state()).isEqualTo("UNKNOWN");
  }

  private List<String> stored(String what) {
    try (DataFolder data = DataFolder.lock(folder.resolve("other"), "test");
        LedgerDatabase database = LedgerDatabase.open(data, at)) {
      return database.jdbc().queryForList(what, String.class);
    }
  }

  /** The wire to the server, on which a create does not arrive while the machine sleeps. */
  private static ServerTransport.Maker sleeping(int which, boolean wakes, Runnable asleep) {
    AtomicInteger creates = new AtomicInteger();
    return (settings, machine) -> {
      ServerTransport wire = ServerTransport.http().open(settings, machine);
      return new ServerTransport() {
        @Override
        public <T> Result<T> exchange(Request request, Reader<T> reader) {
          if (request.path().equals(CREATE) && creates.incrementAndGet() == which) {
            asleep.run();
            return wakes ? wire.exchange(request, reader) : new Cut<>("asleep");
          }
          return wire.exchange(request, reader);
        }

        @Override
        public void close() {
          wire.close();
        }
      };
    };
  }
}
