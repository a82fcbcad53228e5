package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.hsqldb.DatabaseManager;
import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept compiled is never an old answer. */
class HsqldbConnectionsTest {
  private static final String ALL = "SELECT * FROM PEOPLE ORDER BY ID";

  @TempDir Path folder;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection =
        new HsqldbConnections("jdbc:hsqldb:file:" + folder.resolve("db") + ";hsqldb.tx=mvcc")
            .getConnection();
    execute("CREATE TABLE PEOPLE (ID INTEGER PRIMARY KEY)");
    execute("INSERT INTO PEOPLE VALUES (1), (2)");
  }

  @AfterEach
  void close() throws SQLException {
    execute("SHUTDOWN");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int columns() throws SQLException {
    try (PreparedStatement all = connection.prepareStatement(ALL);
        ResultSet rows = all.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getMetaData().getColumnCount();
    }
  }

  @Test
  void what_was_compiled_once_stays_when_the_statement_is_closed() throws SQLException {
    columns();

    Session session = (Session) connection.unwrap(JDBCConnection.class).getSession();
    assertThat(session.statementManager.getStatement(1).getSQL()).isEqualTo(ALL);
  }

  @Test
  void after_a_change_of_the_tables_it_is_compiled_anew() throws SQLException {
    assertThat(columns()).isEqualTo(1);

    execute("ALTER TABLE PEOPLE ADD COLUMN NAME VARCHAR(9)");

    assertThat(columns()).isEqualTo(2);
    assertThat(columns()).isEqualTo(2);
  }

  @Test
  void two_of_the_same_text_at_a_time_do_not_know_of_each_other() throws SQLException {
    String greater = "SELECT ID FROM PEOPLE WHERE ID > ? ORDER BY ID";
    try (PreparedStatement one = connection.prepareStatement(greater);
        PreparedStatement other = connection.prepareStatement(greater)) {
      one.setInt(1, 0);
      other.setInt(1, 1);
      try (ResultSet first = one.executeQuery();
          ResultSet second = other.executeQuery()) {
        assertThat(first.next() && second.next()).isTrue();
        assertThat(first.getInt(1)).isEqualTo(1);
        assertThat(second.getInt(1)).isEqualTo(2);
        assertThat(first.next()).isTrue();
        assertThat(second.next()).isFalse();
      }
    }
  }

  /** Or it would open the database again that was just closed. */
  @Test
  void a_pool_that_is_closed_waits_for_a_connection_that_is_being_made() throws SQLException {
    HsqldbConnections connections = new HsqldbConnections("jdbc:hsqldb:mem:pool");
    HikariConfig config = new HikariConfig();
    config.setDataSource(connections);

    new HikariDataSource(config).close();

    assertThat(connections.getLoginTimeout()).isEqualTo(30);
  }

  /** As one that the pool was about to make meanwhile. */
  @Test
  void no_connection_opens_the_database_again_that_was_ended() throws SQLException {
    Path files = folder.resolve("ended");
    HsqldbConnections connections = new HsqldbConnections("jdbc:hsqldb:file:" + files);
    connections.getConnection().close();

    connections.end();

    assertThatThrownBy(connections::getConnection).isInstanceOf(SQLException.class);
    assertThat(DatabaseManager.getDatabaseURIs().toString()).doesNotContain(files.toString());
  }

  @Test
  void a_text_made_up_each_time_does_not_fill_the_memory() throws SQLException {
    for (int n = 0; n < 1_000; n++) {
      connection.prepareStatement("SELECT ID FROM PEOPLE WHERE ID = " + n).close();
    }

    Session session = (Session) connection.unwrap(JDBCConnection.class).getSession();
    long kept = 0;
    for (int id = 1; id <= 1_000; id++) {
      kept += session.statementManager.getStatement(id) == null ? 0 : 1;
    }
    assertThat(kept).isEqualTo(200);
  }
}
