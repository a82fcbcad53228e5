package dev.senselink.batch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The ledger lies in a PostgreSQL database where it is asked for, and nowhere by accident. */
class DatabaseTest {
  private static final String SECRET = "0pen-sesame";

  /** Ends every connection but the one that says so. */
  private static final String CUT =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE datname = current_database() AND pid <> pg_backend_pid()";

  @TempDir Path folder;
  private Shell shell;
  private SharedDatabase at;
  private Path user;

  @BeforeEach
  void open() throws IOException {
    at = Postgres.database();
    shell = Shell.in(folder);
    user = Files.writeString(folder.resolve("user.txt"), at.user() + "\n");
  }

  @AfterEach
  void close() {
    shell.close();
  }

  /** The options that name the database, and some more. */
  private String[] named(String... more) {
    try {
      return Stream.concat(Postgres.options(at, folder).stream(), Stream.of(more))
          .toArray(String[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same of another address. */
  private String[] namedAt(String url, String... more) {
    String[] named = named(more);
    named[1] = url;
    return named;
  }

  private Shell.Told importing(Path roster, String... more) {
    return shell.importing(roster, named(more));
  }

  @Test
  void an_import_is_in_the_database_and_every_later_command_finds_it_there() {
    Path roster = shell.staff(3);

    Shell.Told first = importing(roster);

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(shell.data().resolve("db")).doesNotExist();
    assertThat(shell.data().resolve("database.json")).content().doesNotContain("postgres\"");
    Shell.Told again = shell.importing(roster); // nobody says --database any more
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(shell.run("runs", "--json").json()).hasSize(2);
    assertThat(shell.run("privacy", "show", "--json").out())
        .contains("LAST_SENT")
        .doesNotContain("KNOWN_PERSON"); // the snapshot is gone with its run
    assertThat(shell.data().resolve("db")).doesNotExist();
  }

  @Test
  void the_first_sample_is_imported_into_the_practice_server() {
    Path samples = Path.of("samples").toAbsolutePath();

    Shell.Told told =
        importing(
            samples.resolve("first/roster.csv"),
            "--sandbox",
            "--data",
            folder.resolve("own").toString());

    assertThat(told.exit()).as(told.err()).isBetween(0, 3);
    Postgres.execute(
        at,
        "DO $$ BEGIN IF (SELECT COUNT(*) FROM OUTCOME WHERE ENDING = 'CREATED') = 0"
            + " THEN RAISE EXCEPTION 'nobody'; END IF; END $$");
  }

  @Test
  void a_folder_that_has_a_ledger_keeps_it() {
    Path roster = shell.staff(1);
    assertThat(shell.importing(roster).exit()).isZero();

    Shell.Told told = importing(roster);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("already has a ledger of its own");
    assertThat(shell.run("runs", "--json").json()).hasSize(1);
  }

  @Test
  void one_that_only_somebody_looked_into_has_none() {
    assertThat(shell.run("privacy", "show").exit()).isZero();
    assertThat(shell.data().resolve("db")).exists();

    assertThat(importing(shell.staff(1)).exit()).isZero();

    assertThat(shell.data().resolve("db")).doesNotExist();
  }

  @Test
  void a_folder_whose_ledger_is_in_one_database_is_not_used_with_another() {
    Path roster = shell.staff(1);
    assertThat(importing(roster).exit()).isZero();
    String first = at.url();
    at = Postgres.database();

    Shell.Told told = importing(roster);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains(first, at.url());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/x?password=0pen-sesame",
        "jdbc:postgresql://u:0pen-sesame@db/x",
        "postgres://u:0pen-sesame@db/x",
        "jdbc:postgresql://db/x?socketFactory=0pen-sesame",
        "jdbc:hsqldb:mem:0pen-sesame",
        "jdbc:postgresql:0pen-sesame"
      })
  void an_address_with_anything_behind_it_is_refused_and_not_repeated(String url) {
    Shell.Told told = shell.importing(shell.staff(1), namedAt(url));

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.all()).contains("jdbc:postgresql://HOST/NAME").doesNotContain(SECRET);
  }

  @Test
  void what_belongs_to_a_database_needs_one_and_it_needs_a_user() {
    Path roster = shell.staff(1);

    assertThat(shell.importing(roster, "--database-user-file", user.toString()).err())
        .contains("need --database");
    assertThat(shell.importing(roster, "--database", at.url()).err())
        .contains("--database-user-file");
    assertThat(
            shell
                .importing(roster, "--database", at.url(), "--database-user-file", user.toString())
                .err())
        .contains("--database-key-file", "head -c 32");
  }

  @ParameterizedTest
  @CsvSource({
    "user, nobody, 2, refuses this user",
    "database, no_such, 2, no database of this name",
    "port, 1, 4, cannot be reached",
    "tables, CREATE TABLE ORDERS (N INTEGER), 2, already holds tables"
  })
  void what_is_wrong_is_said_and_leaves_the_folder_as_it_was(
      String what, String value, int exit, String words) throws IOException {
    String url = at.url();
    if (what.equals("user")) {
      Files.writeString(user, value);
    } else if (what.equals("database")) {
      url = url.replaceFirst("[^/]*$", value);
    } else if (what.equals("port")) {
      url = url.replaceFirst(":[0-9]+/", ":" + value + "/");
    } else {
      Postgres.execute(at, value);
    }

    Shell.Told told = shell.importing(shell.staff(1), namedAt(url));

    assertThat(told.exit()).as(told.err()).isEqualTo(exit);
    assertThat(told.err()).contains(words, url).doesNotContain("FATAL", "Exception");
    assertThat(shell.data().resolve("database.json")).doesNotExist();
    assertThat(shell.importing(shell.staff(1)).exit()).isZero();
  }

  /** An address of this machine that is not taken for it. */
  @Test
  void a_database_that_is_not_on_this_machine_must_prove_who_it_is() {
    String far = at.url().replace("localhost", "0.0.0.0");
    Path roster = shell.staff(1);
    String[] named = namedAt(far);

    Shell.Told told = shell.importing(roster, named);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("is not protected", far);
    assertThat(shell.data().resolve("database.json")).doesNotExist();
    String[] insecure = Arrays.copyOf(named, named.length + 1);
    insecure[named.length] = "--insecure";
    assertThat(shell.importing(roster, insecure).exit()).isZero();
  }

  @Test
  void a_run_whose_database_goes_away_stops_and_the_same_command_goes_on() {
    Path roster = shell.staff(12);
    atCreate(6, () -> Postgres.execute(at, CUT));

    Shell.Told told = importing(roster, "--timeout", "1");

    assertThat(told.exit()).as(told.err()).isEqualTo(4);
    assertThat(told.err()).contains("the database does not answer any more");
    Shell.Told again = shell.importing(roster, "--timeout", "1");
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(shell.run("runs", "--json").json()).hasSize(1);
    assertThat(shell.sandbox().people()).hasSize(12);
  }

  private void atCreate(int which, Runnable action) {
    AtomicInteger creates = new AtomicInteger();
    shell
        .sandbox()
        .script(
            FaultRule.on("createUser")
                .when(
                    p -> {
                      if (creates.incrementAndGet() == which) {
                        action.run();
                      }
                      return false;
                    })
                .build());
  }

  /** Another data folder, which is empty. */
  private Path other() {
    try {
      return Files.createDirectory(
          folder.resolve("other"),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void while_one_is_at_work_on_a_server_another_is_not_whatever_its_folder() {
    Path roster = shell.staff(3);
    assertThat(importing(roster).exit()).isZero();
    String run = shell.run("runs", "--json").json().get(0).path("id").asString();
    String server = shell.sandbox().url().getAuthority();
    try (DataFolder data = DataFolder.lock(other(), "test");
        LedgerDatabase database = LedgerDatabase.open(data, at);
        Ledger atWork = Ledger.locked(database, server, Set.of(), 58, "restore")) {
      assertThat(atWork.lock()).isNotNull();

      Shell.Told told = importing(roster);
      assertThat(told.exit()).as(told.err()).isEqualTo(4);
      assertThat(told.err()).contains("another data folder is in use for the server", "restore");
      assertThat(shell.run("runs", "delete", run).exit()).isEqualTo(4);
    }
    assertThat(importing(roster).exit()).isZero();
    assertThat(shell.run("runs", "delete", run).exit()).isZero();
  }

  private Shell.Told doctor() {
    List<String> command = new ArrayList<>(List.of("doctor", "--json"));
    command.addAll(List.of(named()));
    return shell.run(command.toArray(String[]::new));
  }

  private static String level(Shell.Told told, String check) {
    for (JsonNode line : told.json().findParents("check")) {
      if (line.path("check").asString().equals(check)) {
        return line.path("level").asString();
      }
    }
    return "not there";
  }

  @Test
  void doctor_looks_at_it_and_leaves_no_trace() {
    Shell.Told told = doctor();

    for (String check :
        List.of(
            "database", "database-settings", "database-clock", "database-tables", "database-key")) {
      assertThat(level(told, check)).as(check + told.all()).isEqualToIgnoringCase("ok");
    }
    assertThat(told.out()).contains("PostgreSQL 1", "is not encrypted", "the tables are made when");
    assertThat(shell.data().resolve("database.json")).doesNotExist();
  }

  /** What the server says of itself is said by a function of ours, which is asked first. */
  private void says(String function) {
    Postgres.execute(at, "CREATE FUNCTION " + function);
    Postgres.execute(
        at,
        "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database()"
            + " || ' SET search_path = public, pg_catalog'; END $$");
  }

  private void clockIs(String ahead) {
    says(
        "clock_timestamp() RETURNS timestamptz LANGUAGE sql AS $$ SELECT"
            + " pg_catalog.clock_timestamp() + interval '%s' $$".formatted(ahead));
  }

  @Test
  void a_database_that_keeps_nothing_or_is_not_on_time_is_bad() {
    clockIs("65 s");
    says(
        "current_setting(asked text) RETURNS text LANGUAGE sql AS $$ SELECT CASE WHEN asked ="
            + " 'fsync' THEN 'off' ELSE pg_catalog.current_setting(asked) END $$");
    Postgres.execute(at, "CREATE TABLE public.ORDERS (N INTEGER)");

    Shell.Told told = doctor();

    assertThat(told.exit()).isEqualTo(3);
    for (String check : List.of("database-settings", "database-clock", "database-tables")) {
      assertThat(level(told, check)).as(check + told.all()).isEqualToIgnoringCase("bad");
    }
    assertThat(importing(shell.staff(1)).err()).contains("fsync=off");
  }

  @Test
  void a_clock_that_is_behind_is_called_so() {
    clockIs("-75 s");

    assertThat(doctor().out()).containsPattern("clock is 7[0-9] s behind this machine's");
  }

  @Test
  void doctor_tells_of_a_folder_that_does_not_say_where_its_ledger_is() throws IOException {
    assertThat(importing(shell.staff(1)).exit()).isZero();
    Files.writeString(shell.data().resolve("database.json"), "{\"database\": ");

    Shell.Told told = shell.run("doctor", "--json");

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(level(told, "database")).isEqualToIgnoringCase("bad");
    assertThat(told.out()).contains("database.json");
  }

  @Test
  void that_nobody_proves_who_it_is_is_said_each_time_and_kept_for_no_later_command()
      throws IOException {
    Shell.Told first = importing(shell.staff(1), "--insecure");
    assertThat(first.exit()).as(first.err()).isZero();
    Path noted = shell.data().resolve("database.json");
    assertThat(noted).content().doesNotContain("insecure");
    Files.writeString(
        noted,
        """
        {"database": "jdbc:postgresql://db.example.com/senselink", "userFile": "/u", "keyFile": "/k",
         "insecure": true}
        """);

    Shell.Told said = shell.run("runs", "--insecure");
    assertThat(said.err()).containsOnlyOnce("--insecure: nobody checks whether it is really");
    assertThat(LedgerPlace.of(shell.data()))
        .get()
        .extracting(LedgerPlace::insecure)
        .isEqualTo(true);
    assertThat(shell.run("runs", "--insecure").err()).contains("--insecure: nobody checks");

    Shell.Told silent = shell.run("runs");
    assertThat(silent.exit()).as(silent.all()).isZero();
    assertThat(silent.err()).doesNotContain("--insecure");
    assertThat(LedgerPlace.of(shell.data()))
        .get()
        .extracting(LedgerPlace::insecure)
        .isEqualTo(false);
  }

  @Test
  void the_practice_console_does_not_pass_over_a_database_in_silence() {
    Shell.Told told =
        shell.run(
            Stream.concat(Stream.of("console", "--sandbox"), Stream.of(named()))
                .toArray(String[]::new));

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err()).contains("--database cannot be given with console --sandbox");
  }

  @Test
  void rosters_that_a_fleet_has_left_there_are_told_with_what_removes_them() {
    assertThat(importing(shell.staff(1)).exit()).isZero();
    assertThat(level(doctor(), "database-rosters")).isEqualToIgnoringCase("ok");
    Postgres.run(
        at,
        "INSERT INTO FLEET_SITE (RUN, SITE, FLEET, STATE, EXPIRES) VALUES"
            + " ('F1', 'A', 'fleet', 'GIVEN', clock_timestamp() - INTERVAL '1 s'),"
            + " ('F1', 'B', 'fleet', 'GIVEN', clock_timestamp() + INTERVAL '1 h')");
    Postgres.run(
        at,
        "INSERT INTO FLEET_FILE VALUES"
            + " ('F1', 'A', 0, ''), ('F1', 'A', 1, ''), ('F1', 'B', 0, ''), ('F0', 'A', 0, '')");

    Shell.Told told = doctor();

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(level(told, "database-rosters")).isEqualToIgnoringCase("warn");
    assertThat(told.out()).contains("the rosters of 2 sites", "senselink privacy prune");
    Shell.Told pruned = shell.run("privacy", "prune", "--older-than", "90d", "--yes", "--insecure");
    assertThat(pruned.exit()).as(pruned.all()).isZero();
    assertThat(level(doctor(), "database-rosters")).isEqualToIgnoringCase("ok");
    assertThat(Postgres.count(at, "FLEET_FILE")).as("those somebody may begin").isEqualTo(1);
  }

  @Test
  void with_a_clock_too_far_off_nothing_begins() {
    clockIs("-65 s");

    Shell.Told told = importing(shell.staff(1));

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("more than 60 seconds apart");
  }

  @Test
  void with_another_key_nothing_begins_and_doctor_says_it() throws IOException {
    Path roster = shell.staff(1);
    assertThat(importing(roster).exit()).isZero();
    assertThat(level(doctor(), "database-key")).isEqualToIgnoringCase("ok");
    String[] other = named();
    Files.write(folder.resolve("database.key"), "x".repeat(40).getBytes(UTF_8));

    Shell.Told told = shell.importing(roster, other);

    assertThat(told.exit()).as(told.err()).isEqualTo(2);
    assertThat(told.err()).contains("everybody would count as having left");
    List<String> doctor = new ArrayList<>(List.of("doctor", "--json"));
    doctor.addAll(List.of(other));
    Shell.Told looked = shell.run(doctor.toArray(String[]::new));
    assertThat(level(looked, "database-key")).isEqualToIgnoringCase("bad");
    Files.write(folder.resolve("database.key"), "too short".getBytes(UTF_8));
    assertThat(shell.importing(roster).err()).contains("at least 32 bytes");
    Files.delete(folder.resolve("database.key"));
    Shell.Told without = shell.importing(roster);
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err()).contains("database.key cannot be read");
  }

  @Test
  void doctor_says_why_it_cannot_be_reached() {
    at = new SharedDatabase(at.url() + "x", at.user(), "", null, false, Postgres.KEY, null);

    Shell.Told told = doctor();

    assertThat(told.exit()).isEqualTo(3);
    assertThat(level(told, "database")).isEqualToIgnoringCase("bad");
    assertThat(told.out()).contains("no database of this name");
  }
}
