package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is gone without a word holds up nobody for long. */
class PostgresConnectionsTest {
  @TempDir Path folder;

  @Test
  @Timeout(60)
  void the_rows_of_a_transaction_that_nobody_goes_on_with_are_free_after_a_while()
      throws SQLException {
    SharedDatabase at = Postgres.schema();
    LedgerDatabase.open(Machine.real(), folder, at).close();
    PostgresConnections vanishing =
        new PostgresConnections(at, 60, Duration.ofMillis(300), ServerLocks.none());
    try (Connection gone = vanishing.getConnection();
        Connection next = new PostgresConnections(at).getConnection()) {
      gone.setAutoCommit(false);
      try (Statement write = gone.createStatement();
          Statement waits = next.createStatement()) {
        write.executeUpdate("UPDATE LEDGER_KEY SET UNDO_STORE = TRUE");

        waits.executeUpdate("UPDATE LEDGER_KEY SET UNDO_STORE = FALSE");
      }
      assertThatThrownBy(gone::commit).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void that_while_is_a_minute_on_every_connection_of_a_ledger() {
    try (LedgerDatabase database = LedgerDatabase.open(Machine.real(), folder, Postgres.schema())) {
      assertThat(PostgresEngine.setting(database.jdbc(), "idle_in_transaction_session_timeout"))
          .isEqualTo("1min");
    }
  }
}
