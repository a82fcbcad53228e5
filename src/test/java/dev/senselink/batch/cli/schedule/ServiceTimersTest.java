package dev.senselink.batch.cli.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which job files a timer of the system starts. */
class ServiceTimersTest {
  @TempDir Path root;
  private Path job;
  private Path enabled;

  @BeforeEach
  void install() throws IOException {
    Path jobs = Files.createDirectories(root.resolve("etc/senselink/jobs"));
    job = Files.writeString(jobs.resolve("night.yml"), "job: export\n");
    Path wants = root.resolve("etc/systemd/system/timers.target.wants");
    enabled = Files.createDirectories(wants).resolve("senselink-job@night.timer");
  }

  private void enable() throws IOException {
    Files.createSymbolicLink(enabled, Path.of("/usr/lib/systemd/system/senselink-job@.timer"));
  }

  @Test
  void one_whose_timer_is_enabled() throws IOException {
    assertThat(ServiceTimers.isEnabled(root, job)).isFalse();

    enable();

    assertThat(ServiceTimers.isEnabled(root, job)).isTrue();
  }

  @Test
  void another_file_of_that_name_is_another_job() throws IOException {
    enable();
    Path other = Files.createDirectories(root.resolve("home")).resolve("night.yml");
    Files.writeString(other, "job: export\n");

    assertThat(ServiceTimers.isEnabled(root, other)).isFalse();
  }

  @Test
  void the_same_file_by_another_way_is_the_same_job() throws IOException {
    enable();
    Path way = root.resolve("way");
    Files.createSymbolicLink(way, job.getParent());

    assertThat(ServiceTimers.isEnabled(root, way.resolve("night.yml"))).isTrue();
  }

  @Test
  void a_timer_without_its_file_starts_nothing() throws IOException {
    enable();
    Path other = Files.writeString(root.resolve("night.yml"), "job: export\n");
    Files.delete(job);

    assertThat(ServiceTimers.isEnabled(root, other)).isFalse();
  }
}
