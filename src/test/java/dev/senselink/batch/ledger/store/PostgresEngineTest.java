package dev.senselink.batch.ledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.RowCallbackHandler;

/** A PostgreSQL server is used only if it keeps what it says it has kept, and by who may use it. */
class PostgresEngineTest {
  @TempDir Path folder;
  private final Set<String> hashes = new HashSet<>();
  private SharedDatabase at;

  private interface Work {
    void in(LedgerDatabase database) throws Exception;
  }

  @BeforeEach
  void schema() {
    at = Postgres.schema();
  }

  private void opened(String data, Work work) throws Exception {
    try (DataFolder locked = DataFolder.lock(folder.resolve(data), "test");
        LedgerDatabase database = LedgerDatabase.open(locked, at)) {
      work.in(database);
    }
  }

  private void refused(String data, String why) {
    assertThatThrownBy(() -> opened(data, database -> {}))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.UNFIT))
        .hasMessageContaining(why)
        .hasMessageNotContaining("user=");
  }

  @Test
  void every_connection_waits_for_the_disk_whatever_the_server_is_set_to() throws Exception {
    Postgres.execute(at, "ALTER ROLE CURRENT_USER SET synchronous_commit = off");
    try {
      opened(
          "data",
          database ->
              assertThat(database.jdbc().queryForObject("SHOW synchronous_commit", String.class))
                  .isEqualTo("on"));
    } finally {
      Postgres.execute(at, "ALTER ROLE CURRENT_USER RESET synchronous_commit");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fsync, off, fsync=off",
    "server_encoding, SQL_ASCII, UTF8",
    "server_version_num, 130099, version 14"
  })
  void a_server_that_may_lose_or_change_what_it_was_given_is_refused(
      String setting, String value, String why) {
    says(setting, value);

    refused("data", why);
  }

  /** From now on the server says this of a setting. */
  private void says(String setting, String value) {
    String url = at.url().endsWith(",pg_catalog") ? at.url() : at.url() + ",pg_catalog";
    at =
        new SharedDatabase(
            url, at.user(), "", null, false, Postgres.KEY, null); // ours is asked first
    Postgres.execute(
        at,
        "CREATE OR REPLACE FUNCTION current_setting(asked text) RETURNS text LANGUAGE sql AS"
            + " $$ SELECT CASE WHEN asked = '%s' THEN '%s'".formatted(setting, value)
            + " ELSE pg_catalog.current_setting(asked) END $$");
  }

  @Test
  void connections_of_others_to_whatever_database_leave_less_room() throws Exception {
    int more = 12;
    try (Connection line = DriverManager.getConnection(at.url(), at.user(), "")) {
      says("max_connections", String.valueOf(number(line) + LedgerDatabase.CONNECTIONS + more));
      opened("data", database -> {});

      List<Connection> others = new ArrayList<>();
      try {
        SharedDatabase other = Postgres.database();
        for (int n = 0; n < more; n++) {
          others.add(DriverManager.getConnection(other.url(), other.user(), ""));
        }
        assertThatThrownBy(() -> opened("data", database -> {}))
            .isInstanceOf(LedgerException.class)
            .hasMessageContaining("connections");
      } finally {
        for (Connection other : others) {
          other.close();
        }
      }
    }
  }

  /** How many connections there are, with those that an ordinary user never gets. */
  private static int number(Connection line) throws SQLException {
    try (Statement ask = line.createStatement();
        ResultSet said =
            ask.executeQuery(
                "SELECT SUM(numbackends) + current_setting('superuser_reserved_connections')::int"
                    + " FROM pg_stat_database")) {
      said.next();
      return said.getInt(1);
    }
  }

  @Test
  void whoever_has_the_file_that_opens_its_key_recognises_everybody() throws Exception {
    opened("data", database -> hashes.add(database.key().hash("E1001")));

    opened("other", database -> hashes.add(database.key().hash("E1001")));

    assertThat(hashes).hasSize(1);
    assertThat(DataFolderKey.existing(folder.resolve("other")).orElseThrow().hash("E1001"))
        .isEqualTo(hashes.iterator().next());
  }

  @Test
  void a_folder_that_had_a_key_of_its_own_has_that_of_the_database() throws Exception {
    opened("data", database -> hashes.add(database.key().hash("E1001")));
    PrivateFiles.folder(folder.resolve("other"));
    DataFolderKey.made(Machine.real().chance()).keepIn(folder.resolve("other"));

    opened("other", database -> hashes.add(database.key().hash("E1001")));

    assertThat(hashes).hasSize(1);
  }

  @Test
  void a_key_that_is_wrapped_with_another_is_refused_and_what_is_there_tells_none()
      throws Exception {
    opened(
        "data",
        database -> {
          String kept = database.jdbc().queryForList("SELECT * FROM LEDGER_KEY").get(0).toString();
          assertThat(kept).doesNotContain(HexFormat.of().formatHex(database.key().bytes()));
        });
    SharedDatabase own = at;
    byte[] another = "of another machine, as it was made".getBytes(UTF_8);
    at = new SharedDatabase(own.url(), own.user(), "", null, false, WrappingKey.of(another), null);

    refused("data", "--database-key-file");
    assertThat(DataFolderKey.existing(folder.resolve("data"))).isPresent();
  }

  @Test
  void a_key_that_is_gone_is_not_made_anew_where_runs_are_kept_under_it() throws Exception {
    opened("data", database -> {});
    Postgres.execute(at, "DELETE FROM LEDGER_KEY");
    opened("data", database -> {});
    Postgres.execute(
        at,
        "INSERT INTO RUN (ID, COMMAND, SERVER, COMPANY, COMPANY_NAME, ROSTER_SHA, ROSTER,"
            + " ROSTER_SETTINGS, PHOTOS, REPORT, STATUS, ALL_WORKED, STOP_REASON, ROSTER_ROWS,"
            + " STARTED_AT, WORKED, WORK_MILLIS, CREATED_DEPARTMENTS, CREATED_GROUPS)"
            + " VALUES ('R1', 'c', 's', 1, '', '', '', '', '', '', 'STOPPED', FALSE, '', 0,"
            + " now(), 0, 0, '', '')");
    Postgres.execute(at, "DELETE FROM LEDGER_KEY");

    refused("data", "LEDGER_KEY");
  }

  @Test
  void nor_where_all_runs_are_deleted_and_a_server_is_known() throws Exception {
    opened("data", database -> {});
    Postgres.execute(at, "INSERT INTO SERVER VALUES ('10.0.0.5:8443', 58, 'Sandbox Company')");
    Postgres.execute(at, "DELETE FROM LEDGER_KEY");

    refused("data", "LEDGER_KEY");
  }

  @Test
  void a_wrapped_key_that_somebody_has_changed_opens_nothing() throws Exception {
    opened("data", database -> {});
    Postgres.execute(at, "UPDATE LEDGER_KEY SET WRAPPED = '00' || substr(WRAPPED, 3) || '0a'");

    refused("data", "--database-key-file");
  }

  /** Of others' sessions it is not told what they are. */
  @Test
  void an_ordinary_user_counts_the_connections_of_others_too() throws Exception {
    String role = "ordinary_" + ProcessHandle.current().pid();
    Postgres.execute(
        at,
        "DO $$ BEGIN CREATE ROLE %1$s LOGIN; EXECUTE 'GRANT ALL ON SCHEMA ' || current_schema()"
                .formatted(role)
            + " || ' TO %s'; END $$".formatted(role));
    Postgres.execute(
        at,
        "CREATE FUNCTION current_setting(asked text) RETURNS text LANGUAGE sql AS $$ SELECT CASE"
            + " WHEN asked = 'max_connections' THEN '12' ELSE pg_catalog.current_setting(asked) END"
            + " $$");
    List<Connection> others = new ArrayList<>();
    try {
      PostgresConnections administrator = new PostgresConnections(at);
      for (int i = 0; i < 8; i++) {
        others.add(administrator.getConnection());
      }
      String url = at.url().replaceFirst("user=[^&]*", "user=" + role) + ",pg_catalog";
      SharedDatabase ordinary = new SharedDatabase(url, role, "", null, false, at.wrapping(), null);

      assertThatThrownBy(
              () -> {
                try (DataFolder locked = DataFolder.lock(folder.resolve("data"), "test")) {
                  LedgerDatabase.open(locked, ordinary).close();
                }
              })
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("allows 12 connections");
    } finally {
      for (Connection other : others) {
        other.close();
      }
      Postgres.execute(at, "DROP OWNED BY " + role);
      Postgres.execute(at, "DROP ROLE " + role);
    }
  }

  @Test
  void what_is_only_said_beside_the_statements_makes_no_other_version() throws Exception {
    String script = LedgerSchema.script();

    assertThat(LedgerSchema.digest("-- Another word; and another.\n\n" + script))
        .isEqualTo(LedgerSchema.digest(script))
        .isNotEqualTo(LedgerSchema.digest(script + "DROP TABLE RUN;"));
  }

  @Test
  void two_that_come_first_at_once_make_the_tables_once() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      DataFolder data = DataFolder.lock(folder.resolve("data"), "test");
      Callable<Integer> opens =
          () -> {
            try (LedgerDatabase database = LedgerDatabase.open(data, at)) {
              return database.jdbc().queryForList("SELECT N FROM FORM").size();
            }
          };
      DataFolderKey.of(data.path(), data.machine().chance());
      for (Future<Integer> one : both.invokeAll(List.of(opens, opens))) {
        assertThat(one.get()).isOne();
      }
      data.close();
    } finally {
      both.shutdownNow();
    }
  }

  @Test
  void a_text_that_is_too_long_is_refused_and_never_cut() throws Exception {
    opened(
        "data",
        database -> {
          String put =
              database.statement(
                  Upsert.into(
                      "SERVER",
                      "ADDRESS VARCHAR(300), COMPANY BIGINT",
                      "COMPANY_NAME VARCHAR(1000)"));
          database.jdbc().update(put, "a".repeat(300), 1, "c");

          assertThatThrownBy(() -> database.jdbc().update(put, "a".repeat(301), 1, "c"))
              .isInstanceOf(DataIntegrityViolationException.class);
        });
  }

  @Test
  void rows_come_some_at_a_time() throws Exception {
    opened(
        "data",
        database -> {
          database
              .jdbc()
              .update("INSERT INTO REPORTED SELECT 'R' || n, 'f' FROM generate_series(1, 5000) n");
          int[] rows = {0};
          RowCallbackHandler row =
              rs -> {
                assertThat(rs.getFetchSize()).isBetween(1, 2_000);
                assertThat(rs.getStatement().getConnection().getAutoCommit()).isFalse();
                rows[0]++;
              };

          database.jdbc().query("SELECT RUN FROM REPORTED", row);
          database.jdbc().query("SELECT RUN FROM REPORTED WHERE FOLDER = ?", row, "f");

          assertThat(rows[0]).isEqualTo(10_000);
        });
  }
}
