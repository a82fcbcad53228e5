package dev.senselink.batch.ledger.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a big ledger takes into a shared database, read back and compared included: so many
 * people on the server, and an outcome of each.
 *
 * <pre>
 * mvn -q test -Dtest=LedgerMoveBenchmark
 * mvn -q test -Dtest=LedgerMoveBenchmark -Dbench.rows=1000000
 * </pre>
 */
@Benchmark
class LedgerMoveBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 200_000);

  private static final String NUMBERS =
      " FROM UNNEST(SEQUENCE_ARRAY(1, %d, 1)) AS T(N)".formatted(ROWS);

  @TempDir Path folder;

  @Test
  void a_big_ledger_moves() throws IOException {
    Path data = folder.resolve("data");
    fill(data);
    SharedDatabase at = Postgres.database();
    Postgres.options(at, folder);
    LedgerPlace place =
        new LedgerPlace(
            at.url(),
            folder.resolve("user.txt"),
            null,
            folder.resolve("database.key"),
            null,
            false,
            null);

    long begun = System.nanoTime();
    LedgerMove.Moved moved = new LedgerMove(Machine.real(), data, place, step -> {}).run();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(moved.rows()).isEqualTo(2L * ROWS);
    System.out.printf(
        "%d rows of %d tables in %.1f s, %.0f rows a second%n",
        moved.rows(),
        moved.tables(),
        took.toMillis() / 1e3,
        moved.rows() * 1e3 / Math.max(1, took.toMillis()));
  }

  private static void fill(Path data) {
    try (DataFolder locked = DataFolder.lock(data, "test");
        LedgerDatabase database = Ledger.open(locked)) {
      database
          .jdbc()
          .update(
              "INSERT INTO OUTCOME (RUN, ROW_NO, ENDING, CODE, REASON, PERSON, \"SIMILAR\","
                  + " SIMILAR_NAME, PHOTO, ATTEMPTS, LINE)"
                  + " SELECT 'R1', N, 'CREATED', '', '', N, CAST(NULL AS BIGINT), '',"
                  + " 'photos/E' || N || '.jpg', 1, N + 1"
                  + NUMBERS);
      database
          .jdbc()
          .update(
              "INSERT INTO KNOWN_PERSON SELECT 'server:443', 58, N, 1, 'Person ' || N, 'person ' ||"
                  + " N, 'e' || N, '', '', '', 'E' || N, '', '', '', 'a remark', 'avatar-' || N,"
                  + " '2026-01-01 08:00:00', N + 1, 7, ''"
                  + NUMBERS);
    }
  }
}
