package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.Books;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The copy of a run's roster is where the run is, whichever machine has written it. */
class RunFilesTest {
  private static final String RUN = "R1";

  @TempDir Path folder;
  private SharedDatabase at;
  private Path user;
  private Path key;

  private interface Work {
    void in(DataFolder data, LedgerDatabase database) throws Exception;
  }

  @BeforeEach
  void begin() throws Exception {
    at = Postgres.database();
    user = Files.writeString(folder.resolve("user.txt"), at.user());
    key = Files.write(folder.resolve("database.key"), Postgres.keyFile());
    on("first", (data, database) -> Ledger.runs(database).begin(run()));
  }

  private static Run run() {
    return Books.run(RUN);
  }

  /** What one machine does. */
  private void on(String machine, Work work) throws Exception {
    Path own = folder.resolve(machine);
    new LedgerPlace(at.url(), user, null, key, null, false, null).take(Machine.real(), own);
    try (DataFolder data = DataFolder.lock(own, "test");
        LedgerDatabase database = Ledger.open(data)) {
      work.in(data, database);
    }
  }

  private static void write(DataFolder data, String name, byte[] bytes) throws IOException {
    Files.write(PrivateFiles.folder(data.runFolder(RUN)).resolve(name), bytes);
  }

  private static byte[] roster(int bytes) {
    byte[] roster = new byte[bytes];
    new Random(bytes).nextBytes(roster);
    return roster;
  }

  private void kept(String machine, String name, byte[] bytes) throws Exception {
    on(
        machine,
        (data, database) -> {
          write(data, name, bytes);
          data.runs().keep(RUN);
        });
  }

  private byte[] found(String machine, String name) throws Exception {
    byte[][] found = new byte[1][];
    on(
        machine,
        (data, database) -> found[0] = Files.readAllBytes(data.runFolder(RUN).resolve(name)));
    return found[0];
  }

  @Test
  void what_one_machine_has_kept_another_finds_and_neither_has_it_longer_than_it_works()
      throws Exception {
    byte[] long1 = roster(2_500_000);
    kept("first", "roster", long1);
    kept("first", "corrections", new byte[0]);

    assertThat(found("second", "roster")).isEqualTo(long1);
    assertThat(found("second", "corrections")).isEmpty();

    for (String machine : new String[] {"first", "second"}) {
      try (Stream<Path> all = Files.walk(folder.resolve(machine))) {
        assertThat(all.filter(path -> path.endsWith("roster"))).isEmpty();
      }
    }
  }

  @Test
  void only_its_owner_can_read_it_meanwhile() throws Exception {
    kept("first", "roster", roster(10));

    on(
        "second",
        (data, database) ->
            assertThat(Files.getPosixFilePermissions(data.runFolder(RUN).resolve("roster")))
                .hasSize(2));
  }

  @Test
  void what_a_machine_has_written_anew_or_removed_is_so_for_all() throws Exception {
    kept("first", "roster", roster(1_200_000));
    kept("first", "corrections", roster(7));

    on(
        "second",
        (data, database) -> {
          Path own = data.runFolder(RUN);
          Files.write(own.resolve("roster"), roster(9));
          Files.delete(own.resolve("corrections"));
          Files.write(own.resolve("roster.part"), roster(3)); // never finished
          data.runs().keep(RUN);
        });

    assertThat(found("third", "roster")).isEqualTo(roster(9));
    on(
        "third",
        (data, database) -> {
          assertThat(data.runFolder(RUN).resolve("corrections")).doesNotExist();
          assertThat(data.runFolder(RUN).resolve("roster.part")).doesNotExist();
          assertThat(data.runs().placeOf(RUN, "corrections")).isEmpty();
          assertThat(data.runs().placeOf(RUN, "roster").orElseThrow()).contains("RUN_FILE");
        });
  }

  @Test
  void what_is_not_committed_is_not_there() throws Exception {
    on(
        "first",
        (data, database) -> {
          write(data, "roster", roster(5));
          try {
            database.inTransaction(
                () -> {
                  data.runs().keep(RUN);
                  throw new IllegalStateException("dies");
                });
          } catch (IllegalStateException e) {
            assertThat(e).hasMessage("dies");
          }
        });

    on("second", (data, database) -> assertThat(data.runs().placeOf(RUN, "roster")).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM RUN_FILE WHERE PART = 2",
        "DELETE FROM RUN_FILE WHERE PART = -1",
        "UPDATE RUN_FILE SET BYTES = substr(BYTES, 1, 99) WHERE PART = 2",
        "UPDATE RUN_FILE SET PART = PART + 1 WHERE PART = 2"
      })
  void what_has_not_all_its_parts_is_not_taken_for_a_file(String damage) throws Exception {
    kept("first", "roster", roster(2_500_000));
    on("first", (data, database) -> database.jdbc().update(damage));

    assertThatThrownBy(() -> found("second", "roster"))
        .isInstanceOf(LedgerException.class)
        .hasMessageContainingAll(RUN, "roster", "a part is missing");
    try (Stream<Path> all = Files.walk(folder.resolve("second"))) {
      assertThat(all.filter(path -> path.toString().contains("roster"))).isEmpty();
    }
  }

  @Test
  void a_run_that_is_deleted_leaves_none() throws Exception {
    kept("first", "roster", roster(5));

    on(
        "second",
        (data, database) -> {
          Ledger.runs(database).delete(RUN);
          assertThat(database.jdbc().queryForList("SELECT RUN FROM RUN_FILE")).isEmpty();
        });
  }

  @Test
  void what_a_killed_process_has_left_goes_and_what_the_database_lacks_is_taken_in()
      throws Exception {
    kept("first", "roster", roster(5));
    Path runs = folder.resolve("second").resolve("runs");
    on("second", (data, database) -> {});
    Files.createDirectories(runs.resolve(RUN));
    Files.write(runs.resolve(RUN).resolve("roster"), roster(6)); // of before it was written anew
    Files.createDirectories(runs.resolve("R9"));
    Files.write(runs.resolve("R9").resolve("roster"), roster(7)); // of no run
    assertThat(found("second", "roster")).isEqualTo(roster(5));
    assertThat(runs).doesNotExist();

    on("first", (data, database) -> database.jdbc().update("DELETE FROM RUN_FILE"));
    Files.createDirectories(runs.resolve(RUN));
    Files.write(runs.resolve(RUN).resolve("roster"), roster(8));
    on("second", (data, database) -> {});

    assertThat(found("third", "roster")).isEqualTo(roster(8));
  }

  @Test
  void what_is_not_needed_for_now_is_fetched_again_unless_it_was_changed() throws Exception {
    kept("first", "roster", roster(5));

    on(
        "second",
        (data, database) -> {
          Path copy = data.runFolder(RUN).resolve("roster");
          data.runs().release(RUN);
          assertThat(copy).doesNotExist();

          Files.write(data.runFolder(RUN).resolve("roster"), roster(6));
          data.runs().release(RUN);
          assertThat(copy).hasBinaryContent(roster(6));
          data.runs().keep(RUN);
        });

    assertThat(found("third", "roster")).isEqualTo(roster(6));
  }

  @Test
  void of_a_folder_whose_ledger_is_not_there_yet_nothing_goes() throws Exception {
    Path runs = folder.resolve("second").resolve("runs");
    try (DataFolder data = DataFolder.lock(folder.resolve("second"), "test")) {
      Files.createDirectories(runs.resolve(RUN));
      Files.write(runs.resolve(RUN).resolve("roster"), roster(6));
      try (LedgerDatabase database = LedgerDatabase.open(data, at)) {
        data.runFolder(RUN);
        data.runs().keep(RUN);
        assertThat(database.isShared()).isTrue();
      }
    }

    assertThat(runs.resolve(RUN).resolve("roster")).exists();
    assertThat(found("third", "roster")).isEqualTo(roster(6));
  }

  @Test
  void a_folder_that_is_to_be_left_stays_for_the_next_process() throws Exception {
    kept("first", "roster", roster(5));

    on(
        "second",
        (data, database) -> {
          data.runFolder(RUN);
          data.runs().leave(RUN);
        });

    Path left = folder.resolve("second").resolve("runs").resolve(RUN).resolve("roster");
    assertThat(left).exists();
    on("second", (data, database) -> {});
    assertThat(left).doesNotExist();
  }
}
