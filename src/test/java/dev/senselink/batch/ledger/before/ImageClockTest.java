package dev.senselink.batch.ledger.before;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By when an image was noted it is known who wrote last. */
class ImageClockTest {
  @TempDir Path folder;

  /** Its time passes by hand. */
  private static final class Hand extends OtherMachine {
    private static final Instant BEGIN = Instant.now();

    private Duration steady = Duration.ZERO;
    private Duration wall = Duration.ZERO;

    @Override
    public long nanos() {
      return steady.toNanos();
    }

    @Override
    public Clock wall() {
      InstantSource shifted = () -> BEGIN.plus(wall);
      return shifted.withZone(ZoneOffset.UTC);
    }
  }

  @Test
  void the_shared_clock_is_asked_now_and_then_and_after_sleep() {
    Hand machine = new Hand();
    try (LedgerDatabase database = LedgerDatabase.open(machine, folder, Postgres.schema())) {
      ImageClock clock = new ImageClock(database, "10.0.0.5:8443", 58);
      Instant first = clock.moment();

      assertThat(clock.moment()).isEqualTo(first.plusMillis(1));
      machine.steady = Duration.ofSeconds(4);
      machine.wall = Duration.ofSeconds(4);
      assertThat(clock.moment()).isEqualTo(first.plusSeconds(4));

      machine.wall =
          Duration.ofHours(1); // asleep: told anew, that is earlier than it was taken for
      assertThat(clock.moment()).isEqualTo(first.plusSeconds(4).plusMillis(1));
      machine.steady = Duration.ofMillis(8500);
      machine.wall = Duration.ofHours(1).plusMillis(4500); // from there on, and not from the first
      assertThat(clock.moment()).isBetween(first.plusMillis(4400), first.plusSeconds(60));
    }
  }
}
