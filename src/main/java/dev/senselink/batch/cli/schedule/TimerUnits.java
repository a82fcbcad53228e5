package dev.senselink.batch.cli.schedule;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.ProgramFinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The timers of the service's jobs, as systemd knows them. The packages bring a timer and a service
 * for a job of any name; when it runs stands in a file beside, which is all that is written here.
 */
final class TimerUnits {
  static final Path ROOT = Path.of("/");

  /** As it may stand in the name of a unit, with nothing that systemd would escape. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

  private final Path root;

  /**
   * @param root where the machine's folders begin
   */
  TimerUnits(Path root) {
    this.root = root;
  }

  /**
   * Lets the job run at these times, and at once for what is missed while the machine was off.
   *
   * @param when as systemd writes times, such as {@code Mon..Fri 06:30}
   * @throws UsageException if there is no such job or no such time, or systemd is not to be had
   */
  void enable(String name, String when) {
    mustRunHere();
    Path job = jobFile(name);
    if (!Files.isRegularFile(job)) {
      throw new UsageException(words("service.noJob", job));
    }
    if (when.lines().count() != 1) {
      throw new UsageException(words("service.when", when));
    }
    Ended known = run("systemd-analyze", "calendar", when);
    if (known.exit() != 0) {
      throw new UsageException(words("service.when", when));
    }
    // The empty line takes back what another file says.
    write(timeFile(name), "[Timer]\nOnCalendar=\nOnCalendar=" + when.strip() + "\n");
    must("systemctl", "daemon-reload");
    must("systemctl", "enable", "--now", timer(name));
  }

  /** The job runs only when somebody starts it. */
  void disable(String name) {
    mustRunHere();
    jobFile(name);
    must("systemctl", "disable", "--now", timer(name));
    try {
      Files.deleteIfExists(timeFile(name));
      Files.deleteIfExists(timeFile(name).resolveSibling(""));
    } catch (IOException e) {
      throw unwritable(timeFile(name), e);
    }
    must("systemctl", "daemon-reload");
  }

  private void mustRunHere() {
    if (!Files.isDirectory(root.resolve("run/systemd/system"))) {
      throw new UsageException(words("service.noSystemd"));
    }
  }

  private Path jobFile(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new UsageException(words("service.name", name));
    }
    return root.resolve("etc/senselink/jobs").resolve(name + ".yml");
  }

  private Path timeFile(String name) {
    return root.resolve("etc/systemd/system").resolve(timer(name) + ".d").resolve("at.conf");
  }

  private static String timer(String name) {
    return "senselink-job@" + name + ".timer";
  }

  /** Open to be read: systemd's own tools show it to everybody. */
  private static void write(Path file, String text) {
    try {
      Files.createDirectories(
          file.toAbsolutePath().getParent(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      Files.setPosixFilePermissions(
          file.resolveSibling(""), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static UsageException unwritable(Path file, IOException e) {
    return new UsageException(words("service.unwritable", FileErrorMessages.words(file, e)));
  }

  private record Ended(int exit, String said) {}

  private void must(String... command) {
    Ended ended = run(command);
    if (ended.exit() != 0) {
      throw new UsageException(
          words("service.failed", String.join(" ", command), ended.said().strip()));
    }
  }

  private Ended run(String... command) {
    List<String> line = new ArrayList<>(List.of(command));
    Path bin = root.resolve("usr/bin").resolve(command[0]);
    line.set(
        0,
        ProgramFinder.find(bin.toString(), System.getenv())
            .map(Path::toString)
            .orElseThrow(() -> new UsageException(words("service.noSystemd"))));
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said);
    } catch (IOException e) {
      throw new UsageException(
          words("service.failed", String.join(" ", command), FileErrorMessages.words(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException(words("service.failed", String.join(" ", command), ""));
    }
  }
}
