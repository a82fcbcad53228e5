package dev.senselink.batch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a run stops before its end, what it says, and that the same command finishes it. */
@Tag("slow")
class StoppingTest {
  @RegisterExtension final World world = new World();

  private void finishesWithoutDoublets(int people) {
    world.allIsWell();

    Imported resumed = world.run();

    assertThat(resumed.exit()).isZero();
    assertThat(resumed.err()).contains("continuing run");
    assertThat(resumed.endings()).hasSize(people).containsOnly("CREATED");
    assertThat(world.people()).hasSize(people);
    assertThat(world.commits("createUser")).hasSize(people);
  }

  /** Which codes are such is told by {@code ErrorCodesTest}; one of each kind will do here. */
  @ParameterizedTest
  @ValueSource(ints = {10005, 20001, 50004})
  void after_a_fatal_code_no_call_is_started_and_the_code_is_said_in_words(int code) {
    world.server(s -> s.withLatency(CallLatency.fixed(Duration.ofMillis(20))));
    world.rows(24);
    world.fault(FaultRule.on("createUser").apiCode(code).fromCall(10));

    Imported run = world.run("--concurrency", "4");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out()).contains("code " + code + ", ").contains("same command");
    assertThat(run.endings())
        .filteredOn(ended -> !ended.equals("CREATED"))
        .allMatch(ended -> ended.startsWith("NOT_ATTEMPTED"));
    assertThat(run.endings()).filteredOn("CREATED"::equals).hasSize(9);
    assertThat(run.endings()).contains("NOT_ATTEMPTED " + code);
    assertThat(startedAfterTheFirstFatalAnswer(code)).isZero();
    finishesWithoutDoublets(24);
  }

  /**
   * Calls that came in after a fatal answer had left the server, but for the three in flight beside
   * it and one that each of these may have been followed by before the answer was read.
   */
  private long startedAfterTheFirstFatalAnswer(int code) {
    var calls = world.server().calls();
    var fatal = calls.stream().filter(call -> call.code() == code).findFirst().orElseThrow();
    return calls.stream().filter(call -> call.seq() > fatal.seq() + 6).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void a_login_page_or_a_ban_on_the_way_stops_the_run(int status) {
    world.rows(12);
    world.fault(FaultRule.on("createUser").status(status).fromCall(5));

    Imported run = world.run("--concurrency", "2");

    assertThat(run.exit()).isEqualTo(4);
    finishesWithoutDoublets(12);
  }

  @Test
  void an_uncatalogued_code_five_times_without_a_success_stops_the_run() {
    world.rows(20);
    world.fault(FaultRule.on("createUser").apiCode(77777).fromCall(11));

    Imported run = world.run("--concurrency", "1");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out()).contains("code 77777");
    assertThat(run.endings()).filteredOn("REJECTED_ROW 77777"::equals).hasSize(5);
    assertThat(run.endings()).filteredOn("CREATED"::equals).hasSize(10);
  }

  @Test
  void an_uncatalogued_code_now_and_then_does_not() {
    world.rows(18);
    // Every third call, whichever row it is for: which one comes when is left to the threads.
    AtomicInteger asked = new AtomicInteger();
    world.fault(
        FaultRule.on("createUser").apiCode(77777).when(fields -> asked.incrementAndGet() % 3 == 0));

    Imported run = world.run("--concurrency", "1");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.endings()).filteredOn("REJECTED_ROW 77777"::equals).hasSize(6);
    assertThat(run.endings()).filteredOn("CREATED"::equals).hasSize(12);
  }

  @ParameterizedTest
  @ValueSource(ints = {30001, 620})
  void twenty_rows_that_are_all_refused_alike_from_the_first_on_stop_the_run(int code) {
    world.rows(24);
    world.fault(FaultRule.on("createUser").apiCode(code));

    Imported run = world.run("--concurrency", "8");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out()).contains("all rows are refused with code " + code);
    assertThat(run.calls("createUser")).hasSize(20);
    assertThat(run.endings()).filteredOn(("REJECTED_ROW " + code)::equals).hasSize(20);
  }

  @Test
  void one_that_is_done_among_them_does_not() {
    world.rows(24);
    // Which row the nineteenth call is for is left to the threads.
    AtomicInteger asked = new AtomicInteger();
    world.fault(
        FaultRule.on("createUser").apiCode(30001).when(fields -> asked.incrementAndGet() != 19));

    Imported run = world.run("--concurrency", "1");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.endings()).filteredOn("CREATED"::equals).hasSize(1);
    assertThat(run.endings()).filteredOn("REJECTED_ROW 30001"::equals).hasSize(23);
  }

  @Test
  void the_limit_stops_in_order_after_so_many_rows_and_the_next_run_goes_on() {
    world.rows(12);

    Imported five = world.run("--limit", "5");
    Imported rest = world.run();

    assertThat(five.exit()).isZero();
    assertThat(five.summary()).contains("\"STOPPED\"");
    assertThat(five.endings()).filteredOn("CREATED"::equals).hasSize(5);
    assertThat(five.endings()).filteredOn("NOT_ATTEMPTED"::equals).hasSize(7);
    assertThat(five.writes()).hasSize(5);
    assertThat(rest.endings()).containsOnly("CREATED");
    assertThat(rest.writes()).hasSize(7);
  }

  @Test
  void the_limit_counts_the_rows_of_this_process() {
    world.rows(9);

    assertThat(world.run("--limit", "4").writes()).hasSize(4);
    assertThat(world.run("--limit", "4").writes()).hasSize(4);
    assertThat(world.run("--limit", "4").endings()).containsOnly("CREATED");
  }

  @ParameterizedTest
  @CsvSource({
    // limit, refused rows, of how many, stops?
    "3, 3, 16, false",
    "3, 4, 60, true",
    "10%, 4, 60, false",
    "10%, 30, 300, true",
  })
  void too_many_failures_stop_the_run(String most, int refused, int rows, boolean stops) {
    world.rows(rows);
    world.fault(
        FaultRule.on("createUser")
            .apiCode(30001)
            .when(
                fields -> {
                  int row = Integer.parseInt(fields.get("jobNumber").substring(1));
                  return row > 3 && row <= 3 + refused;
                }));

    Imported run = world.run("--max-failures", most, "--concurrency", "2");

    assertThat(run.exit()).isEqualTo(stops ? 4 : 3);
    if (stops) {
      assertThat(run.out()).contains("--max-failures");
      assertThat(run.endings()).contains("NOT_ATTEMPTED");
    } else {
      assertThat(run.endings()).doesNotContain("NOT_ATTEMPTED");
    }
  }

  @Test
  void a_percentage_means_nothing_before_row_fifty() {
    world.rows(60);
    world.fault(
        FaultRule.on("createUser")
            .apiCode(30001)
            .when(
                fields -> {
                  int row = Integer.parseInt(fields.get("jobNumber").substring(1));
                  return row > 1 && row <= 6;
                }));

    // Six of the first seven rows are far more than ten in a hundred; six of sixty are not.
    assertThat(world.run("--max-failures", "10%").exit()).isEqualTo(3);
  }

  @Test
  void an_outage_in_the_middle_is_ridden_out() {
    world.rows(30);
    AtomicBoolean back = new AtomicBoolean();
    world.fault(FaultRule.on(FaultRule.ANY).status(503).fromCall(60).when(fields -> !back.get()));
    // The preflight asked once for the company; the third time is the second probe.
    world.at("getCompany", 3, () -> back.set(true));

    Imported run = world.run("--concurrency", "4", "--outage-wait", "60");

    assertThat(run.err()).contains("the server answers again");
    assertThat(run.exit()).isZero();
    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(world.commits("createUser")).hasSize(30);
  }

  @Test
  void an_outage_longer_than_the_wait_stops_the_run() {
    world.rows(20);
    AtomicInteger creates = new AtomicInteger();
    world.fault(
        FaultRule.on("createUser")
            .when(
                fields -> {
                  creates.incrementAndGet();
                  return false;
                }));
    world.fault(FaultRule.on(FaultRule.ANY).status(503).when(fields -> creates.get() > 5));

    Imported run = world.run("--concurrency", "4", "--outage-wait", "2");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out()).contains("same command");
    assertThat(run.endings()).contains("CREATED", "NOT_ATTEMPTED");
    finishesWithoutDoublets(20);
  }

  @Test
  void a_server_that_was_never_reached_is_given_up_soon() {
    world.rows(2);
    world.server().close();

    Imported run = world.run("--outage-wait", "1");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.rows()).isEmpty();
    assertThat(run.err()).contains("the server refuses the connection or cannot be reached");
  }
}
