package dev.senselink.batch.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schedules that the manual shows: cron's line is carried out, systemd's units are verified.
 */
@Tag("slow")
@Timeout(600)
class ScheduleTest {
  private static final String HOME = "/srv/senselink";
  private static final Pattern BLOCK = Pattern.compile("(?s)```(cron|ini)\n(.*?)```");
  private static final Pattern CRON = Pattern.compile("((?:\\S+ +){5})(.*)");
  private static final Pattern UNIT = Pattern.compile("# /etc/systemd/system/(\\S+)\n");

  @TempDir Path folder;

  private record Ended(int exit, String said) {}

  @BeforeEach
  void program() throws IOException {
    program(0);
  }

  /** A program that notes what it was called with, and ends so. */
  private void program(int exit) throws IOException {
    Path script = folder.resolve("senselink");
    String text = "#!/bin/sh\necho \"$@\" >called\necho a line of the log\nexit " + exit + "\n";
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** In this test's own folder, whose name may have blanks that the manual's has not. */
  private String here(String block) {
    return block
        .replace("cd " + HOME, "cd '" + folder + "'")
        .replace("=" + HOME + "/senselink", "=\"" + folder + "/senselink\"")
        .replace(HOME, folder.toString());
  }

  private List<String> blocks(String kind) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("src/site/markdown/manual.md")));
    return block
        .results()
        .filter(found -> found.group(1).equals(kind))
        .map(found -> here(found.group(2)))
        .toList();
  }

  private Ended run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString()); // not the machine's own
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said);
  }

  private Matcher cron() throws IOException {
    assertThat(blocks("cron")).hasSize(1);
    Matcher line = CRON.matcher(blocks("cron").get(0).strip());
    assertThat(line.matches()).isTrue();
    return line;
  }

  @Test
  void crons_line_runs_the_job_and_is_silent_when_all_is_well() throws Exception {
    Ended ended = run("sh", "-c", cron().group(2));

    assertThat(ended.said()).isEmpty();
    assertThat(ended.exit()).isZero();
    assertThat(folder.resolve("called")).hasContent("run jobs/visitors-daily.yml --no-progress");
    assertThat(folder.resolve("visitors.log")).hasContent("a line of the log");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("visitors.log"))))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void crons_line_says_the_exit_code_when_something_is_wrong(int exit) throws Exception {
    program(exit);

    assertThat(run("sh", "-c", cron().group(2)).said())
        .contains("exit code " + exit, folder.resolve("visitors.log").toString())
        .doesNotContain("a line of the log");
  }

  @Test
  void crons_line_holds_nothing_that_cron_itself_would_change() throws Exception {
    assertThat(cron().group(1).strip().split(" +")).hasSize(5);
    assertThat(cron().group(2)).doesNotContain("%");
  }

  @Test
  void systemd_takes_service_and_timer() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not here");
    List<String> units = blocks("ini");
    assertThat(units).hasSize(2);
    for (String unit : units) {
      Matcher name = UNIT.matcher(unit);
      assertThat(name.find()).isTrue();
      Path file = Files.writeString(folder.resolve(name.group(1)), unit);
      assertThat(file).isNotNull();
    }
    String service = folder.resolve("senselink-visitors.service").toString();
    String timer = folder.resolve("senselink-visitors.timer").toString();

    Ended ended = run("systemd-analyze", "--user", "verify", service, timer);

    // Of this machine's own units it complains too.
    assertThat(ended.said().lines().filter(line -> line.contains("senselink"))).isEmpty();
    String when = units.get(1).replaceAll("(?s).*OnCalendar=([^\n]*).*", "$1");
    assertThat(run("systemd-analyze", "calendar", when).exit()).isZero();
  }

  @Test
  void systemd_would_complain_of_a_mistake() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not here");
    Path file = folder.resolve("senselink-visitors.service");
    Files.writeString(file, blocks("ini").get(0).replace("RestartSec", "RestartSeconds"));

    assertThat(run("systemd-analyze", "--user", "verify", file.toString()).said())
        .contains("RestartSeconds");
  }
}
