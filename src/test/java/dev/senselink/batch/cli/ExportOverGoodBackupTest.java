package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export that does not come to its end leaves the backup that was there as it was (L19). */
@Tag("slow")
class ExportOverGoodBackupTest {
  @TempDir Path folder;

  private Shell shell;

  @BeforeEach
  void a_good_backup() {
    shell = Shell.in(folder).with("SENSELINK_TIME_ZONE", "UTC").with("SENSELINK_TRIES", "2");
    shell.run("department", "create", "Plant");
    long ana = person("Ana", 1);
    person("Ben", 2);
    shell.sandbox().addRecord(ana, Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(export().exit()).isZero();
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private long person(String name, int portrait) {
    Map<String, String> fields = Map.of("name", name, "jobNumber", name, "groups", "1");
    return shell.sandbox().addPerson(1, fields, Portraits.person(portrait, 160));
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  private Told export() {
    return shell.run("export", backup().toString());
  }

  /** All files but those of the next backup. */
  private Map<String, String> bytes() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(backup())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = backup().relativize(file).toString();
        if (!name.startsWith("next")) {
          all.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return all;
  }

  private void dieAt(String operation) {
    shell.sandbox().script(FaultRule.on(operation).status(500).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"listUsers", "getDepartmentById"})
  void a_server_that_is_gone_in_the_middle_leaves_the_old_backup_whole(String at)
      throws IOException {
    Map<String, String> before = bytes();
    person("Cleo", 3);
    dieAt(at);

    Told stopped = export();

    assertThat(stopped.exit()).as(stopped.all()).isEqualTo(4);
    assertThat(bytes()).isEqualTo(before);
    Told verified = shell.run("verify", backup().toString());
    assertThat(verified.exit()).as(verified.all()).isZero();
  }

  @Test
  void verify_and_restore_take_it() throws IOException {
    Map<String, String> before = bytes();
    person("Cleo", 3);
    dieAt("listUsers");

    Told stopped = export();

    assertThat(stopped.exit()).as(stopped.all()).isEqualTo(4);
    assertThat(bytes()).isEqualTo(before);
    Told verified = shell.run("verify", backup().toString());
    assertThat(verified.exit()).as(verified.all()).isZero();
    shell.sandbox().clearFaults();
    Told planned = shell.run("restore", backup().toString(), "--plan");
    assertThat(planned.exit()).as(planned.all()).isZero();
    assertThat(export().err()).contains("which was not finished and continues now");
    assertThat(backup().resolve("next")).doesNotExist();
    assertThat(Shell.rows(backup().resolve("users.csv"))).hasSize(3);
    assertThat(shell.run("verify", backup().toString()).exit()).isZero();
  }

  @Test
  void an_unfinished_export_of_another_server_stays_untouched() throws IOException {
    dieAt("listUsers");
    export();
    Path marker = backup().resolve("next/unfinished/unfinished.json");
    String content = Files.readString(marker);
    Files.delete(backup().resolve("manifest.json"));
    try (Stream<Path> all = Files.list(backup())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    try (Stream<Path> all = Files.list(backup().resolve("photos"))) {
      for (Path file : all.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(backup().resolve("photos"));
    try (Shell other = Shell.in(folder.resolve("other"))) {
      Told told = other.run("export", backup().toString());

      assertThat(told.exit()).as(told.all()).isEqualTo(2);
      assertThat(told.err()).contains("another server or company");
    }
    assertThat(marker).hasContent(content);
  }
}
