package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A data folder that another version of the program has written. */
class UpgradeCopyTest {
  @TempDir(factory = TempDirFactory.Standard.class)
  Path tmp;

  private Path folder;

  @BeforeEach
  void a_folder() {
    folder = tmp.resolve("data");
  }

  /** As a version before left it. */
  private void ofAnEarlierVersion() throws IOException {
    open();
    Files.writeString(folder.resolve("form"), "8\n");
  }

  private void open() {
    try (DataFolder data = DataFolder.lock(folder, "test");
        LedgerDatabase database = LedgerDatabase.open(data)) {
      assertThat(database.jdbc().queryForList("SELECT ID FROM RUN")).isNotNull();
    }
  }

  private void open(String sql) {
    try (DataFolder data = DataFolder.lock(folder, "test");
        LedgerDatabase database = LedgerDatabase.open(data)) {
      database.jdbc().execute(sql);
    }
  }

  @Test
  void a_new_folder_is_of_this_form_and_has_no_copy() {
    open();

    assertThat(folder.resolve("form")).hasContent(String.valueOf(UpgradeCopy.FORM));
    assertThat(UpgradeCopy.in(folder)).doesNotExist();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no such modes there")
  void the_database_of_a_version_before_is_copied_first_for_its_owner_alone() throws IOException {
    ofAnEarlierVersion();
    byte[] script = Files.readAllBytes(folder.resolve("db/ledger.script"));

    open();

    Path copy = UpgradeCopy.in(folder).resolve("ledger.script");
    assertThat(copy).hasBinaryContent(script);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("form")).hasContent(String.valueOf(UpgradeCopy.FORM));
  }

  @Test
  void an_upgrade_that_was_cut_short_keeps_the_first_copy() throws IOException {
    ofAnEarlierVersion();
    open();
    Files.writeString(folder.resolve("form"), "8\n");
    Files.writeString(UpgradeCopy.in(folder).resolve("ledger.script"), "of before");

    open();

    assertThat(UpgradeCopy.in(folder).resolve("ledger.script")).hasContent("of before");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", ""})
  void the_copy_of_an_upgrade_before_that_is_not_taken_for_one_of_this(String of)
      throws IOException {
    ofAnEarlierVersion();
    open();
    Path copy = UpgradeCopy.in(folder);
    Files.writeString(copy.resolve("ledger.script"), "of the one before that");
    Files.writeString(copy.resolve("of-form"), of);
    if (of.isEmpty()) {
      Files.delete(copy.resolve("of-form")); // versions before did not note it
    }
    Files.writeString(folder.resolve("form"), "7\n");
    byte[] script = Files.readAllBytes(folder.resolve("db/ledger.script"));

    open();

    assertThat(copy.resolve("ledger.script")).hasBinaryContent(script);
    assertThat(copy.resolve("of-form")).hasContent("7");
  }

  @Test
  void a_run_that_ends_in_order_takes_the_copy_away() throws IOException {
    ofAnEarlierVersion();
    open(run("before", "COMPLETED", Instant.now().minus(Duration.ofDays(1))));
    open(run("failed", "FAILED", Instant.now().plusSeconds(1)));
    assertThat(UpgradeCopy.in(folder)).isDirectory();

    open(run("after", "COMPLETED", Instant.now().plusSeconds(1)));

    assertThat(UpgradeCopy.in(folder)).doesNotExist();
  }

  private static String run(String id, String status, Instant end) {
    return "INSERT INTO RUN VALUES ('"
        + id
        + "', 'import-users', 's', 1, 'c', 'sha', 'r', '', '', '', '"
        + status
        + "', TRUE, '', 0, TIMESTAMP '2026-01-01 00:00:00+0:00', TIMESTAMP '"
        + end.toString().replace("T", " ").replaceAll("[.].*|Z", "")
        + "+0:00', 0, 0, '', '')";
  }

  @Test
  void after_thirty_days_it_goes_anyway() throws IOException {
    ofAnEarlierVersion();
    open();
    made(Duration.ofDays(29));
    open();
    assertThat(UpgradeCopy.in(folder)).isDirectory();

    made(Duration.ofDays(31));
    open();

    assertThat(UpgradeCopy.in(folder)).doesNotExist();
  }

  private void made(Duration ago) throws IOException {
    Files.writeString(UpgradeCopy.in(folder).resolve("made"), Instant.now().minus(ago).toString());
  }

  @Test
  void a_newer_one_is_refused_and_left_as_it_is() throws IOException {
    open();
    Files.writeString(folder.resolve("form"), "99\n");

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.UNFIT))
        .hasMessageContaining("newer version");
    assertThat(folder.resolve("form")).hasContent("99");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", ""})
  void one_that_is_too_old_is_refused_and_left_as_it_is(String form) throws IOException {
    open();
    byte[] script = Files.readAllBytes(folder.resolve("db/ledger.script"));
    Files.writeString(folder.resolve("form"), form);
    if (form.isEmpty()) {
      Files.delete(folder.resolve("form")); // the first versions wrote no number
    }

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.UNFIT))
        .hasMessageContaining("does not take over");
    assertThat(folder.resolve("db/ledger.script")).hasBinaryContent(script);
  }

  @Test
  void a_first_start_that_was_cut_off_is_not_taken_for_an_old_version() throws IOException {
    new UpgradeCopy(Machine.real(), Files.createDirectory(folder)).prepare();
    Files.createDirectory(folder.resolve("db"));
    Files.writeString(folder.resolve("db/ledger.properties"), "");

    open();

    assertThat(UpgradeCopy.in(folder)).doesNotExist();
  }

  @Test
  void no_room_for_the_copy_is_said_before_anything_is_done() {
    UpgradeCopy copy = new UpgradeCopy(Machine.real(), folder);

    assertThatThrownBy(() -> copy.mustHaveRoom(300 << 20, 20 << 20))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.UNFIT))
        .hasMessageContaining("301 MB", "20 MB");
    copy.mustHaveRoom(300 << 20, 300 << 20);
    copy.mustHaveRoom(300 << 20, -1);
  }
}
