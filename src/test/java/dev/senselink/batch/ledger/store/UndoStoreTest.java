package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** Photos for an undo lie where all machines see them, and nowhere else. */
class UndoStoreTest {
  @TempDir Path folder;
  private SharedDatabase at;

  @BeforeEach
  void begin() {
    at = Postgres.schema();
  }

  private SharedDatabase with(String store) {
    return new SharedDatabase(
        at.url(),
        at.user(),
        "",
        null,
        false,
        Postgres.KEY,
        store.isEmpty() ? null : folder.resolve(store));
  }

  private UndoStore.State state(String store) {
    try (LedgerDatabase database = open(store)) {
      UndoStore found = database.undoStore();
      return found == null ? UndoStore.State.UNNAMED : found.state();
    }
  }

  private LedgerDatabase open(String store) {
    return LedgerDatabase.open(Machine.real(), folder.resolve("data"), with(store));
  }

  private void use(String store) {
    try (LedgerDatabase database = open(store)) {
      UndoStore found = database.undoStore();
      assertThat(found).isNotNull();
      if (found != null) {
        assertThat(found.mustBeThere()).isEqualTo(folder.resolve(store));
      }
    }
  }

  private void refused(String store, LedgerException.Kind kind, String why) {
    assertThatThrownBy(() -> use(store))
        .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(why);
  }

  @Test
  void the_first_that_needs_it_makes_it_and_the_others_find_it() {
    assertThat(state("store")).isEqualTo(UndoStore.State.NEW);
    use("store");

    assertThat(state("store")).isEqualTo(UndoStore.State.THERE);
    use("store");
  }

  @Test
  void a_place_where_nothing_is_mounted_is_not_taken_for_it() throws Exception {
    use("store");
    Files.move(folder.resolve("store"), folder.resolve("elsewhere"));
    Files.createDirectory(folder.resolve("store"));

    refused("store", LedgerException.Kind.BROKEN, "is it mounted?");

    assertThat(state("store")).isEqualTo(UndoStore.State.AWAY);
    assertThat(folder.resolve("store")).isEmptyDirectory();
    use("elsewhere");
  }

  @Test
  void one_that_is_lost_is_begun_anew_as_the_message_says() throws Exception {
    use("store");
    Files.delete(folder.resolve("store").resolve("undo-store"));
    String[] said = new String[1];
    assertThatThrownBy(() -> use("store")).satisfies(e -> said[0] = String.valueOf(e.getMessage()));

    String line = said[0].replaceFirst(".* with the line ", "");
    Files.writeString(folder.resolve("store").resolve("undo-store"), line + "\n");

    use("store");
  }

  @Test
  void one_whose_mark_could_not_be_written_whole_is_begun_anew() throws Exception {
    Machine dies =
        new OtherMachine() {
          @Override
          public void force(Path file) throws IOException {
            throw new IOException("no power");
          }
        };
    try (LedgerDatabase database =
        LedgerDatabase.open(dies, folder.resolve("data"), with("store"))) {
      UndoStore found = Objects.requireNonNull(database.undoStore());
      assertThatThrownBy(found::mustBeThere).isInstanceOf(LedgerException.class);
    }
    Path mark = folder.resolve("store").resolve("undo-store");
    assertThat(mark).doesNotExist();
    Files.createFile(mark); // as a version before has left it

    assertThat(state("store")).isEqualTo(UndoStore.State.NEW);
    use("store");
    assertThat(state("store")).isEqualTo(UndoStore.State.THERE);
  }

  @Test
  void that_of_another_database_is_not_used() {
    use("store");
    at = Postgres.schema();

    refused("store", LedgerException.Kind.UNFIT, "of another database");
    assertThat(state("store")).isEqualTo(UndoStore.State.FOREIGN);
  }

  @Test
  void a_folder_that_holds_other_files_is_not_made_one() throws Exception {
    Path store = Files.createDirectory(folder.resolve("store"));
    Files.createDirectory(store.resolve("lost+found")); // a file system of its own
    assertThat(state("store")).isEqualTo(UndoStore.State.NEW);

    Files.createFile(store.resolve("accounts.ods"));

    assertThat(state("store")).isEqualTo(UndoStore.State.TAKEN);
    refused("store", LedgerException.Kind.UNFIT, "holds other files");
    assertThat(store.resolve("undo-store")).doesNotExist();
  }

  @Test
  void that_there_is_one_is_noted_although_it_could_not_be_at_first() throws Exception {
    use("store");
    Postgres.execute(at, "UPDATE LEDGER_KEY SET UNDO_STORE = FALSE");
    try (LedgerDatabase database = open("store")) {
      UndoStore found = Objects.requireNonNull(database.undoStore());
      Postgres.execute(at, "ALTER TABLE LEDGER_KEY RENAME UNDO_STORE TO AWAY");
      assertThatThrownBy(found::mustBeThere).isInstanceOf(DataAccessException.class);
      Postgres.execute(at, "ALTER TABLE LEDGER_KEY RENAME AWAY TO UNDO_STORE");
      found.mustBeThere();
    }

    Files.move(folder.resolve("store"), folder.resolve("elsewhere"));
    assertThat(state("store")).isEqualTo(UndoStore.State.AWAY);
  }

  @Test
  void where_none_is_named_the_option_is() {
    assertThat(state("")).isEqualTo(UndoStore.State.UNNAMED);
    assertThatThrownBy(() -> use("")).hasMessageContaining("--undo-store");
  }

  @Test
  void a_folder_of_its_own_needs_none() {
    try (DataFolder data = DataFolder.lock(folder.resolve("own"), "test");
        LedgerDatabase database = LedgerDatabase.open(data)) {
      assertThat(database.undoStore()).isNull();
    }
  }
}
