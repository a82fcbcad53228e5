package dev.senselink.batch.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.launcher.Checkout.Ended;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script where it lies in a package: beside the built program, with a Java of its own. */
@Tag("slow")
class PackageLauncherTest {
  @TempDir Path folder;
  private Checkout unpacked;

  @BeforeEach
  void unpack() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "the script is for POSIX systems");
    unpacked = Checkout.unpacked(folder);
  }

  @Test
  void its_own_java_runs_it_and_nothing_is_built() throws Exception {
    Ended ended = unpacked.start("import", "users", "my staff.csv", "exit7");

    assertThat(ended.exit()).as(ended.err()).isEqualTo(7);
    assertThat(ended.out())
        .contains(
            "-Dsenselink.natives=" + unpacked.home().resolve("natives"),
            unpacked.home().resolve("lib/senselink-batch.jar").toString())
        .endsWith("import", "users", "my staff.csv", "exit7");
    assertThat(unpacked.calls("mvn")).isZero();
    assertThat(unpacked.calls("java extract")).isZero();
  }

  @Test
  void archives_lie_in_the_users_cache_and_the_package_stays_as_it_is() throws Exception {
    List<Path> before = files(unpacked.home());

    Ended first = unpacked.start("demo"); // who only tries it does not wait for them
    assertThat(unpacked.calls("java train")).isZero();
    Ended second = unpacked.start("import");
    Ended third = unpacked.start("--help");

    assertThat(first.out()).noneMatch(a -> a.contains(".jsa"));
    assertThat(second.out()).anyMatch(a -> a.contains("/cache/senselink-batch/starts/"));
    assertThat(third.out()).anyMatch(a -> a.endsWith("/17.0.21-short.jsa"));
    assertThat(unpacked.calls("java train")).isEqualTo(2);
    assertThat(files(unpacked.home())).isEqualTo(before);
    try (Stream<Path> starts = Files.list(unpacked.cache().resolve("senselink-batch/starts"))) {
      assertThat(starts)
          .singleElement()
          .satisfies(
              own ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                      .isEqualTo("rwx------"));
    }
  }

  @Test
  void another_build_of_it_has_archives_of_its_own() throws Exception {
    unpacked.start("--help");
    unpacked.start("--help");
    Files.writeString(unpacked.home().resolve("BUILD"), "1.2.3 9876543210 2026-11-28T00:00:00Z\n");

    unpacked.start("--help");
    unpacked.start("--help");

    assertThat(unpacked.calls("java train")).isEqualTo(4);
  }

  @Test
  void a_library_of_the_system_that_is_too_old_is_said_in_words() throws Exception {
    Checkout.executable(
        unpacked.ownJava(),
        """
        #!/bin/sh
        echo "java: /lib/libc.so.6: version \\`GLIBC_2.34' not found (required by java)" >&2
        echo "java: /lib/libc.so.6: version \\`GLIBC_2.38' not found (required by libjli.so)" >&2
        exit 1
        """);

    Ended ended = unpacked.start("--version");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("needs glibc 2.38 or newer").contains(".zip");
  }

  /** There Java ends with an UnsatisfiedLinkError, since it does not find its own libraries. */
  @Test
  void below_chinese_letters_a_machine_without_utf8_is_told_so() throws Exception {
    Checkout below = Checkout.unpacked(folder.resolve("门禁"));
    Checkout.executable(below.home().resolveSibling("bin/locale"), "#!/bin/sh\necho US-ASCII\n");

    Ended ended = below.start("--version");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("no UTF-8 locale").contains("/opt/senselink");
    assertThat(below.calls("java run")).isZero();
    below.locale("LANG", "zh_CN.UTF-8");
    assertThat(below.start("--version").err()).contains("本机没有 UTF-8 语言环境");
    Checkout.executable(unpacked.home().resolveSibling("bin/locale"), "#!/bin/sh\necho ASCII\n");
    assertThat(unpacked.start("--version").exit()).isZero();
  }

  @Test
  void a_java_that_cannot_be_started_at_all_is_said_in_words() throws Exception {
    Checkout.executable(unpacked.ownJava(), "#!/no/such/loader\n");

    Ended ended = unpacked.start("--version");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("does not run on this machine");
  }

  private static List<Path> files(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.sorted().toList();
    }
  }
}
