package dev.senselink.batch.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.dist.Packages.Ended;
import dev.senselink.batch.fixture.OtherUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Debian package in a clean Debian: installed by apt, started, removed and purged. Systemd does
 * not run there, so the scripts make nothing and ask nothing.
 */
@Tag("dist")
@Tag("slow")
class DebianPackageTest {
  @TempDir Path tmp;
  private Packages packages;

  @BeforeEach
  void packages() {
    packages = Packages.given();
  }

  @Test
  void it_holds_links_pages_completions_units_and_an_example_but_no_conffile() throws Exception {
    Packages.mustHave("dpkg-deb");
    String deb = packages.ending(".deb").toString();

    assertThat(Packages.run(tmp, "dpkg-deb", "-c", deb).said())
        .contains(
            "./usr/bin/senselink -> ../lib/senselink-batch/senselink",
            "./usr/lib/senselink-batch/lib/senselink-batch.jar",
            "./usr/lib/senselink-batch/natives/libopencv_core.so",
            "./usr/share/man/man1/senselink-import-users.1.gz",
            "./usr/share/bash-completion/completions/senselink",
            "./usr/lib/systemd/system/senselink-job@.service",
            "./usr/lib/systemd/system/senselink-job@.timer",
            "./usr/lib/systemd/system/senselink-console.service",
            "./usr/lib/sysusers.d/senselink-batch.conf",
            "./usr/lib/tmpfiles.d/senselink-batch.conf",
            "./usr/share/doc/senselink-batch/examples/senselink.yml",
            "./usr/share/doc/senselink-batch/copyright")
        .doesNotContain("./etc/", "./var/", "runtime/");
    assertThat(Packages.run(tmp, "dpkg-deb", "-f", deb).said())
        .contains("Depends: java17-runtime-headless", "Architecture: amd64");
    assertThat(Packages.run(tmp, "dpkg-deb", "-I", deb).said()).doesNotContain("conffiles");
  }

  @Test
  void it_is_installed_run_and_removed_in_a_clean_debian() throws Exception {
    Packages.mustHave("debootstrap", "chroot", "unshare");
    OtherUser.mustExist();
    Path root = Files.createDirectory(tmp.resolve("debian"));
    must(tmp, "debootstrap", "--variant=minbase", "stable", root.toString());
    Files.copy(
        packages.ending(".deb"), root.resolve("package.deb"), StandardCopyOption.REPLACE_EXISTING);

    in(root, "apt-get", "update", "-q");
    in(root, "apt-get", "install", "-qy", "--no-install-recommends", "/package.deb");
    assertThat(in(root, "senselink", "--version")).contains("SenseLink Batch");
    assertThat(in(root, "runuser", "-u", "nobody", "--", "senselink", "demo", "--report", "/tmp/r"))
        .contains("/tmp/r");
    in(root, "apt-get", "remove", "-qy", "senselink-batch");
    assertThat(root.resolve("usr/lib/senselink-batch/lib")).doesNotExist();
    assertThat(root.resolve("usr/bin/senselink")).doesNotExist();

    Path ledger = Files.createDirectories(root.resolve("var/lib/senselink"));
    assertThat(in(root, "apt-get", "purge", "-qy", "senselink-batch"))
        .contains("kept /var/lib/senselink");
    assertThat(ledger).isDirectory();
  }

  private String in(Path root, String... command) throws Exception {
    // Java and its scripts look at /proc, and at what is mounted there.
    String enter =
        "mount --bind \"$0\" \"$0\" && mount --bind /proc \"$0/proc\" && cd / && exec chroot \"$0\""
            + " \"$@\"";
    List<String> prefix =
        List.of(
            "unshare",
            "--mount",
            "sh",
            "-c",
            enter,
            root.toString(),
            "/usr/bin/env",
            "-i",
            "DEBIAN_FRONTEND=noninteractive",
            "HOME=/tmp",
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin");
    String[] whole = new String[prefix.size() + command.length];
    prefix.toArray(whole);
    System.arraycopy(command, 0, whole, prefix.size(), command.length);
    return must(tmp, whole);
  }

  private static String must(Path folder, String... command) throws Exception {
    Ended ended = Packages.run(folder, command);
    assertThat(ended.exit()).as(String.join(" ", command) + "\n" + ended.said()).isZero();
    return ended.said();
  }
}
