package dev.senselink.batch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import guests} and {@code validate guests} as they are typed. */
class GuestCommandsTest {
  private static final DateTimeFormatter CELL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  @TempDir Path folder;
  private Path roster;

  @BeforeEach
  void aList() throws IOException {
    Files.createDirectories(folder.resolve("photos"));
    for (int n = 1; n <= 3; n++) {
      Files.write(folder.resolve("photos/1380000000" + n + ".jpg"), Portraits.person(n, 160));
    }
    String inAnHourOfUtc = LocalDateTime.now(ZoneOffset.UTC).plusHours(1).format(CELL);
    roster =
        Files.write(
            folder.resolve("visitors.csv"),
            List.of(
                "访客姓名,手机号,接待人,来访时间,离开时间",
                "Good,13800000001,E1,2026-01-01,2099-01-01",
                "Soon,13800000002,E1,2026-01-01," + inAnHourOfUtc,
                "Past,13800000003,E1,2026-01-01,2026-01-02",
                "No Photo,13800000009,E1,2026-01-01,2099-01-01"),
            UTF_8);
  }

  private List<String> outcomes() throws IOException {
    return Files.readAllLines(folder.resolve("report/results.csv"), UTF_8).stream()
        .skip(1)
        .map(line -> String.join(" ", line.split(",", -1)[3], line.split(",", -1)[4]).strip())
        .toList();
  }

  private Told validate(Shell shell, String... more) {
    String[] args = new String[5 + more.length];
    List<String> first =
        List.of("validate", "guests", roster.toString(), "--report", shell.report().toString());
    System.arraycopy(first.toArray(), 0, args, 0, 5);
    System.arraycopy(more, 0, args, 5, more.length);
    return shell.run(args);
  }

  @Test
  void validate_judges_cells_photos_and_windows_without_any_network() throws IOException {
    try (Shell shell = Shell.in(folder)) {
      Told told = validate(shell, "--time-zone", "UTC", "--on-existing", "update");

      assertThat(told.exit()).isEqualTo(3);
      assertThat(outcomes())
          .containsExactly("VALID", "VALID", "SKIPPED_OVER", "REJECTED_PHOTO PHOTO_NOT_FOUND");
      assertThat(shell.sandbox().calls()).isEmpty();
      assertThat(told.out()).contains("import guests ").doesNotContain("import users");
      assertThat(Files.readString(shell.report().resolve("summary.json")))
          .contains("\"job\" : \"validate-guests\"");
    }
  }

  @Test
  void the_zone_says_when_a_visit_is_over_offline_too() throws IOException {
    try (Shell shell = Shell.in(folder)) {
      validate(shell, "--time-zone", "+05:00");
      assertThat(outcomes().get(1)).isEqualTo("SKIPPED_OVER");

      shell.run(
          "import",
          "guests",
          roster.toString(),
          "--dry-run",
          "--offline",
          "--time-zone",
          "UTC",
          "--report",
          shell.report().toString());
      assertThat(outcomes().get(1)).isEqualTo("VALID");
    }
  }

  @Test
  void import_registers_and_runs_lists_it() throws IOException {
    try (Shell shell = Shell.in(folder)) {
      shell.sandbox().addPerson(1, Map.of("name", "Host", "jobNumber", "E1", "groups", "1"), null);

      Told told =
          shell.run(
              "import",
              "guests",
              roster.toString(),
              "--time-zone",
              "UTC",
              "--report",
              shell.report().toString());

      assertThat(told.exit()).as(told.err()).isEqualTo(3);
      assertThat(outcomes())
          .containsExactly("CREATED", "CREATED", "SKIPPED_OVER", "REJECTED_PHOTO PHOTO_NOT_FOUND");
      assertThat(told.out()).contains("import guests ");
      assertThat(shell.run("runs").out()).contains("import-guests");
      assertThat(Files.readAllLines(shell.report().resolve("ended.csv")))
          .containsExactly("\ufeffpersonId,name,mobile,dateTimeTo,outcome,reason");
    }
  }

  @Test
  void the_groups_of_guests_are_those_of_visitors() {
    try (Shell shell = Shell.in(folder)) {
      Told told = shell.run("import", "guests", roster.toString(), "--groups", "Nowhere");

      assertThat(told.exit()).isEqualTo(2);
      assertThat(told.err()).contains("The groups are: 默认组 (#2)");
    }
  }

  @Test
  void registering_somebody_without_a_photo_is_for_staff_alone_and_deleting_for_guests() {
    try (Shell shell = Shell.in(folder)) {
      assertThat(shell.run("import", "guests", roster.toString(), "--allow-no-photo").exit())
          .isEqualTo(2);
      assertThat(shell.run("import", "users", roster.toString(), "--remove-ended").exit())
          .isEqualTo(2);
    }
  }
}
