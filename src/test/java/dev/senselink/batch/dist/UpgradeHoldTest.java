package dev.senselink.batch.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which processes hold up an upgrade of the Debian package: a Java of root's that root or the
 * service's user started, whatever other processes are called (L32).
 */
class UpgradeHoldTest {
  private static final Path PRERM = Path.of("src/dist/deb/prerm").toAbsolutePath();
  private static final String PROGRAM = "/usr/lib/senselink-batch/lib/senselink-batch.jar";
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final String NOBODY = "65534";

  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();

  /** Runs until its input ends. */
  static final class Waiting {
    public static void main(String[] args) throws IOException {
      System.out.println("started");
      System.in.read();
    }
  }

  @BeforeEach
  void run_as_root_without_a_systemd_to_stop() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/exe")), "there is no /proc here");
    assumeTrue("root".equals(System.getProperty("user.name")), "only root installs packages");
    assumeTrue(
        "root".equals(Files.getOwner(JAVA.toRealPath()).getName()), "this Java is not root's");
    // The script stops units after its check: not those of this machine.
    Path systemctl = Files.writeString(folder.resolve("systemctl"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  private Process start(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    processes.add(process);
    return process;
  }

  private Process startJob(String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(List.of(JAVA.toString(), "-Xmx16m", "-cp", classes().toString()));
    command.addAll(List.of(Waiting.class.getName(), PROGRAM, "run", "\u001b[31mjob.yml"));
    Process process = start(command.toArray(String[]::new));
    assertThat(process.inputReader(UTF_8).readLine()).isEqualTo("started");
    return process;
  }

  /** The one class, where any user can read it. */
  private Path classes() throws IOException {
    String name = Waiting.class.getName().replace('.', '/') + ".class";
    Path copy = folder.resolve("classes").resolve(name);
    Files.createDirectories(copy.getParent());
    try (InputStream bytes = Waiting.class.getClassLoader().getResourceAsStream(name)) {
      Files.write(copy, bytes.readAllBytes());
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder.resolve("classes");
  }

  private String upgrade() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", PRERM.toString(), "remove").redirectErrorStream(true);
    builder.environment().merge("PATH", folder + ":", (path, own) -> own + path);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() + " " + printed;
  }

  @Test
  void a_job_of_root_holds_it_up_and_its_name_is_shown_without_control_characters()
      throws Exception {
    Process job = startJob();

    assertThat(upgrade())
        .startsWith("1 ")
        .contains("  " + job.pid() + ": senselink run ?[31mjob.yml")
        .doesNotContain("\u001b");
  }

  @Test
  void another_user_with_the_same_command_line_does_not() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "setpriv is not here");
    startJob("setpriv", "--reuid", NOBODY, "--clear-groups");

    assertThat(upgrade()).isEqualTo("0 ");
  }

  @Test
  void another_program_with_the_same_command_line_does_not() throws Exception {
    Process other = start("sh", "-c", "echo started; read line", PROGRAM);
    assertThat(other.inputReader(UTF_8).readLine()).isEqualTo("started");

    assertThat(upgrade()).isEqualTo("0 ");
  }
}
