package dev.senselink.batch.cli.roster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.engine.OpenCvNatives;
import dev.senselink.batch.photo.face.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code resolve} as it is typed: the command that is told, the report, what stays where. */
@Tag("slow")
class ResolveCommandTest {
  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    shell.sandbox().addPerson(1, Map.of("name", "Old", "groups", "1"), Portraits.person(1, 160));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  /** The words of the command that was told, as a shell takes it apart. */
  private String[] told(Shell.Told told) {
    List<String> lines = told.out().lines().toList();
    String command =
        lines.stream().filter(l -> l.startsWith("  senselink resolve")).findFirst().orElseThrow();
    return Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)")
        .matcher(command.strip().replaceFirst("^senselink ", ""))
        .results()
        .map(word -> Stream.of(1, 2, 3).map(word::group).filter(Objects::nonNull).findFirst())
        .map(Optional::orElseThrow)
        .toArray(String[]::new);
  }

  private Path conflicts(String decision) throws IOException {
    Path file = shell.report().resolve("conflicts.csv");
    String text = Files.readString(file, UTF_8);
    return Files.writeString(file, text.replaceAll(",\r\n(?!$)|,\r\n$", "," + decision + "\r\n"));
  }

  private Shell.Told resolve(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("resolve", conflicts("force").toString()));
    args.addAll(Arrays.asList(more));
    return shell.run(args.toArray(String[]::new));
  }

  @Test
  void the_command_that_an_import_tells_carries_the_decisions_out() throws IOException {
    shell.photo("E1.jpg", 1);
    Shell.Told imported = shell.importing(shell.staff(2), "--groups", "1", "--quality", "warn");
    String[] command = told(imported);
    conflicts("force");

    Shell.Told resolved =
        shell.run(
            Stream.concat(
                    Arrays.stream(command), Stream.of("--report", folder.resolve("r2").toString()))
                .toArray(String[]::new));

    assertThat(command).contains("--groups", "1", "--quality", "warn").doesNotContain("--report");
    assertThat(resolved.exit()).as(resolved.all()).isZero();
    assertThat(resolved.out())
        .contains("Done: forced 1 of 1 rows.", "report: " + folder.resolve("r2"), "next: nothing");
    assertThat(resolved.err()).contains("1 decision to carry out, 0 carried out before");
    assertThat(Shell.rows(folder.resolve("r2").resolve("results.csv")))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("outcome", "FORCED"));
    assertThat(shell.sandbox().people()).hasSize(3);
  }

  @Test
  void a_decided_photo_is_sent_as_the_import_would_have_sent_it() throws Exception {
    try {
      OpenCvNatives.loadNetworks();
    } catch (EngineMissingException e) {
      abort(e.why());
    }
    shell.sandbox().addPerson(1, Map.of("name", "Other", "jobNumber", "E1", "groups", "1"), null);
    Files.write(
        Files.createDirectories(folder.resolve("photos")).resolve("E1.png"),
        DrawnFaces.png(DrawnFaces.farAway(DrawnFaces.scaled(DrawnFaces.one(), 2), 2000, 1500)));
    Path roster = shell.roster("jobNumber,name", "E1,Ana");
    String[] how = {"--cut-to-face", "--face-check", "warn", "--quality", "off"};
    String[] command = told(shell.importing(roster, how));
    conflicts("update");

    Shell.Told resolved =
        shell.run(
            Stream.concat(
                    Arrays.stream(command), Stream.of("--report", folder.resolve("r2").toString()))
                .toArray(String[]::new));

    assertThat(command).contains("--cut-to-face", "--face-check", "warn");
    assertThat(resolved.exit()).as(resolved.all()).isZero();
    assertThat(Shell.rows(folder.resolve("r2").resolve("results.csv")))
        .singleElement()
        .satisfies(row -> assertThat(row.get("reason")).contains("cropped to the face"));
  }

  @Test
  void a_job_file_carries_them_out_and_a_second_time_nothing() throws IOException {
    shell.photo("E1.jpg", 1);
    shell.importing(shell.staff(1));
    conflicts("force");
    Path job =
        shell.write("job.yml", "job: resolve\nconflicts: report/conflicts.csv\nreport: decided\n");

    Shell.Told once = shell.run("run", job.toString());
    Shell.Told twice = shell.run("run", job.toString());

    assertThat(once.exit()).as(once.all()).isZero();
    assertThat(once.out()).contains("forced 1 of 1 rows");
    assertThat(twice.exit()).isZero();
    assertThat(shell.sandbox().people()).hasSize(2);
  }

  @Test
  void the_page_of_the_import_holds_the_command_and_that_of_a_dry_run_none() throws IOException {
    shell.importing(shell.staff(1));
    String page = Files.readString(shell.report().resolve("report.html"), UTF_8);
    assertThat(page).contains("senselink resolve").contains("save the file and run:");

    shell.sandbox().addPerson(1, Map.of("name", "Other", "jobNumber", "E1", "groups", "1"), null);
    Path dry = folder.resolve("dry");
    Shell.Told told =
        shell.importing(folder.resolve("roster.csv"), "--dry-run", "--report", dry.toString());

    assertThat(told.out())
        .contains("Conflicts are decided after the import")
        .doesNotContain("senselink resolve");
    assertThat(Files.readString(dry.resolve("report.html"), UTF_8))
        .doesNotContain("senselink resolve");
  }

  @Test
  void json_is_one_document_and_runs_show_the_new_outcomes() throws IOException {
    shell.importing(shell.staff(1));
    String run = shell.summary().path("runId").asString();

    Shell.Told resolved = resolve("--json", "--report", folder.resolve("r2").toString());

    assertThat(resolved.json().path("job").asString()).isEqualTo("resolve");
    assertThat(resolved.json().path("forced").asInt()).isEqualTo(1);
    assertThat(resolved.json().path("rows").asInt()).isEqualTo(1);
    assertThat(resolved.json().path("status").asString()).isEqualTo("COMPLETED");
    assertThat(shell.run("runs", "show", run).out()).contains("1: forced 1");
    shell.run("runs", "show", run, "--report", folder.resolve("r3").toString());
    assertThat(Shell.rows(folder.resolve("r3").resolve("results.csv")).get(0))
        .containsEntry("outcome", "FORCED");
  }

  @Test
  void the_report_of_the_import_is_never_written_over() throws IOException {
    shell.importing(shell.staff(1));
    String run = shell.summary().path("runId").asString();

    resolve("--report", shell.report().toString());

    assertThat(shell.summary().path("job").asString()).isEqualTo("resolve");
    Path before = folder.resolve("report." + run);
    assertThat(Shell.rows(before.resolve("results.csv")).get(0)).containsEntry("outcome", "REVIEW");

    Path again = before.resolve("conflicts.csv");
    shell.run("resolve", again.toString(), "--report", shell.report().toString());

    assertThat(Files.exists(folder.resolve("report." + run + ".2"))).isFalse();
  }

  @Test
  void nothing_of_it_stays_behind_and_its_report_is_private() throws IOException {
    shell.importing(shell.staff(1));

    resolve("--report", folder.resolve("r2").toString());

    try (Stream<Path> files = Files.list(folder.resolve("r2"))) {
      assertThat(files)
          .hasSizeGreaterThan(4)
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file).toString())
                      .doesNotContain("GROUP", "OTHERS"));
    }
    try (Stream<Path> left = Files.list(shell.data().resolve("tmp"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void beside_another_run_it_says_whose_turn_it_is() throws IOException {
    shell.importing(shell.staff(1));

    try (DataFolder held = DataFolder.lock(shell.data(), "import users")) {
      assertThat(held).isNotNull();
      Shell.Told refused = resolve();

      assertThat(refused.exit()).isEqualTo(4);
      assertThat(refused.err()).contains("import users");
    }
  }

  @Test
  void a_file_that_cannot_be_read_is_told_before_a_server_that_is_missing() {
    shell.with("SENSELINK_SERVER", null);

    Shell.Told refused = shell.run("resolve", folder.resolve("nowhere.csv").toString());

    assertThat(refused.exit()).as(refused.err()).isEqualTo(5);
    assertThat(refused.err()).contains("nowhere.csv").doesNotContain("\tat ");
  }

  @Test
  void photos_that_have_moved_are_named() throws IOException {
    shell.importing(shell.staff(1));
    Path moved = Files.move(folder.resolve("photos"), folder.resolve("moved"));

    Shell.Told lost = resolve("--report", folder.resolve("r2").toString());
    assertThat(lost.exit()).isEqualTo(2);
    assertThat(lost.err()).contains("photos");

    Shell.Told found =
        resolve("--report", folder.resolve("r2").toString(), "--photos", moved.toString());
    assertThat(found.exit()).as(found.all()).isZero();
  }

  @Test
  void what_is_left_to_decide_is_shown_with_both_faces_from_a_zip_too() throws IOException {
    shell.sandbox().addPerson(1, Map.of("name", "Two", "groups", "1"), Portraits.person(2, 160));
    Path roster = shell.staff(2);
    Path zip = zipped("E1.jpg", "E2.jpg");
    shell.importing(roster, "--photos", zip.toString());
    Path file = shell.report().resolve("conflicts.csv");
    String text = Files.readString(file, UTF_8);
    Files.writeString(file, text.replaceFirst("1,\r\n$", "1,force\r\n"));

    Shell.Told resolved =
        shell.run("resolve", file.toString(), "--report", folder.resolve("r2").toString());

    assertThat(resolved.out()).contains("review 1", "forced 1");
    String page = Files.readString(folder.resolve("r2").resolve("report.html"), UTF_8);
    assertThat(page.split("data:image/jpeg", -1))
        .as("both of the conflict and of who was created, and one")
        .hasSize(4);
  }

  private Path zipped(String... names) throws IOException {
    Path zip = folder.resolve("photos.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(Files.readAllBytes(folder.resolve("photos").resolve(name)));
      }
    }
    return zip;
  }
}
