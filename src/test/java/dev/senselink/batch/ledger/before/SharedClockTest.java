package dev.senselink.batch.ledger.before;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.Books;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.SharedDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that share a database go by its clock: their own may be a minute apart. */
class SharedClockTest {
  private static final long SOMEBODY = 7;

  @TempDir Path folder;
  private SharedDatabase at;

  @BeforeEach
  void schema() {
    at = Postgres.schema();
  }

  /** A machine whose clock is so far ahead. */
  private LedgerDatabase opened(int secondsAhead) {
    return LedgerDatabase.open(
        new OtherMachine() {
          @Override
          public Clock wall() {
            return Clock.offset(super.wall(), Duration.ofSeconds(secondsAhead));
          }
        },
        folder.resolve("data"),
        at);
  }

  private static void write(Ledger ledger, String run, long person) {
    LastWrite sent = new LastWrite(Map.of(), List.of(), false, null);
    ledger
        .before()
        .keep(new BeforeImage(run, person, Kind.UPDATED, 1, 1, null, FormerPhoto.UNTOUCHED, sent))
        .join();
  }

  private static Ledger ledger(LedgerDatabase database) {
    return new Ledger(database, Books.SERVER, Books.COMPANY);
  }

  @Test
  void who_wrote_last_is_known_whatever_the_clocks_of_two_machines_say() {
    try (LedgerDatabase early = opened(-50);
        LedgerDatabase late = opened(50);
        Ledger behind = ledger(early);
        Ledger ahead = ledger(late)) {
      write(behind, "R0", SOMEBODY + 1); // from now on it knows what was noted last
      write(ahead, "R1", SOMEBODY);
      write(behind, "R2", SOMEBODY);

      assertThat(ahead.before().laterRuns("R1", SOMEBODY)).containsExactly("R2");
      assertThat(behind.before().laterRuns("R2", SOMEBODY)).isEmpty();
      assertThat(behind.before().lastOf(SOMEBODY, Kind.UPDATED)).contains("R2");
    }
  }

  @Test
  void what_is_kept_for_a_time_is_kept_so_long_on_every_machine() {
    try (LedgerDatabase early = opened(-50);
        LedgerDatabase late = opened(50);
        Ledger behind = ledger(early);
        Ledger ahead = ledger(late)) {
      Instant begun = early.now();
      behind.before().runs().begin("R1", Duration.ofSeconds(60));

      ahead.before().runs().forgetOld();

      assertThat(ahead.before().runs().until("R1"))
          .hasValueSatisfying(
              until -> assertThat(until).isBetween(begun.plusSeconds(59), begun.plusSeconds(70)));
    }
  }

  @Test
  void a_machine_that_is_more_than_a_minute_off_is_refused() {
    for (int off : new int[] {-65, 65}) {
      assertThatThrownBy(() -> opened(off).close())
          .isInstanceOfSatisfying(
              LedgerException.class,
              e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.UNFIT))
          .hasMessageContaining("60");
    }
  }
}
