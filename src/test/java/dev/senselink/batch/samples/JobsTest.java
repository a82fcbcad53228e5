package dev.senselink.batch.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.samples.Practice.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job files that come with the program do what their comments say. */
@Tag("slow")
class JobsTest {
  private static final Path JOBS = Path.of("jobs");
  private static final Path SAMPLES = Path.of("samples");

  @TempDir Path folder;

  @BeforeEach
  void lists() throws IOException {
    copy(JOBS, folder.resolve("jobs"));
    copy(SAMPLES.resolve("first"), folder.resolve("incoming/staff"));
    copy(SAMPLES.resolve("visitors"), folder.resolve("incoming/visitors"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        if (!path.startsWith(from.resolve("expected"))) {
          Path target = to.resolve(from.relativize(path).toString());
          Files.createDirectories(target.getParent());
          Files.copy(path, target);
        }
      }
    }
  }

  private Ended run(Practice practice, String job, String... more) {
    List<String> command =
        Stream.concat(
                Stream.of(
                    "run",
                    folder.resolve("jobs").resolve(job).toString(),
                    "--report",
                    folder.resolve("report-" + job).toString()),
                Stream.of(more))
            .toList();
    return practice.run(command);
  }

  private void reportIsThatOf(String sample, String job) throws IOException {
    Path expected = SAMPLES.resolve(sample).resolve("expected/results.csv");

    assertThat(Masked.csv(folder.resolve("report-" + job).resolve("results.csv")))
        .isEqualTo(Files.readString(expected, UTF_8));
  }

  @Test
  void each_is_run_and_gives_the_report_of_its_sample() throws IOException {
    try (Practice practice = new Practice(folder)) {
      Ended staff = run(practice, "onboard-staff.yml");
      assertThat(staff.exit()).as(staff.err()).isZero();
      reportIsThatOf("first", "onboard-staff.yml");

      Ended visitors =
          run(
              practice,
              "visitors-daily.yml",
              "--columns",
              "Visitor name=name",
              "--time-zone=Asia/Shanghai");
      assertThat(visitors.exit()).as(visitors.err()).isEqualTo(3);
      reportIsThatOf("visitors", "visitors-daily.yml");

      copy(SAMPLES.resolve("first"), folder.resolve("incoming/staff-list"));
      Ended list = run(practice, "staff-sync.yml");
      assertThat(list.exit()).as(list.err()).isZero();
      assertThat(list.out()).contains("unchanged 7 of 7 rows");

      assertThat(folder.resolve("incoming/staff/done/roster.csv")).exists();
      assertThat(folder.resolve("incoming/visitors/done/roster.csv")).exists();
      assertThat(run(practice, "visitors-daily.yml").out()).contains("nothing to do");
    }
  }

  @Test
  void the_backup_is_made_whole_and_brought_up_to_date() {
    try (Practice practice = new Practice(folder)) {
      for (int night = 1; night <= 2; night++) {
        Ended backup =
            practice.run(List.of("run", folder.resolve("jobs/full-backup.yml").toString()));
        assertThat(backup.exit()).as(backup.err()).isZero();
      }
      assertThat(folder.resolve("backup/manifest.json")).exists();
      Ended sound = practice.run(List.of("verify", folder.resolve("backup").toString()));
      assertThat(sound.exit()).as(sound.out()).isZero();
    }
  }

  @Test
  void there_is_no_other() throws IOException {
    try (Stream<Path> all = Files.list(JOBS)) {
      assertThat(all.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder(
              "full-backup.yml", "onboard-staff.yml", "staff-sync.yml", "visitors-daily.yml");
    }
  }

  /** Every line that is only suggested has to be one that a job file can hold. */
  @Test
  void what_their_comments_suggest_is_taken() throws IOException {
    try (Practice practice = new Practice(folder)) {
      for (String job : List.of("onboard-staff.yml", "staff-sync.yml", "visitors-daily.yml")) {
        Path file = folder.resolve("jobs").resolve(job);
        String suggested = Files.readString(file).replaceAll("(?m)^# ([a-z-]+: \\S+)$", "$1");
        Files.writeString(file, suggested.replace("${SENSELINK_APP_KEY}", "key"));
        assertThat(suggested).contains("\nserver: ", "\napp-secret-file: ");

        assertThat(run(practice, job, "--dry-run=true").err())
            .doesNotContainPattern(job + ":[0-9]");
      }
    }
  }
}
