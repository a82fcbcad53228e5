package dev.senselink.batch.ledger.sites;

import static org.assertj.core.api.Assertions.assertThat;

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

  @BeforeEach
  void open() throws IOException {
    at = Postgres.database();
    database = LedgerDatabase.open(Machine.real(), folder, at);
    board = new SiteBoard(database);
    Files.writeString(folder.resolve("list.csv"), "name\n张伟\n");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private boolean give(SiteNotice notice) {
    return board.give("fleet", notice, "order", "common", folder.resolve("list.csv"), HOUR);
  }

  private void silent() {
    Postgres.run(at, "UPDATE FLEET_SITE SET BEAT = clock_timestamp() - INTERVAL '21 s'");
  }

  private SiteStanding.State state() {
    return board.of("F1", "A").orElseThrow().state();
  }

  @Test
  void one_gets_it_with_its_list_and_what_all_are_told() {
    assertThat(give(A)).isTrue();

    assertThat(board.claim(A, "one")).contains("order");
    assertThat(board.claim(A, "two")).isEmpty();
    assertThat(board.claim(A, "one")).as("not even a second time").isEmpty();

    board.roster(A, folder.resolve("fetched.csv"));
    assertThat(folder.resolve("fetched.csv")).hasContent("name\n张伟\n");
    assertThat(board.common("F1")).isEqualTo("common");
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

    board.roster(A, folder.resolve("fetched.csv"));

    assertThat(Files.readAllBytes(folder.resolve("fetched.csv"))).isEqualTo(bytes);
  }

  @Test
  void what_somebody_is_at_is_neither_given_out_again_nor_taken_back() {
    give(A);
    board.claim(A, "one");

    assertThat(give(new SiteNotice("F1", "A", "2"))).isFalse();
    assertThat(board.renew(new SiteNotice("F1", "A", "3"))).isFalse();
    assertThat(board.withdraw("F1", "A")).isFalse();
    assertThat(board.end(A, "one", "end")).isTrue();
    assertThat(board.of("F1", "A").orElseThrow().end()).isEqualTo("end");
  }

  @Test
  void who_is_heard_of_no_more_loses_it() {
    give(A);
    board.claim(A, "one");
    silent();
    assertThat(state()).isEqualTo(SiteStanding.State.LOST);

    assertThat(board.claim(A, "two")).isPresent();

    assertThat(board.beat("one", List.of("1"))).isEmpty();
    assertThat(board.end(A, "one", "late")).isFalse();
    board.giveBack(A, "one", "late");
    assertThat(state()).isEqualTo(SiteStanding.State.WORKED);
    assertThat(board.beat("two", List.of("1"))).isEqualTo(Map.of("1", ""));
  }

  @Test
  void who_is_heard_of_keeps_it_and_what_it_is_not_at_any_more_it_loses() {
    give(A);
    board.claim(A, "one");
    silent();
    assertThat(board.beat("one", List.of())).isEmpty();
    assertThat(state()).isEqualTo(SiteStanding.State.LOST);

    board.beat("one", List.of("1"));

    assertThat(state()).isEqualTo(SiteStanding.State.WORKED);
  }

  @Test
  void an_earlier_message_tells_of_nothing() {
    give(A);
    SiteNotice later = new SiteNotice("F1", "A", "2");
    assertThat(board.renew(later)).isTrue();

    assertThat(board.claim(A, "one")).isEmpty();
    assertThat(board.counts(A)).isFalse();
    assertThat(board.counts(later)).isTrue();
    assertThat(board.claim(later, "one")).isPresent();
  }

  @Test
  void what_is_to_stop_is_not_begun_and_whoever_is_at_it_is_told() {
    give(A);
    board.claim(A, "one");
    board.stop("F1", "A", "enough");
    assertThat(board.beat("one", List.of("1"))).isEqualTo(Map.of("1", "enough"));
    board.giveBack(A, "one", "stopped");

    assertThat(board.claim(A, "two")).isEmpty();
    assertThat(board.withdraw("F1", "A")).isTrue();
  }

  @Test
  void nobody_begins_what_its_time_is_over_for_and_its_list_goes() {
    board.give("fleet", A, "order", "common", folder.resolve("list.csv"), Duration.ZERO);
    assertThat(state()).isEqualTo(SiteStanding.State.EXPIRED);
    assertThat(board.claim(A, "one")).isEmpty();
    assertThat(board.counts(A)).isFalse();
    Postgres.run(at, "UPDATE FLEET_SITE SET EXPIRES = clock_timestamp() - INTERVAL '2 hours'");

    board.removeExpired();

    assertThat(Postgres.count(at, "FLEET_SITE")).isZero();
    assertThat(Postgres.count(at, "FLEET_FILE")).isZero();
  }

  @Test
  void another_run_of_the_fleet_ends_the_first() {
    give(A);
    SiteNotice worked = new SiteNotice("F1", "B", "2");
    give(worked);
    board.claim(worked, "one");
    SiteNotice other = new SiteNotice("G1", "A", "3");
    board.give("other fleet", other, "order", "common", folder.resolve("list.csv"), HOUR);

    board.begin("fleet", "F2", "another run");

    assertThat(board.claim(A, "two")).isEmpty();
    assertThat(board.beat("one", List.of("2"))).isEqualTo(Map.of("2", "another run"));
    assertThat(board.claim(other, "two")).isPresent();
  }

  @Test
  void no_list_of_people_is_left_where_nobody_works() {
    give(A);
    board.claim(A, "one");
    board.end(A, "one", "end");
    assertThat(Postgres.count(at, "FLEET_FILE")).as("what all are told").isEqualTo(1);

    board.end("F1");

    assertThat(Postgres.count(at, "FLEET_SITE")).isZero();
    assertThat(Postgres.count(at, "FLEET_FILE")).isZero();
  }
}
