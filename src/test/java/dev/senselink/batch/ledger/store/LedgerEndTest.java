package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hsqldb.DatabaseManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has closed a ledger is at work in its files no more. */
class LedgerEndTest {
  @TempDir Path folder;

  private List<String> inFiles() {
    try (DataFolder data = data();
        LedgerDatabase database = LedgerDatabase.open(data)) {
      return noted(database);
    }
  }

  private DataFolder data() {
    return DataFolder.lock(folder.resolve("data"), "test");
  }

  private static List<String> noted(LedgerDatabase database) {
    return database.jdbc().queryForList("SELECT RUN FROM ENDED ORDER BY RUN", String.class);
  }

  private static void note(LedgerDatabase database, String run) {
    database
        .jdbc()
        .update("INSERT INTO ENDED VALUES (?, 7, 'server', 1, '', '', '', 'LEFT', '', 1)", run);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /**
   * A pool makes connections in a thread of its own: one that it makes last would have the database
   * open in this process, and another process, or a copy that is put back, changes the files
   * meanwhile. That ended with a ledger that cannot be opened.
   */
  @Test
  void a_connection_that_comes_too_late_leaves_the_files_to_others() throws IOException {
    Path files = folder.resolve("data/db");
    Path kept = folder.resolve("kept");
    DataSource connections;
    try (DataFolder data = data();
        LedgerDatabase database = LedgerDatabase.open(data)) {
      note(database, "R1");
      copy(files, kept);
      note(database, "R2");
      connections = ((HikariDataSource) database.source()).getDataSource();
    }

    assertThat(catchThrowable(() -> connections.getConnection().close())).isNotNull();
    copy(kept, files);

    assertThat(inFiles()).as("as the files say").containsExactly("R1");
    assertThat(inFiles()).as("and they are whole").containsExactly("R1");
  }

  @Test
  void a_ledger_whose_tables_cannot_be_made_is_closed() throws SQLException {
    Path files = folder.resolve("data/db/ledger");
    HsqldbConnections other = new HsqldbConnections("jdbc:hsqldb:file:" + files);
    try (Connection connection = other.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE TABLES_MADE (N INTEGER)");
    }
    other.end();
    try (DataFolder data = data()) {
      assertThat(catchThrowable(() -> LedgerDatabase.open(data)))
          .isInstanceOf(LedgerException.class);
    }

    assertThat(DatabaseManager.getDatabaseURIs().toString()).doesNotContain(files.toString());
  }

  /** As both databases call it; only of one of them others could have taken the rest over. */
  @Test
  void a_folder_that_is_closed_is_no_database_that_went_away() throws SQLException {
    HsqldbConnections connections =
        new HsqldbConnections("jdbc:hsqldb:file:" + folder.resolve("closed"));
    try (Connection open = connections.getConnection()) {
      connections.end();
      Throwable said = catchThrowable(() -> open.createStatement().execute("CHECKPOINT"));
      assertThat(said)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));

      assertThat(LedgerException.lostDatabase(said)).isNull();
    }
  }
}
