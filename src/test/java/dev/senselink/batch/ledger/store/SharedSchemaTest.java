package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.store.LedgerException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Tables that many share change when nobody works with them, all or nothing, and only forward. */
class SharedSchemaTest {
  private static final BiPredicate<LedgerDatabase, Runnable> NO_OTHERS = (there, alone) -> false;

  private static final String SERVER = "10.0.0.5:8443";

  @TempDir Path folder;
  private SharedDatabase at;

  @BeforeEach
  void made() {
    at = Postgres.schema();
    opened(database -> database.jdbc().update("INSERT INTO REPORTED VALUES ('R1', 'f')"));
  }

  private void opened(Consumer<LedgerDatabase> work) {
    try (DataFolder data = DataFolder.lock(folder, "test");
        LedgerDatabase database = LedgerDatabase.open(data, at)) {
      work.accept(database);
    }
  }

  private boolean upgraded() {
    try (DataFolder data = DataFolder.lock(folder, "data upgrade")) {
      return LedgerDatabase.upgrade(data, at, NO_OTHERS);
    }
  }

  private static void refused(ThrowingCallable work, Kind kind, String why) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .hasMessageContaining(why);
  }

  /** As a version left it that did not know this statement yet. */
  private void isWithout(String beginning, String undo) throws IOException {
    String step =
        LedgerSchema.statements(LedgerSchema.script()).stream()
            .filter(statement -> statement.startsWith(beginning))
            .findFirst()
            .orElseThrow();
    Postgres.execute(at, undo);
    Postgres.execute(
        at, "DELETE FROM SCHEMA_STEP WHERE STATEMENT = '" + SharedSchema.named(step) + "'");
    Postgres.execute(at, "UPDATE TABLES_MADE SET SCRIPT = 'of an earlier one'");
  }

  private void isWithoutPlaces() throws IOException {
    isWithout("CREATE CACHED TABLE IF NOT EXISTS BEFORE_PLACE", "DROP TABLE BEFORE_PLACE");
  }

  @Test
  void tables_of_an_earlier_version_are_refused_until_they_are_upgraded() throws IOException {
    isWithoutPlaces();

    refused(() -> opened(database -> {}), Kind.UNFIT, "senselink data upgrade");
    assertThat(upgraded()).isTrue();
    opened(
        database -> {
          JdbcTemplate jdbc = database.jdbc();
          assertThat(database.has("BEFORE_PLACE")).isTrue();
          assertThat(jdbc.queryForList("SELECT RUN FROM REPORTED", String.class))
              .containsExactly("R1");
        });
    assertThat(upgraded()).isFalse();
  }

  @Test
  void so_are_those_of_the_versions_that_did_not_write_down_what_they_had_done() {
    Postgres.execute(at, "DROP TABLE SCHEMA_STEP");
    Postgres.execute(at, "DROP TABLE MOVED_HERE");
    Postgres.execute(at, "UPDATE TABLES_MADE SET SCRIPT = 'of an earlier one'");

    assertThat(upgraded()).isTrue();

    opened(database -> assertThat(database.has("MOVED_HERE")).isTrue());
  }

  @Test
  void an_empty_database_is_made() {
    at = Postgres.schema();

    assertThat(upgraded()).isTrue();

    opened(database -> assertThat(database.has("RUN")).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO SCHEMA_STEP VALUES ('of a later one')",
        "INSERT INTO FORM VALUES (1000)"
      })
  void those_of_a_later_version_are_left_alone(String later) {
    Postgres.execute(at, later);
    Postgres.execute(at, "UPDATE TABLES_MADE SET SCRIPT = 'of a later one'");

    refused(() -> opened(database -> {}), Kind.UNFIT, "by a later version");
    refused(this::upgraded, Kind.UNFIT, "by a later version");
  }

  @Test
  void what_cannot_be_carried_out_to_its_end_changes_nothing() throws IOException {
    isWithoutPlaces();
    isWithout("CREATE INDEX IF NOT EXISTS OUTCOME_PERSON", "DROP INDEX OUTCOME_PERSON");
    Postgres.execute(at, "ALTER TABLE OUTCOME RENAME PERSON TO SOMEBODY");

    assertThatThrownBy(this::upgraded).isInstanceOf(LedgerException.class);

    assertThat(
            new JdbcTemplate(new PostgresConnections(at))
                .queryForObject("SELECT to_regclass('BEFORE_PLACE') IS NULL", Boolean.class))
        .isTrue();
    refused(() -> opened(database -> {}), Kind.UNFIT, "senselink data upgrade");
  }

  @Test
  void nobody_changes_them_while_anybody_works_on_a_server() {
    opened(
        database -> {
          try (ServerLock held = database.locks().take(List.of(SERVER), "import users")) {
            assertThat(held).isNotNull();
            Postgres.execute(at, "UPDATE TABLES_MADE SET SCRIPT = 'of an earlier one'");
            refused(
                () -> LedgerDatabase.upgrade(other(), at, NO_OTHERS), Kind.LOCKED, "import users");
          }
          assertThat(LedgerDatabase.upgrade(other(), at, NO_OTHERS)).isTrue();
        });
  }

  /** The tables are of this version; what lies beside them is not. */
  @Test
  void nor_what_else_lies_there() {
    AtomicInteger made = new AtomicInteger();
    BiPredicate<LedgerDatabase, Runnable> lacking =
        (there, alone) -> {
          alone.run();
          return made.incrementAndGet() > 0;
        };
    opened(
        database -> {
          try (ServerLock held = database.locks().take(List.of(SERVER), "import users")) {
            refused(
                () -> LedgerDatabase.upgrade(other(), at, lacking), Kind.LOCKED, "import users");
            assertThat(held.isHeld()).isTrue();
          }
          assertThat(made).hasValue(0);
          assertThat(LedgerDatabase.upgrade(other(), at, lacking)).isTrue();
        });
  }

  /** Another machine, as far as the database can tell: the same folder, whose lock is held. */
  private DataFolder other() {
    try (DataFolder other = DataFolder.lock(folder.resolve("other"), "test")) {
      return other;
    }
  }

  @Test
  void nobody_begins_on_a_server_while_they_are_changed() throws Exception {
    try (Connection line = new PostgresConnections(at).getConnection()) {
      line.setAutoCommit(false);
      SchemaLock.take(new JdbcTemplate(new SingleConnectionDataSource(line, true)), at);

      opened(
          database ->
              refused(
                  () -> database.locks().take(List.of(SERVER), "import users"),
                  Kind.LOCKED,
                  "data upgrade"));
      line.rollback();
      opened(database -> database.locks().take(List.of(SERVER), "import users").close());
    }
  }

  @Test
  void who_opened_them_before_and_would_begin_after_they_were_changed_does_not() {
    opened(
        database -> {
          Postgres.execute(at, "INSERT INTO SCHEMA_STEP VALUES ('of a later one')");
          Postgres.execute(at, "UPDATE TABLES_MADE SET SCRIPT = 'of a later one'");

          refused(
              () -> database.locks().take(List.of(SERVER), "import users"),
              Kind.UNFIT,
              "by a later version");
        });
  }

  @Test
  void with_another_file_for_the_key_nothing_is_changed() throws IOException {
    isWithoutPlaces();
    SharedDatabase right = at;
    at =
        new SharedDatabase(
            at.url(), at.user(), "", null, false, WrappingKey.read(otherKeyFile()), null);
    refused(this::upgraded, Kind.UNFIT, "--database-key-file");
    at = right;
    refused(() -> opened(database -> {}), Kind.UNFIT, "senselink data upgrade");
  }

  private Path otherKeyFile() throws IOException {
    Path file = folder.resolve("other.key");
    PrivateFiles.write(file, "another key file that is long enough to be one");
    return file;
  }
}
