package dev.senselink.batch.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units of the Debian package, in the eyes of systemd itself; it does not have to run. */
@Tag("slow")
class UnitsTest {
  private static final Path UNITS = Path.of("src/dist/systemd");
  private static final double MOST_EXPOSED = 1.5;

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    assumeTrue(Files.exists(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not here");
    // It wants its folder, which is there where systemd runs; else only root may make it.
    assumeTrue(
        Files.isDirectory(Path.of("/run/systemd")) || Files.isWritable(Path.of("/run")),
        "systemd has not run here");
    Path program = Files.writeString(folder.resolve("senselink"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String kind : new String[] {"service", "timer"}) {
      String unit = Files.readString(UNITS.resolve("senselink-job@." + kind));
      Files.writeString(
          folder.resolve("senselink-job@." + kind),
          unit.replace("/usr/bin/senselink", program.toString()));
    }
    Path console = UNITS.resolve("senselink-console.service");
    Files.writeString(
        folder.resolve("senselink-console.service"),
        Files.readString(console).replace("/usr/bin/senselink", program.toString()));
    Path when = Files.createDirectory(folder.resolve("senselink-job@staff.timer.d"));
    Files.writeString(when.resolve("at.conf"), "[Timer]\nOnCalendar=\nOnCalendar=06:30\n");
  }

  private String analyze(String... args) throws IOException, InterruptedException {
    String[] command = new String[args.length + 1];
    command[0] = "systemd-analyze";
    System.arraycopy(args, 0, command, 1, args.length);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SYSTEMD_UNIT_PATH", folder + ":");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void systemd_takes_service_and_timer() throws Exception {
    String said =
        analyze(
            "verify",
            "--man=no",
            folder.resolve("senselink-job@staff.service").toString(),
            folder.resolve("senselink-job@staff.timer").toString(),
            folder.resolve("senselink-console.service").toString());

    // Of this machine's own units it complains too.
    assertThat(said.lines().filter(line -> line.contains("senselink"))).isEmpty();
  }

  @Test
  void systemd_would_complain_of_a_mistake() throws Exception {
    Path service = folder.resolve("senselink-job@.service");
    Files.writeString(service, Files.readString(service).replace("RestartSec", "RestartSeconds"));

    assertThat(analyze("verify", "--man=no", folder.resolve("senselink-job@x.service").toString()))
        .contains("RestartSeconds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"senselink-job@staff.service", "senselink-console.service"})
  void a_unit_can_do_little_beside_its_work(String unit) throws Exception {
    String said = analyze("security", "--offline=true", folder.resolve(unit).toString());
    Matcher level = Pattern.compile("Overall exposure level .*: ([0-9.]+)").matcher(said);

    assertThat(level.find()).as(said).isTrue();
    System.out.printf(Locale.ROOT, "units: exposure of %s %s%n", unit, level.group(1));
    assertThat(Double.parseDouble(level.group(1))).isLessThan(MOST_EXPOSED);
  }
}
