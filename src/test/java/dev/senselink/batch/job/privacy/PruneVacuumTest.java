package dev.senselink.batch.job.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.Books;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever shares a database is held up no longer than it takes to forget. */
class PruneVacuumTest {
  @TempDir Path folder;

  @Test
  void however_many_runs_are_forgotten_the_database_is_gone_through_once() throws IOException {
    Path data = folder.resolve("data");
    SharedDatabase at = Postgres.database();
    Postgres.options(at, folder);
    new LedgerPlace(
            at.url(),
            folder.resolve("user.txt"),
            null,
            folder.resolve("database.key"),
            null,
            false,
            null)
        .take(Machine.real(), data);
    try (DataFolder locked = DataFolder.lock(data, "test");
        LedgerDatabase database = Ledger.open(locked);
        Ledger ledger = Ledger.locked(database, Books.SERVER, Set.of(), Books.COMPANY, "test")) {
      for (String run : List.of("R1", "R2", "R3", "R4")) {
        ledger.runs().begin(Books.run(run));
      }
    }

    PrivacyJob.Forgotten forgotten =
        new PrivacyJob(data).prune(Books.NOON.plus(Duration.ofDays(1)), ZoneOffset.UTC);

    assertThat(forgotten.runs()).containsExactly("R1", "R2", "R3");
    assertThat(Postgres.count(at, "run")).isEqualTo(1);
    assertThat(Postgres.count(at, "pg_stat_user_tables WHERE relname = 'run' AND vacuum_count = 1"))
        .isOne();
  }
}
