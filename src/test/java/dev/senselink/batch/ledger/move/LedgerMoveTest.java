package dev.senselink.batch.ledger.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.MovedLedger;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A ledger goes into a database whole or not at all, and nobody goes on with what it left. */
class LedgerMoveTest {
  @TempDir Path folder;
  private final List<String> tables = new ArrayList<>();
  private Path data;
  private SharedDatabase at;
  private LedgerPlace place;

  @BeforeEach
  void filled() throws IOException {
    at = Postgres.database();
    data = folder.resolve("data");
    FilledLedger.in(data);
    Postgres.options(at, folder);
    Path user = folder.resolve("user.txt");
    Path key = folder.resolve("database.key");
    place = new LedgerPlace(at.url(), user, null, key, null, false, null);
  }

  private LedgerMove.Moved move() {
    return new LedgerMove(Machine.real(), data, place, step -> {}).run();
  }

  private void refused(LedgerException.Kind kind, String... why) {
    assertThatThrownBy(this::move)
        .isInstanceOfSatisfying(
            LedgerException.class,
            e -> {
              assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
              assertThat(e.getMessage()).contains(why);
            });
  }

  /** The rows of each table, as somebody reads them who opens the database with the same key. */
  private long there() throws IOException {
    Path other = folder.resolve("other");
    if (!Files.exists(other)) { // its key becomes that of a database which has none yet
      PrivateFiles.folder(other);
      Files.copy(data.resolve("key"), other.resolve("key"), StandardCopyOption.COPY_ATTRIBUTES);
    }
    try (DataFolder locked = DataFolder.lock(other, "test");
        LedgerDatabase database = LedgerDatabase.open(locked, at)) {
      return rows(database.jdbc());
    }
  }

  private long rows(JdbcTemplate jdbc) {
    long rows = 0;
    for (String table : tables) {
      Long there = jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
      rows += there == null ? 0 : there;
    }
    return rows;
  }

  private long here() {
    try (DataFolder locked = DataFolder.lock(data, "test");
        LedgerDatabase database = Ledger.open(locked)) {
      if (tables.isEmpty()) {
        tables.addAll(FilledLedger.tables(database.jdbc()));
      }
      locked.noteUnanswered(false);
      return rows(database.jdbc());
    }
  }

  @Test
  void every_row_of_every_table_is_there_as_it_was_and_none_is_left() throws IOException {
    long before = here();
    assertThat(before).isEqualTo((long) tables.size() * FilledLedger.ROWS).isGreaterThan(75);

    LedgerMove.Moved moved = move();

    assertThat(moved.rows()).isEqualTo(before);
    assertThat(there()).isEqualTo(before);
    assertThat(data.resolve("db")).doesNotExist();
    place.take(Machine.real(), data);
    try (DataFolder locked = DataFolder.lock(data, "test");
        LedgerDatabase database = Ledger.open(locked)) {
      assertThat(database.isShared()).isTrue();
      assertThat(database.jdbc().queryForList("SELECT IN_ORDER FROM SERVER_LOCK", Boolean.class))
          .containsExactly(true);
    }
  }

  @Test
  void what_was_moved_is_refused_here_with_where_it_went_until_that_is_named() {
    move();

    refused(LedgerException.Kind.UNFIT, at.url());
    try (DataFolder locked = DataFolder.lock(data, "test")) {
      assertThatThrownBy(() -> Ledger.open(locked)).hasMessageContaining(at.url());
    }
    LedgerPlace elsewhere =
        new LedgerPlace(
            Postgres.database().url(), place.userFile(), null, place.keyFile(), null, false, null);
    assertThatThrownBy(() -> elsewhere.take(Machine.real(), data)).hasMessageContaining(at.url());
    place.take(Machine.real(), data);
    assertThat(LedgerPlace.of(data)).contains(place);
    new MovedLedger(at.url(), "m", true).note(data); // as where the process died in between
    place.take(Machine.real(), data);
    assertThat(LedgerPlace.of(data)).contains(place);
    refused(LedgerException.Kind.UNFIT, "already lies in the database");
  }

  @ParameterizedTest
  @EnumSource(LedgerMove.Step.class)
  void whenever_it_is_killed_all_is_there_or_nothing_and_again_it_comes_to_its_end(
      LedgerMove.Step step) throws Exception {
    long before = here();
    try (OtherProcess other =
        OtherProcess.start(
            folder,
            Map.of(),
            MoveChild.class,
            data.toString(),
            at.url(),
            place.userFile().toString(),
            place.keyFile().toString(),
            step.name())) {
      assertThat(other.exitCode()).isEqualTo(MoveChild.KILLED);
    }

    boolean arrived = step.compareTo(LedgerMove.Step.THERE) >= 0;
    assertThat(there()).isEqualTo(arrived ? before : 0);
    if (step.compareTo(LedgerMove.Step.COMPARED) >= 0) {
      assertThatThrownBy(this::here).hasMessageContaining("whether it arrived is unknown");
      assertThatThrownBy(() -> place.take(Machine.real(), data)).hasMessageContaining("data move");
    } else {
      assertThat(here()).isEqualTo(before);
    }

    assertThat(move().rows()).isEqualTo(arrived ? 0 : before);

    assertThat(there()).isEqualTo(before);
    assertThat(data.resolve("db")).doesNotExist();
    assertThat(MovedLedger.of(data)).hasValueSatisfying(gone -> assertThat(gone.over()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN NEW.reason := NEW.reason || '.'; RETURN NEW; END",
        "BEGIN IF NEW.row_no = 2 THEN RETURN NULL; END IF; RETURN NEW; END"
      })
  void what_does_not_arrive_as_it_was_sent_is_not_moved(String trigger) throws IOException {
    long before = here();
    assertThat(there()).isZero(); // there are tables now
    Postgres.execute(
        at, "CREATE FUNCTION changes() RETURNS trigger LANGUAGE plpgsql AS $$ " + trigger + " $$");
    Postgres.execute(
        at,
        "CREATE TRIGGER changes BEFORE INSERT ON outcome FOR EACH ROW EXECUTE FUNCTION changes()");

    refused(LedgerException.Kind.BROKEN, "OUTCOME", "nothing was moved");

    assertThat(there()).isZero();
    assertThat(here()).isEqualTo(before);
  }

  @Test
  void a_server_that_is_there_is_refused() throws IOException {
    here();
    there();
    Postgres.execute(
        at, "INSERT INTO verdict VALUES ('" + FilledLedger.SERVER + "', 1, '', 1, 1, 1, '')");

    refused(LedgerException.Kind.UNFIT, FilledLedger.SERVER);
  }

  @Test
  void it_waits_for_nobody_who_works_with_the_folder_or_the_server() throws IOException {
    try (DataFolder held = DataFolder.lock(data, "import users")) {
      refused(LedgerException.Kind.LOCKED, "import users");
      held.noteUnanswered(false);
    }
    here();
    there();
    try (DataFolder locked = DataFolder.lock(folder.resolve("other"), "test");
        LedgerDatabase database = LedgerDatabase.open(locked, at);
        Ledger atWork = Ledger.locked(database, FilledLedger.SERVER, Set.of(), 7, "restore")) {
      assertThat(atWork.lock()).isNotNull();

      refused(LedgerException.Kind.LOCKED, FilledLedger.SERVER, "restore");
    }
  }

  @Test
  void requests_without_an_end_hold_it_up() {
    try (DataFolder locked = DataFolder.lock(data, "test");
        LedgerDatabase database = Ledger.open(locked)) {
      database.jdbc().update("UPDATE INTENT SET IS_OPEN = TRUE WHERE ROW_NO = 2");
      locked.noteUnanswered(false);
    }

    refused(LedgerException.Kind.UNFIT, "not known yet");
  }

  @Test
  void photos_for_an_undo_go_where_all_machines_see_them() throws IOException {
    byte[] photo = {1, 2, 3};
    String name;
    try (DataFolder locked = DataFolder.lock(data, "test");
        LedgerDatabase database = Ledger.open(locked)) {
      name = database.key().hash("photo\n" + Sha256Digest.hex(photo));
      locked.noteUnanswered(false);
    }
    Path own = PrivateFiles.folder(data.resolve("before"));
    Files.write(own.resolve(name), photo);
    Files.write(own.resolve(name + ".1.part"), new byte[] {1});
    refused(LedgerException.Kind.UNFIT, "--undo-store");

    Path store = PrivateFiles.folder(folder.resolve("undo"));
    place = new LedgerPlace(at.url(), place.userFile(), null, place.keyFile(), null, false, store);
    move();

    try (Stream<Path> kept = Files.walk(store)) {
      assertThat(kept.filter(file -> file.endsWith(name)))
          .singleElement()
          .asInstanceOf(PATH)
          .hasBinaryContent(photo);
    }
    assertThat(own).doesNotExist();
  }

  @Test
  void what_a_run_has_in_its_folder_is_there_before_anybody_opens_the_old_one_again()
      throws IOException {
    here();
    String run;
    try (DataFolder locked = DataFolder.lock(data, "test");
        LedgerDatabase database = Ledger.open(locked)) {
      run = "20260131T120000";
      database.jdbc().update("UPDATE RUN SET ID = ? WHERE ROSTER_ROWS = 2", run);
      locked.noteUnanswered(false);
    }
    Path copies = data.resolve("runs");
    Files.writeString(PrivateFiles.folder(copies.resolve(run)).resolve("roster"), "name\nAna\n");
    Files.writeString(PrivateFiles.folder(copies.resolve("GONE")).resolve("roster"), "nobody's");

    move();

    assertThat(copies).doesNotExist();
    there();
    try (DataFolder other = DataFolder.lock(folder.resolve("other"), "test");
        LedgerDatabase database = LedgerDatabase.open(other, at)) {
      assertThat(database.jdbc().queryForList("SELECT DISTINCT RUN FROM RUN_FILE", String.class))
          .containsExactly(run);
      assertThat(other.runs().placeOf(run, "roster")).isPresent();
    }
  }

  @Test
  void a_database_of_another_key_is_refused() throws IOException {
    try (DataFolder locked = DataFolder.lock(folder.resolve("foreign"), "test")) {
      LedgerDatabase.open(locked, at).close();
    }

    byte[] own = Files.readAllBytes(data.resolve("key"));

    refused(LedgerException.Kind.UNFIT, "key");

    assertThat(data.resolve("key")).hasBinaryContent(own);
    assertThat(here()).isPositive();
  }

  @Test
  void whoever_comes_after_one_that_did_not_end_in_order_waits_there_too() throws IOException {
    DataFolder.lock(data, "import users").close();
    try (DataFolder dead = DataFolder.lock(data, "import users")) {
      dead.noteUnanswered(true);
    }
    move();

    place.take(Machine.real(), data);
    try (DataFolder locked = DataFolder.lock(data, "test");
        LedgerDatabase database = Ledger.open(locked)) {
      assertThat(database.jdbc().queryForList("SELECT IN_ORDER FROM SERVER_LOCK", Boolean.class))
          .containsExactly(false);
    }
  }
}
