package dev.senselink.batch.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.directory.Diagnosis.Level;
import dev.senselink.batch.ledger.store.DatabaseLook;
import dev.senselink.batch.ledger.store.DatabaseLook.Tables;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What was seen of a database is called what it is. */
class DatabaseProbeTest {
  private static Level level(String check, DatabaseLook look) {
    return DatabaseProbe.of("jdbc:postgresql://db.example.com/senselink", look).stream()
        .filter(line -> line.check().equals(check))
        .map(Diagnosis::level)
        .findFirst()
        .orElseThrow();
  }

  private static DatabaseLook look(boolean recent, boolean encrypted, boolean proven) {
    return new DatabaseLook(
        "17.6",
        recent,
        encrypted,
        proven,
        true,
        true,
        Duration.ZERO,
        Tables.OURS,
        DatabaseLook.Key.FITS,
        null);
  }

  @Test
  void what_is_encrypted_for_somebody_unknown_is_not_well() {
    assertThat(level("database-tls", look(true, true, true))).isEqualTo(Level.OK);
    assertThat(level("database-tls", look(true, true, false))).isEqualTo(Level.WARN);
    assertThat(level("database-tls", look(true, false, true))).isEqualTo(Level.WARN);
  }

  @Test
  void a_server_that_is_too_old_is_told() {
    assertThat(level("database-settings", look(true, true, true))).isEqualTo(Level.OK);
    assertThat(level("database-settings", look(false, true, true))).isEqualTo(Level.BAD);
  }
}
