package dev.senselink.batch.ledger.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two who want a site one gets it, and whoever has lost it has nothing to say of it. */
class SiteBoardTest {
  private static final SiteNotice A = new SiteNotice("F1", "A", "1");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;
  private SharedDatabase at;
  private LedgerDatabase database;
  private SiteBoard board;
  private WorkBoard work;
  private FleetBoard fleet;

  @BeforeEach
  void open() throws IOException {
    at = Postgres.database();
    database = LedgerDatabase.open(Machine.real(), folder, at);
    board = new SiteBoard(database);
    work = new WorkBoard(database);
    fleet = new FleetBoard(database);
    Files.writeString(folder.resolve("list.csv"), "name\n张伟\n");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private boolean give(SiteNotice notice) {
    return board.give("fleet", notice, "order", folder.resolve("list.csv"), HOUR, null);
  }

  private void silent() {
    Postgres.run(at, "UPDATE FLEET_SITE SET BEAT = clock_timestamp() - INTERVAL '21 s'");
  }

  private SiteStanding.State state() {
    return board.of("F1", "A").orElseThrow().state();
  }

  @Test
  void one_gets_it_with_its_list() {
    assertThat(give(A)).isTrue();

    SealedOrder order = work.order(A, work.claim(A, "one").orElseThrow());
    assertThat(order.order()).isEqualTo("order");
    assertThat(work.claim(A, "two")).isEmpty();
    assertThat(work.claim(A, "one")).as("not even a second time").isEmpty();

    order.mustBeOf(work.roster(A, folder.resolve("fetched.csv")), A);
    assertThat(folder.resolve("fetched.csv")).hasContent("name\n张伟\n");
    assertThat(state()).isEqualTo(SiteStanding.State.WORKED);
  }

  @Test
  void a_list_of_more_than_a_part_arrives_whole() throws IOException {
    byte[] bytes = new byte[(1 << 21) + 5];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 >> 3);
    }
    Files.write(folder.resolve("list.csv"), bytes);
    give(A);

    work.roster(A, folder.resolve("fetched.csv"));

    assertThat(Files.readAllBytes(folder.resolve("fetched.csv"))).isEqualTo(bytes);
  }

  @Test
  void what_somebody_is_at_is_neither_given_out_again_nor_taken_back() {
    give(A);
    work.claim(A, "one");

    assertThat(give(new SiteNotice("F1", "A", "2"))).isFalse();
    assertThat(board.renew(new SiteNotice("F1", "A", "3"))).isFalse();
    assertThat(board.withdraw("F1", "A")).isFalse();
    assertThat(work.end(A, "one", "end")).isTrue();
    assertThat(board.of("F1", "A").orElseThrow().end()).isEqualTo("end");
  }

  @Test
  void who_is_heard_of_no_more_loses_it() {
    give(A);
    work.claim(A, "one");
    silent();
    assertThat(state()).isEqualTo(SiteStanding.State.LOST);

    assertThat(work.claim(A, "two")).isPresent();

    assertThat(work.beat("one", List.of("1"), "closed")).isEmpty();
    assertThat(work.end(A, "one", "late")).isFalse();
    work.giveBack(A, "one", "late");
    assertThat(state()).isEqualTo(SiteStanding.State.WORKED);
    assertThat(work.beat("two", List.of("1"), "closed")).isEqualTo(Map.of("1", ""));
  }

  @Test
  void who_is_heard_of_keeps_it_and_what_it_is_not_at_any_more_it_loses() {
    give(A);
    work.claim(A, "one");
    silent();
    assertThat(work.beat("one", List.of(), "closed")).isEmpty();
    assertThat(state()).isEqualTo(SiteStanding.State.LOST);

    work.beat("one", List.of("1"), "closed");

    assertThat(state()).isEqualTo(SiteStanding.State.WORKED);
  }

  @Test
  void an_earlier_message_tells_of_nothing() {
    give(A);
    SiteNotice later = new SiteNotice("F1", "A", "2");
    assertThat(board.renew(later)).isTrue();

    assertThat(work.claim(A, "one")).isEmpty();
    assertThat(work.counts(A)).isFalse();
    assertThat(work.counts(later)).isTrue();
    String stored = work.claim(later, "one").orElseThrow();
    assertThat(work.order(later, stored).order()).isEqualTo("order");
    assertThatThrownBy(() -> work.order(A, stored))
        .isInstanceOf(ForgedOrderException.class)
        .hasMessageContaining("an earlier one");
  }

  @Test
  void an_order_whose_expiry_was_moved_in_the_table_alone_is_expired() {
    board.give("fleet", A, "order", folder.resolve("list.csv"), Duration.ZERO, null);
    Postgres.run(at, "UPDATE FLEET_SITE SET EXPIRES = clock_timestamp() + INTERVAL '1 day'");
    String stored = work.claim(A, "one").orElseThrow();

    assertThatThrownBy(() -> work.order(A, stored))
        .isInstanceOf(ForgedOrderException.class)
        .hasMessageContaining("expired");
  }

  @Test
  void a_forged_order_is_not_sealed_by_sending_it_again() {
    give(A);
    Postgres.run(at, "UPDATE FLEET_SITE SET ORDERED = REPLACE(ORDERED, 'order', 'other')");
    SiteNotice later = new SiteNotice("F1", "A", "2");
    assertThat(board.renew(later)).isTrue();
    board.reorder(later, "anew");
    String stored = work.claim(later, "one").orElseThrow();

    assertThatThrownBy(() -> work.order(later, stored))
        .isInstanceOf(ForgedOrderException.class)
        .hasMessageContaining("not the one");
  }

  @Test
  void what_is_to_stop_is_not_begun_and_whoever_is_at_it_is_told() {
    give(A);
    work.claim(A, "one");
    board.stop("F1", "A", "enough");
    assertThat(work.beat("one", List.of("1"), "closed")).isEqualTo(Map.of("1", "enough"));
    work.giveBack(A, "one", "stopped");

    assertThat(work.claim(A, "two")).isEmpty();
    assertThat(board.withdraw("F1", "A")).isTrue();
  }

  @Test
  void nobody_begins_what_its_time_is_over_for_and_its_list_goes() {
    board.give("fleet", A, "order", folder.resolve("list.csv"), Duration.ZERO, null);
    assertThat(state()).isEqualTo(SiteStanding.State.EXPIRED);
    assertThat(work.claim(A, "one")).isEmpty();
    assertThat(work.counts(A)).isFalse();

    assertThat(fleet.lists()).isEqualTo(Map.of("fleet", 1L));
    assertThat(fleet.removeExpired()).isEqualTo(1);
    assertThat(fleet.lists()).isEmpty();

    assertThat(Postgres.count(at, "FLEET_FILE")).isZero();
    assertThat(fleet.removeExpired()).isZero();
  }

  @Test
  void another_run_of_the_fleet_ends_the_first() {
    give(A);
    SiteNotice worked = new SiteNotice("F1", "B", "2");
    give(worked);
    work.claim(worked, "one");
    SiteNotice other = new SiteNotice("G1", "A", "3");
    board.give("other fleet", other, "order", folder.resolve("list.csv"), HOUR, null);

    fleet.begin("fleet", "F2", "another run");

    assertThat(work.claim(A, "two")).isEmpty();
    assertThat(work.beat("one", List.of("2"), "closed")).isEqualTo(Map.of("2", "another run"));
    assertThat(work.claim(other, "two")).isPresent();
  }

  @Test
  void no_list_of_people_is_left_where_nobody_works() {
    give(A);
    work.claim(A, "one");
    work.end(A, "one", "end");
    assertThat(Postgres.count(at, "FLEET_FILE")).isZero();

    fleet.end("F1");

    assertThat(Postgres.count(at, "FLEET_SITE")).isZero();
    assertThat(Postgres.count(at, "FLEET_FILE")).isZero();
  }

  @Test
  void how_a_site_ended_stays_until_its_run_is_over() {
    give(A);
    work.claim(A, "one");
    work.end(A, "one", "end");
    SiteNotice free = new SiteNotice("F1", "B", "2");
    give(free);

    fleet.leave("F1");

    assertThat(board.of("F1", "A").orElseThrow().end()).isEqualTo("end");
    assertThat(board.of("F1", "B")).isEmpty();
    assertThat(work.claim(free, "one")).isEmpty();
    assertThat(Postgres.count(at, "FLEET_FILE")).isZero();
    fleet.begin("fleet", "F2", "another run");
    assertThat(board.of("F1", "A")).as("whoever goes on with the first").isPresent();
    Postgres.run(at, "UPDATE FLEET_SITE SET EXPIRES = clock_timestamp() - INTERVAL '2 days'");
    fleet.removeExpired();
    assertThat(board.of("F1", "A")).isPresent();
    Postgres.run(at, "UPDATE FLEET_SITE SET EXPIRES = clock_timestamp() - INTERVAL '31 days'");
    fleet.removeExpired();
    assertThat(Postgres.count(at, "FLEET_SITE")).isZero();
  }

  @Test
  void one_that_its_worker_lost_after_its_time_is_waited_for_no_more() {
    give(A);
    work.claim(A, "one");
    Postgres.run(at, "UPDATE FLEET_SITE SET EXPIRES = clock_timestamp() - INTERVAL '1 s'");
    assertThat(state()).as("who is at it goes on").isEqualTo(SiteStanding.State.WORKED);
    silent();

    assertThat(state()).isEqualTo(SiteStanding.State.EXPIRED);
    assertThat(work.counts(A)).isFalse();
    assertThat(work.claim(A, "two")).isEmpty();
    assertThat(board.withdraw("F1", "A")).isTrue();
  }

  @Test
  void after_its_window_nobody_begins_it_and_whoever_is_at_it_stops() {
    Path list = folder.resolve("list.csv");
    board.give("fleet", A, "order", list, HOUR, Duration.ofMinutes(30));
    work.claim(A, "one");
    assertThat(work.beat("one", List.of("1"), "closed")).isEqualTo(Map.of("1", ""));
    Postgres.run(at, "UPDATE FLEET_SITE SET CLOSES = clock_timestamp() - INTERVAL '1 s'");

    assertThat(work.beat("one", List.of("1"), "closed")).isEqualTo(Map.of("1", "closed"));
    assertThat(work.counts(A)).isTrue();
    assertThat(board.of("F1", "A").orElseThrow().closed()).isTrue();
    work.giveBack(A, "one", "closed");

    assertThat(work.claim(A, "two")).isEmpty();
    assertThat(work.counts(A)).as("its message tells of nothing").isFalse();
    assertThat(board.give("fleet", A, "order", list, HOUR, Duration.ofMinutes(30))).isTrue();
    assertThat(work.claim(A, "two")).isPresent();
  }

  @Test
  void which_run_was_the_last_before_it_stays_known_whoever_gives_it_back() {
    give(A);
    work.claim(A, "one");
    assertThat(work.lastRun(A, "R1")).isEqualTo("R1");
    silent();
    work.claim(A, "two");
    assertThat(work.lastRun(A, "R2")).isEqualTo("R1");
    work.giveBack(A, "two", "some");
    assertThat(board.withdraw("F1", "A")).isTrue();
    SiteNotice anew = new SiteNotice("F1", "A", "2");
    give(anew);

    assertThat(work.lastRun(anew, "R3")).isEqualTo("R1");

    SiteNotice other = new SiteNotice("F2", "A", "3");
    give(other);
    assertThat(work.lastRun(other, "")).as("none before").isEmpty();
    assertThat(work.lastRun(other, "R4")).isEmpty();
  }

  @Test
  void no_single_machine_says_that_a_site_cannot_begin_while_others_work() {
    give(A);
    SiteNotice busy = new SiteNotice("F1", "B", "2");
    give(busy);
    work.claim(busy, "good");
    for (int n = 0; n < 5; n++) {
      work.claim(A, "bad");
      assertThat(work.refuse(A, "bad", "no file", 3)).as("refusal " + n).isTrue();
    }
    assertThat(board.of("F1", "A").orElseThrow().note()).isEqualTo("no file");
    work.claim(A, "worse");
    assertThat(work.refuse(A, "worse", "no file", 3)).isTrue();
    work.claim(A, "good");
    assertThat(work.refuse(A, "good", "no file", 3)).as("the third of them").isFalse();
  }

  @Test
  void one_that_is_alone_says_so_after_some_tries() {
    give(A);
    work.claim(A, "one");
    assertThat(work.refuse(A, "one", "no file", 3)).isTrue();
    work.claim(A, "one");
    assertThat(work.refuse(A, "one", "no file", 3)).isTrue();
    work.claim(A, "one");
    assertThat(work.refuse(A, "one", "no file", 3)).isFalse();
    assertThat(work.end(A, "one", "end")).isTrue();
  }
}
