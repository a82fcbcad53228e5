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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An export loses nothing without a word, and touches nothing that is not its own. */
@Tag("slow")
class ExportSafeguardsTest {
  private static final Instant WHEN = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path folder;

  private Shell shell;
  private long ana;

  @BeforeEach
  void a_small_server() {
    shell = Shell.in(folder).with("SENSELINK_TIME_ZONE", "UTC").with("SENSELINK_TRIES", "2");
    ana =
        shell
            .sandbox()
            .addPerson(
                1,
                Map.of("name", "Zyxwolf", "jobNumber", "QK7731", "groups", "1"),
                Portraits.person(1, 160));
    for (int n = 0; n < 3; n++) {
      shell.sandbox().addRecord(ana, WHEN.plusSeconds(n));
    }
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  private Told export(String... more) {
    return shell.run(
        Stream.concat(Stream.of("export", backup().toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private JsonNode manifest() {
    return JsonMapper.shared().readTree(Shell.plain(backup().resolve("manifest.json")));
  }

  private boolean isSound() {
    Told told = shell.run("verify", backup().toString());
    assertThat(told.exit()).as(told.all()).isIn(0, 3);
    return told.exit() == 0;
  }

  @Test
  void without_photos_none_is_fetched_and_nothing_is_called_missing() {
    Told told = export("--no-photos");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.out()).contains("--no-photos").doesNotContain("--no-records");
    assertThat(photosAreThere()).isFalse();
    assertThat(Shell.rows(backup().resolve("photos.csv"))).isEmpty();
    assertThat(Shell.rows(backup().resolve("users.csv")).get(0))
        .containsEntry("photo", "")
        .doesNotContainEntry("avatarId", "");
    assertThat(manifest().path("missing")).isEmpty();
    assertThat(isSound()).isTrue();
  }

  @Test
  void what_is_taken_out_of_a_backup_because_it_was_asked_for_is_said_before() {
    assertThat(export().err()).doesNotContain("will be removed");

    Told told = export("--no-photos", "--no-records");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.err())
        .contains("the photos in this backup (1) will be removed")
        .contains("the records in this backup (3) will be removed");
    assertThat(backup().resolve("photos")).isEmptyDirectory();
    assertThat(isSound()).isTrue();
    export("--records-from", "2026-03-01 00:00:01");
    assertThat(export("--records-from", "2026-03-01 00:00:01").err())
        .as("the same span again")
        .doesNotContain("will be removed");
    assertThat(export("--records-from", "2026-03-01 00:00:02").err())
        .contains("records outside --records-from");
    assertThat(manifest().path("recordsFrom").asString()).isEqualTo("2026-03-01T00:00:02Z");
  }

  @Test
  void times_in_the_manifest_have_seconds_even_where_they_are_none() {
    export("--records-from", "2026-03-01");

    assertThat(manifest().path("recordsFrom").asString()).isEqualTo("2026-03-01T00:00:00Z");
  }

  @Test
  void the_last_record_is_fixed_before_the_list_of_people() {
    shell
        .sandbox()
        .script(
            FaultRule.on("listUsers")
                .when(
                    fields -> {
                      shell.sandbox().addRecord(ana, WHEN.plusSeconds(9));
                      return false;
                    })
                .build());

    assertThat(export().exit()).isZero();

    assertThat(Shell.rows(backup().resolve("records-2026-03.csv"))).hasSize(3);
    assertThat(shell.sandbox().bystander().records()).hasSizeGreaterThan(3);
  }

  @Test
  void a_department_that_is_not_told_stops_the_export_and_does_not_lose_its_code() {
    shell.run("department", "create", "Plant");
    shell.sandbox().script(FaultRule.on("getDepartmentById").status(500).build());

    Told told = export();

    assertThat(told.exit()).as(told.all()).isEqualTo(4);
    assertThat(backup().resolve("manifest.json")).doesNotExist();
    shell.sandbox().clearFaults();
    assertThat(export().exit()).isZero();
  }

  /** What was asked before the cut must not come into the backup of what is there now. */
  @Test
  void an_export_that_goes_on_after_the_server_has_changed_is_of_the_server_as_it_is()
      throws IOException {
    long gone = person("Gone", 2);
    long edited = person("Edited", 3);
    long moved = person("Moved", 4);
    shell
        .sandbox()
        .script(FaultRule.on("listRecords").when(f -> photosAreThere()).apiCode(10001).build());
    assertThat(export().exit()).isEqualTo(4);
    assertThat(backup().resolve("next/photos/" + gone + ".jpg")).exists();
    shell.sandbox().clearFaults();
    shell.sandbox().removePerson(gone);
    shell.sandbox().editPerson(edited, Map.of("remark", "new"), Portraits.person(5, 160));
    // With a remark: what the list shows tells of the change, its time has whole seconds only.
    shell.sandbox().editPerson(moved, Map.of("groups", "", "remark", "moved"), null);
    person("New", 6);
    shell.run("department", "create", "Plant");

    Told told = export();

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.err()).contains("which was not finished and continues now");
    Path fresh = folder.resolve("fresh");
    shell.run("export", fresh.toString());
    assertThat(contents(backup())).isEqualTo(contents(fresh));
    assertThat(isSound()).isTrue();
  }

  private boolean photosAreThere() {
    return shell.sandbox().calls().stream().anyMatch(c -> c.operation().equals("getImage"));
  }

  private long person(String name, int portrait) {
    Map<String, String> fields = Map.of("name", name, "jobNumber", name, "groups", "1");
    return shell.sandbox().addPerson(1, fields, Portraits.person(portrait, 160));
  }

  /** Tables and photos, by name. */
  private static Map<String, String> contents(Path backup) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(backup)) {
      for (Path file : all.filter(f -> f.toString().matches(".*\\.(csv|jpg)")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        contents.put(
            backup.relativize(file).toString(), new String(bytes, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  @Test
  void a_crash_in_the_first_moment_is_gone_on_from() throws IOException {
    Path work = Files.createDirectories(backup().resolve("next/unfinished"));
    Files.writeString(work.resolve("unfinished.json.part"), "{\"form");

    Told told = export();

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(isSound()).isTrue();
  }

  @Test
  void a_table_that_the_manifest_does_not_name_is_somebodys_own() throws IOException {
    export();
    Path kept = backup().resolve("records-2019-12.csv");
    Files.writeString(kept, "of the old server");

    Told told = export();

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err()).contains("records-2019-12.csv");
    assertThat(kept).hasContent("of the old server");
    assertThat(backup().resolve("manifest.json")).exists();
  }

  @Test
  void without_progress_only_what_has_to_be_known_is_said() {
    assertThat(export().err()).contains("reading the list of people");

    Told quiet = export("--no-progress", "--no-records");

    assertThat(quiet.err())
        .doesNotContain("reading the list of people", "photos: fetching")
        .contains("which is being updated", "records in this backup (3) will be removed");
  }
}
