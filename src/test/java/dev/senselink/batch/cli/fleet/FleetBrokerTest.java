package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.fixture.OnDemand;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Sites that workers in other processes work: whatever is killed, nobody is lost or made twice. */
@Tag("slow")
@Timeout(900)
class FleetBrokerTest {
  private static final int ROWS = 20;
  private static final List<String> SITES = List.of("A", "B", "C", "D");

  @TempDir Path folder;
  private FleetWorld world;
  private BrokerWorld broker;

  @BeforeEach
  void open() {
    world = new FleetWorld(folder);
    broker = new BrokerWorld(world);
  }

  @AfterEach
  void close() {
    broker.close();
  }

  private void fleet(int rows, Duration latency) {
    for (String site : SITES) {
      world.site(site, settings -> settings.withLatency(CallLatency.fixed(latency)), "");
      world.people(site, rows);
    }
    world.server("C").script(FaultRule.on("createUser").after().reset().rate(0.1).build());
    world.files("first: A", "parallel: 4", "concurrency: 2");
  }

  private long created(String site) {
    return world.server(site).commits().stream()
        .filter(change -> change.operation().equals("createUser"))
        .count();
  }

  private void allAreThereOnce() {
    for (String site : SITES) {
      assertThat(world.there(site))
          .as(site)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, ROWS).mapToObj(n -> site + "-" + n).sorted().toList());
      assertThat(created(site)).as(site).isEqualTo(ROWS);
    }
    assertThat(world.results())
        .hasSize(SITES.size() * ROWS)
        .allMatch(row -> row.get("outcome").equals("CREATED"));
  }

  @OnDemand
  @Test
  void sites_are_worked_by_workers_and_told_by_the_manager() {
    fleet(ROWS, Duration.ofMillis(1));
    OtherProcess manager = broker.manager();
    OtherProcess one = broker.worker("one");
    OtherProcess two = broker.worker("two");

    assertThat(manager.exitCode())
        .as(manager.errors() + "\none: " + one.errors() + "\ntwo: " + two.errors())
        .isZero();

    allAreThereOnce();
    assertThat(broker.lists("one")).isEmpty();
    assertThat(Postgres.count(broker.database(), "FLEET_SITE")).isZero();
    assertThat(Postgres.count(broker.database(), "FLEET_FILE")).isZero();
  }

  @Test
  void a_killed_worker_and_a_killed_manager_lose_nobody_and_make_nobody_twice() {
    fleet(ROWS, Duration.ofMillis(60));
    OtherProcess manager = broker.manager();
    OtherProcess one = broker.worker("one", "--parallel", "2");
    OtherProcess two = broker.worker("two", "--parallel", "2");
    assertThat(Until.within(Duration.ofMinutes(5), () -> created("B") > 3))
        .as(manager.errors() + one.errors() + two.errors())
        .isTrue();

    one.kill();
    assertThat(Until.within(Duration.ofMinutes(5), () -> created("C") + created("D") > 10))
        .as(manager.errors() + two.errors())
        .isTrue();
    manager.kill(); // and the broker with it
    OtherProcess again = broker.manager();

    assertThat(again.exitCode()).as(again.errors() + "\ntwo: " + two.errors()).isZero();
    assertThat(again.errors()).contains("is not complete and continues");
    allAreThereOnce();
    assertThat(broker.lists("two")).isEmpty();
  }

  @Test
  void a_fleet_whose_leavers_need_the_other_sites_is_not_begun() {
    fleet(1, Duration.ZERO);
    world.files("leavers: revoke", "list: Staff", "new-list: true");

    OtherProcess manager = broker.manager();

    assertThat(manager.exitCode()).as(manager.errors()).isEqualTo(2);
    assertThat(manager.errors()).contains("leavers", "without --broker");
    assertThat(world.there("A")).isEmpty();
  }

  private String status() {
    Told told = world.fleet("status", "--json");
    return JsonMapper.shared().readTree(told.out()).path("state").asString("");
  }

  @Test
  void l28_a_fleet_whose_manager_is_gone_is_not_told_as_stopped_while_workers_are_at_it() {
    world.site("A", site -> site.withLatency(CallLatency.fixed(Duration.ofSeconds(1))), "");
    world.people("A", ROWS);
    world.files("concurrency: 1");
    OtherProcess manager = broker.manager();
    OtherProcess one = broker.worker("one");
    assertThat(Until.within(Duration.ofMinutes(5), () -> created("A") > 0))
        .as(manager.errors() + one.errors())
        .isTrue();

    manager.kill();

    assertThat(status()).isEqualTo("workers");
    assertThat(world.fleet("status").out()).contains("workers finish");
    one.kill();
    assertThat(Until.within(Duration.ofMinutes(2), () -> status().equals("stopped"))).isTrue();
  }

  @Test
  void l24_a_worker_sends_nothing_with_a_secret_that_names_no_server() {
    world.site("A").people("A", 2).unbound("A").files();
    OtherProcess manager = broker.manager();
    OtherProcess one = broker.worker("one");

    assertThat(
            Until.within(Duration.ofMinutes(5), () -> !world.there("A").isEmpty() || isOver(one)))
        .as(manager.errors() + one.errors())
        .isTrue();

    assertThat(world.server("A").calls()).as(one.errors()).isEmpty();
    assertThat(one.errors())
        .contains("A.secret", "server: " + world.server("A").url())
        .doesNotContain("Exception");
  }

  private static boolean isOver(OtherProcess worker) {
    return worker.errors().contains("site A: exit");
  }
}
