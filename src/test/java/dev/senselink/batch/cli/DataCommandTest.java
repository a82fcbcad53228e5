package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.store.SharedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs go on where their ledger has gone to, and nowhere else. */
class DataCommandTest {
  private static final List<String> BATCH_INDEXES =
      List.of(
          "BATCH_JOB_EXECUTION_JOB_INSTANCE_ID_IDX", "BATCH_STEP_EXECUTION_JOB_EXECUTION_ID_IDX");

  @TempDir Path folder;
  private Shell shell;
  private SharedDatabase at;
  private Path user;
  private Path key;

  @BeforeEach
  void open() throws IOException {
    at = Postgres.database();
    shell = Shell.in(folder);
    user = Path.of(Postgres.options(at, folder).get(3));
    key = Path.of(Postgres.options(at, folder).get(5));
    PrivateFiles.folder(folder.resolve("undo-store"));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Shell.Told move() {
    List<String> all = new ArrayList<>(List.of("data", "move", "--to"));
    all.addAll(options().subList(1, options().size()));
    all.add("--json");
    return shell.run(all.toArray(String[]::new));
  }

  private List<String> options() {
    try {
      List<String> all = new ArrayList<>(Postgres.options(at, folder));
      all.addAll(List.of("--undo-store", folder.resolve("undo-store").toString()));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says once with the folder where its ledger is. */
  private Shell.Told named(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(options());
    return shell.run(all.toArray(String[]::new));
  }

  @Test
  void a_run_that_was_stopped_goes_on_in_the_database_and_can_be_undone_there() {
    Path roster = shell.staff(4);
    assertThat(shell.importing(roster, "--limit", "2").exit()).isZero();
    String run = shell.run("runs", "--json").json().get(0).path("id").asString();

    Shell.Told moved = move();

    assertThat(moved.exit()).as(moved.all()).isZero();
    assertThat(moved.json().path("rows").asLong()).isPositive();
    assertThat(shell.data().resolve("db")).doesNotExist();
    assertThat(named("lists").exit()).isZero();
    Shell.Told rest = shell.importing(roster);
    assertThat(rest.exit()).as(rest.err()).isZero();
    assertThat(rest.err()).contains("continuing run " + run);
    assertThat(shell.sandbox().people()).hasSize(4);
    assertThat(shell.run("runs", "--json").json()).hasSize(1);
    Shell.Told undone = shell.run("undo", run, "--yes", "--report", folder + "/undo");
    assertThat(undone.exit()).as(undone.err()).isZero();
    assertThat(shell.sandbox().people()).isEmpty();
  }

  /** None of them does anything, so that all are tried with one folder. */
  @Test
  void every_command_with_the_folder_says_where_the_ledger_went() {
    Path roster = shell.staff(1);
    assertThat(shell.importing(roster).exit()).isZero();
    assertThat(move().exit()).isZero();

    for (String line :
        List.of(
            "runs",
            "lists",
            "privacy show",
            "privacy prune --older-than 1d --yes",
            "import users ROSTER",
            "user list",
            "console",
            "data upgrade",
            "data move --to jdbc:postgresql://db.example.com/other --database-user-file USER"
                + " --database-key-file KEY")) {
      Shell.Told told =
          shell.run(
              line.replace("ROSTER", roster.toString())
                  .replace("USER", user.toString())
                  .split(" "));

      assertThat(told.exit()).as(line + ": " + told.all()).isEqualTo(2);
      assertThat(told.err()).as(line).contains(at.url());
      assertThat(shell.data().resolve("db")).as(line).doesNotExist();
    }
  }

  @Test
  void doctor_says_where_the_ledger_went() {
    assertThat(shell.importing(shell.staff(1)).exit()).isZero();
    assertThat(move().exit()).isZero();

    Shell.Told told = shell.run("doctor");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out()).contains(at.url());
  }

  @Test
  void an_upgrade_says_whether_there_was_anything_to_do() {
    Shell.Told none = shell.run("data", "upgrade", "--json");
    assertThat(none.json().path("upgraded").asBoolean()).isFalse();
    assertThat(shell.data()).doesNotExist();

    Shell.Told made = named("data", "upgrade", "--json");
    assertThat(made.json().path("upgraded").asBoolean()).isTrue();
    Shell.Told again = named("data", "upgrade");
    assertThat(again.out()).contains("already");

    Postgres.execute(at, "DROP TABLE SCHEMA_STEP");
    Postgres.execute(at, "UPDATE TABLES_MADE SET SCRIPT = 'of an earlier one'");
    assertThat(named("runs").err()).contains("senselink data upgrade");
    assertThat(named("data", "upgrade").out()).contains("in the form of this version now");
    assertThat(named("runs").exit()).isZero();
  }

  /** Without them each site's job looks at those of all other sites, too. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_upgrade_gives_batch_the_indexes_that_it_lacks(boolean ofThisVersion) {
    Path roster = shell.staff(1);
    assertThat(shell.importing(roster, options().toArray(String[]::new)).exit()).isZero();
    BATCH_INDEXES.forEach(index -> Postgres.execute(at, "DROP INDEX " + index));
    if (!ofThisVersion) {
      Postgres.execute(at, "UPDATE TABLES_MADE SET SCRIPT = 'of an earlier one'");
    }

    assertThat(named("data", "upgrade").out()).contains("in the form of this version now");

    assertThat(named("data", "upgrade").out()).contains("already");
    BATCH_INDEXES.forEach(index -> Postgres.execute(at, "DROP INDEX " + index)); // each is there
    assertThat(named("data", "upgrade", "--json").json().path("upgraded").asBoolean()).isTrue();
  }

  @Test
  void a_folder_of_a_version_before_is_upgraded_too() throws IOException {
    assertThat(shell.importing(shell.staff(1)).exit()).isZero();
    Files.writeString(shell.data().resolve("form"), "8\n");

    Shell.Told told = shell.run("data", "upgrade", "--json");

    assertThat(told.json().path("upgraded").asBoolean()).as(told.all()).isTrue();
    assertThat(shell.data().resolve("form")).hasContent("9");
  }

  @Test
  void what_is_no_address_or_no_folder_is_told() {
    Shell.Told address =
        shell.run("data", "move", "--to", "postgres", "--database-user-file", user.toString());
    assertThat(address.exit()).as(address.all()).isEqualTo(2);

    Shell.Told none = move();
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("there is no data folder");
  }
}
