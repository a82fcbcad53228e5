package dev.senselink.batch.endurance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Night;
import dev.senselink.batch.fixture.OnDemand;
import dev.senselink.batch.fixture.Oracle;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Staff;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run, killed once in every phase that it goes through, and started again each time. */
@Tag("slow")
class KilledInEveryPhaseTest {
  private static final int ROWS = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  private Night night;
  private Staff staff;

  /** A call that is about to be served, and what is done when it comes. */
  private record Moment(
      String operation, Predicate<Map<String, String>> parameters, Runnable action) {}

  private final AtomicReference<Moment> armed = new AtomicReference<>();

  @BeforeEach
  void begin() throws IOException {
    night =
        Night.with(
            folder,
            SandboxSettings.standard().withLatency(CallLatency.fixed(Duration.ofMillis(20))));
    staff = Staff.of(ROWS);
    night.roster(staff);
    for (String operation : List.of("getCompany", "createUser", "listUsers")) {
      night.sandbox().script(FaultRule.on(operation).when(p -> came(operation, p)).build());
    }
  }

  /** Looks at every call, spoils none. */
  private boolean came(String operation, Map<String, String> parameters) {
    Moment moment = armed.get();
    if (moment != null
        && moment.operation().equals(operation)
        && moment.parameters().test(parameters)
        && armed.compareAndSet(moment, null)) {
      moment.action().run();
    }
    return false;
  }

  @Test
  void a_run_that_is_killed_in_each_of_its_phases_is_one_run_in_the_end() throws Exception {
    try (Night owned = night) {
      night.sandbox().script(FaultRule.on("getCompany").delay(PATIENCE).times(1).build());
      killedWhen("first pass", p -> leftovers().findAny().isPresent());
      killedAtCall("preflight", "getCompany", p -> true);
      // Longer than a busy machine takes to come from the lock to the question what became of it.
      killedAtCall("first create", "createUser", p -> true, "--timeout", "12");
      killedWhen("waiting before reconcile", p -> p.said("left requests without an answer"));
      killedAtCall("reconcile", "listUsers", p -> p.containsKey("jobNumber"));
      killedAtCall("snapshot", "listUsers", p -> !p.containsKey("jobNumber"));
      // A row that is sent twice, so that there is something to audit.
      night.sandbox().script(FaultRule.on("createUser").before().reset().call(12).build());
      killedWhen("rows", p -> night.peopleTouched() >= 20);
      killedAtCall("audit", "listUsers", this::afterTheLastRow);
      killedInTheReport();
      assertThat(night.work().exit()).isEqualTo(3);
      assertThat(leftovers()).as("copies of the roster in the data folder's tmp").isEmpty();

      Oracle.Verdict verdict = night.morning();
      System.out.println("killed once in each phase: " + verdict.words());
      assertThat(verdict.complaints()).isEmpty();
      assertThat(verdict.done()).isEqualTo(ROWS);
      assertThat(night.runs()).hasSize(1);
      assertThat(night.openIntents()).isZero();
    }
  }

  @OnDemand
  @Test
  void the_report_of_a_run_that_crashed_is_made_anew_by_runs_show() throws Exception {
    try (Night owned = night) {
      killedWhen("rows", p -> night.peopleTouched() >= 20);
      Run run = night.runs().get(0);
      Path early = folder.resolve("early");
      assertThat(show(run, early)).isZero();
      List<String> lines = Files.readAllLines(early.resolve("results.csv"), UTF_8);
      assertThat(lines).hasSize(ROWS + 1);
      assertThat(lines.stream().filter(l -> l.contains(",NOT_ATTEMPTED,"))).isNotEmpty();
      assertThat(Files.exists(early.resolve("rejected.csv"))).isTrue();

      assertThat(night.nextOneWaits()).as("looking at a report settles nothing").isTrue();
      assertThat(night.work().exit()).isEqualTo(3);
      assertThat(night.nextOneWaits()).isFalse();
      assertThat(night.morning().complaints()).isEmpty();

      Path late = folder.resolve("late");
      assertThat(show(run, late)).isZero();
      for (String file : List.of("results.csv", "rejected.csv", "conflicts.csv", "summary.json")) {
        assertThat(late.resolve(file)).hasSameTextualContentAs(night.report().resolve(file));
      }
    }
  }

  @OnDemand
  @Test
  void a_report_that_cannot_be_written_leaves_the_run_unfinished_and_loses_nothing()
      throws Exception {
    try (Night owned = night) {
      Path obstacle = night.report().resolve(".results.csv.part").resolve("in the way");
      Files.createDirectories(obstacle);
      Night.Ended first = night.work();
      assertThat(first.exit()).isEqualTo(4);
      assertThat(first.errors()).contains("the report folder").doesNotContain("\tat ");
      Files.delete(obstacle);
      Files.delete(obstacle.getParent());

      assertThat(night.work().exit()).isEqualTo(3);
      assertThat(night.runs()).hasSize(1);
      Oracle.Verdict verdict = night.morning();
      assertThat(verdict.complaints()).isEmpty();
      assertThat(verdict.done()).isEqualTo(ROWS);
    }
  }

  private int show(Run run, Path report) {
    List<String> command =
        List.of(
            "runs",
            "show",
            run.id(),
            "--report",
            report.toString(),
            "--data",
            night.data().toString());
    return Night.ended(command).exit();
  }

  private boolean afterTheLastRow(Map<String, String> parameters) {
    return parameters.containsKey("jobNumber") && night.peopleTouched() == staff.good();
  }

  private interface Look {
    boolean at(Program program);
  }

  private void killedWhen(String phase, Look moment) {
    Program program = night.start();
    awaitThenKill(phase, program, () -> moment.at(program));
  }

  private void killedAtCall(
      String phase,
      String operation,
      Predicate<Map<String, String>> parameters,
      String... options) {
    AtomicReference<Boolean> came = new AtomicReference<>(false);
    armed.set(new Moment(operation, parameters, () -> came.set(true)));
    Program program = night.start(options);
    awaitThenKill(phase, program, came::get);
  }

  private static void awaitThenKill(String phase, Program program, BooleanSupplier moment) {
    boolean came = Until.within(PATIENCE, () -> moment.getAsBoolean() || !program.isAlive());
    assertThat(came && program.isAlive())
        .as("the moment comes: %s; %s", phase, program.errors())
        .isTrue();
    program.kill();
    assertThat(program.exit(PATIENCE)).as(phase).isEqualTo(Program.KILLED);
  }

  /** The report's files have other names until they are whole. */
  private void killedInTheReport() {
    Program program = night.start();
    awaitThenKill("report", program, this::reportIsBeingWritten);
    assertThat(night.report().resolve("summary.json")).doesNotExist();
  }

  private boolean reportIsBeingWritten() {
    if (!Files.isDirectory(night.report())) {
      return false;
    }
    try (Stream<Path> files = Files.list(night.report())) {
      return files.anyMatch(file -> file.toString().endsWith(".part"));
    } catch (IOException e) {
      return false; // one of them has just got its name
    }
  }

  private Stream<Path> leftovers() {
    try {
      Path scratch = night.data().resolve("tmp");
      return Files.isDirectory(scratch) ? Files.list(scratch).toList().stream() : Stream.of();
    } catch (IOException e) {
      return Stream.of(); // just being removed
    }
  }
}
