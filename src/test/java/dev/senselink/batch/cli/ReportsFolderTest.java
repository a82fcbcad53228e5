package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.job.ReportPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has named a folder for reports finds each report in one of its own there. */
class ReportsFolderTest {
  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void shell() {
    shell = Shell.in(folder);
    shell.staff(2);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Shell.Told importing(String... more) {
    List<String> words =
        Stream.concat(
                Stream.of(
                    "import",
                    "users",
                    folder.resolve("roster.csv").toString(),
                    "--photos",
                    folder.resolve("photos").toString()),
                Stream.of(more))
            .toList();
    return shell.run(words.toArray(String[]::new));
  }

  private static List<String> in(Path reports) throws IOException {
    try (Stream<Path> all = Files.list(reports)) {
      List<Path> folders = all.toList();
      assertThat(folders).allSatisfy(one -> assertThat(one.resolve("report.html")).exists());
      return folders.stream().map(one -> String.valueOf(one.getFileName())).toList();
    }
  }

  @Test
  void without_it_reports_are_where_the_command_is_started() {
    assertThat(ReportPlace.of(null).folder("import-users-20261128-020000"))
        .isEqualTo(Path.of("reports/import-users-20261128-020000").toAbsolutePath());
    assertThat(new ReportPlace(Path.of("this"), folder).folder("import-users-20261128-020000"))
        .isEqualTo(Path.of("this").toAbsolutePath());
  }

  @Test
  void a_run_that_is_continued_stays_in_the_folder_it_began_with() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");

    assertThat(importing("--limit", "1", "--reports", first.toString()))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isZero());
    assertThat(importing("--reports", second.toString()))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isZero());

    assertThat(in(first)).singleElement().asString().startsWith("import-users-");
    assertThat(second).doesNotExist();
  }

  @Test
  void a_job_file_names_it_from_where_it_lies() throws IOException {
    Files.createDirectory(folder.resolve("jobs"));
    shell.write("jobs/staff.yml", "job: import-users\nroster: ../roster.csv\nreports: ../all\n");

    assertThat(shell.run("run", folder.resolve("jobs/staff.yml").toString()))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isZero());

    assertThat(in(folder.resolve("all"))).hasSize(1);
  }

  @Test
  void practice_obeys_it_too() throws IOException {
    Path all = folder.resolve("all");
    shell.with("SENSELINK_REPORTS", all.toString());

    assertThat(shell.run("demo"))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isZero());

    assertThat(in(all)).hasSize(1);
  }

  @Test
  void doctor_tries_it() {
    Path file = shell.write("file", "");

    assertThat(shell.run("doctor", "--reports", folder.resolve("all").toString()).out())
        .contains("reports are written below " + folder.resolve("all"));
    assertThat(shell.run("doctor", "--reports", file.toString()))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(3))
        .satisfies(told -> assertThat(told.out()).contains("reports cannot be written below"));
    assertThat(folder.resolve("all")).as("it only looks").doesNotExist();
  }
}
