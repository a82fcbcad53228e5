package dev.senselink.batch.cli.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.cli.console.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Below a folder that stands for a machine, with a systemd that notes what it is told. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no systemd")
class TimerUnitsTest {
  @TempDir Path root;
  private Path calls;
  private TimerUnits units;

  @BeforeEach
  void a_machine() throws IOException {
    calls = root.resolve("calls");
    Files.createDirectories(root.resolve("run/systemd/system"));
    Files.createDirectories(root.resolve("etc/senselink/jobs"));
    Files.writeString(root.resolve("etc/senselink/jobs/staff.yml"), "job: import-users\n");
    program("systemctl", "[ ! -e '" + root.resolve("broken") + "' ] || { echo no bus; exit 1; }");
    program("systemd-analyze", "[ \"$2\" != never ]");
    units = new TimerUnits(root);
  }

  private void program(String name, String does) throws IOException {
    Path file = Files.createDirectories(root.resolve("usr/bin")).resolve(name);
    Files.writeString(
        file, "#!/bin/sh\necho \"" + name + " $*\" >>'" + calls + "'\n" + does + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path time() {
    return root.resolve("etc/systemd/system/senselink-job@staff.timer.d/at.conf");
  }

  private List<String> told() throws IOException {
    return Files.readAllLines(calls);
  }

  @Test
  void the_time_stands_in_a_file_beside_the_timer() throws IOException {
    units.enable("staff", "Mon..Fri 06:30");

    assertThat(time()).hasContent("[Timer]\nOnCalendar=\nOnCalendar=Mon..Fri 06:30\n");
    assertThat(told())
        .containsExactly(
            "systemd-analyze calendar Mon..Fri 06:30",
            "systemctl daemon-reload",
            "systemctl enable --now senselink-job@staff.timer");
  }

  @Test
  void another_time_takes_its_place() throws IOException {
    units.enable("staff", "06:30");
    units.enable("staff", "hourly");

    assertThat(time()).content().contains("OnCalendar=hourly").doesNotContain("06:30");
  }

  @Test
  void disabled_leaves_nothing_behind() throws IOException {
    units.enable("staff", "06:30");
    units.disable("staff");

    assertThat(time().getParent()).doesNotExist();
    assertThat(told())
        .endsWith("systemctl disable --now senselink-job@staff.timer", "systemctl daemon-reload");
  }

  @ParameterizedTest
  @ValueSource(strings = {"never", "06:30\n[Service]", ""})
  void what_is_no_time_is_refused_and_nothing_is_written(String when) {
    assertThatThrownBy(() -> units.enable("staff", when)).isInstanceOf(UsageException.class);
    assertThat(root.resolve("etc/systemd")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../staff", "a b", "", "x/y", "a@b", "-staff"})
  void a_name_that_is_no_part_of_a_unit_is_refused(String name) {
    assertThatThrownBy(() -> units.enable(name, "06:30"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("letters");
  }

  @Test
  void a_job_without_its_file_is_refused() {
    assertThatThrownBy(() -> units.enable("visitors", "06:30"))
        .hasMessageContaining(root.resolve("etc/senselink/jobs/visitors.yml").toString());
  }

  @Test
  void what_systemd_says_is_passed_on() throws IOException {
    Files.createFile(root.resolve("broken"));

    assertThatThrownBy(() -> units.enable("staff", "06:30"))
        .hasMessageContaining("systemctl daemon-reload")
        .hasMessageContaining("no bus");
  }

  @Test
  void without_systemd_it_is_said() throws IOException {
    Files.delete(root.resolve("run/systemd/system"));

    assertThatThrownBy(() -> units.enable("staff", "06:30")).hasMessageContaining("systemd");
  }
}
