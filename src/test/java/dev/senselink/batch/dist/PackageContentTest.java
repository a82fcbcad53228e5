package dev.senselink.batch.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the packages, without starting them. */
@Tag("dist")
@Tag("slow")
class PackageContentTest {
  private static final long MOST_BYTES = 130_000_000;
  private static final Pattern NEEDED = Pattern.compile("\\(NEEDED\\).*\\[(.*)]");
  private static final Pattern GLIBC = Pattern.compile("Name: GLIBC_2\\.(\\d+)");

  /** What glibc itself brings. */
  private static final Set<String> OF_GLIBC =
      Set.of(
          "libc.so.6",
          "libm.so.6",
          "libdl.so.2",
          "librt.so.1",
          "libpthread.so.0",
          "ld-linux-x86-64.so.2");

  @TempDir Path folder;
  private Packages packages;

  @BeforeEach
  void packages() {
    packages = Packages.given();
  }

  @Test
  void each_file_has_its_sum() throws IOException {
    TreeMap<String, String> sums = new TreeMap<>();
    for (String line : Files.readAllLines(packages.folder().resolve("SHA256SUMS"))) {
      sums.put(line.substring(66), line.substring(0, 64));
    }
    TreeMap<String, String> found = new TreeMap<>();
    try (Stream<Path> all = Files.list(packages.folder())) {
      for (Path file : all.filter(f -> !f.endsWith("SHA256SUMS")).toList()) {
        found.put(file.getFileName().toString(), Sha256Digest.hexOf(Files.readAllBytes(file)));
      }
    }
    assertThat(sums).isEqualTo(found);
    assertThat(sums.keySet())
        .anyMatch(name -> name.matches("senselink-batch-.*-linux-x64\\.tar\\.gz"))
        .anyMatch(name -> name.matches("senselink-batch_.*_amd64\\.deb"))
        .anyMatch(name -> name.matches("senselink-batch-[0-9.]*(-SNAPSHOT)?\\.zip"))
        .anyMatch(name -> name.endsWith("-all.zip"))
        .anyMatch(name -> name.endsWith(".cdx.json"))
        .contains("THIRD-PARTY.txt");
  }

  @Test
  void the_archive_with_java_is_small_enough_to_be_fetched() throws IOException {
    assertThat(Files.size(packages.ending(".tar.gz"))).isLessThan(MOST_BYTES);
  }

  @Test
  void everything_is_root_s_of_one_time_and_open_to_be_read() throws IOException {
    List<TarArchiveEntry> entries = packages.entries();

    assertThat(entries).hasSizeGreaterThan(100);
    assertThat(entries.stream().map(TarArchiveEntry::getLastModifiedDate).distinct()).hasSize(1);
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.getLongUserId()).isZero();
              assertThat(entry.getLongGroupId()).isZero();
              assertThat(entry.isSymbolicLink() ? 0644 : entry.getMode() & 0777)
                  .as(entry.getName())
                  .isIn(entry.isDirectory() || isProgram(entry.getName()) ? 0755 : 0644, 0644);
            });
    assertThat(entries.stream().map(TarArchiveEntry::getName))
        .noneMatch(name -> name.endsWith(".jsa"))
        .anyMatch(name -> name.endsWith("/senselink"))
        .anyMatch(name -> name.endsWith("/RUNTIME"))
        .anyMatch(name -> name.endsWith("/man/man1/senselink-import-users.1"))
        .anyMatch(name -> name.endsWith("/completions/senselink.bash"))
        .anyMatch(name -> name.endsWith("/jobs/staff-sync.yml"))
        .anyMatch(name -> name.endsWith("/samples/first/roster.csv"));
  }

  private static boolean isProgram(String name) {
    return name.endsWith("/senselink")
        || name.contains("/runtime/bin/")
        || name.endsWith("/jspawnhelper")
        || name.endsWith("/jexec");
  }

  @Test
  void every_library_lies_in_it_but_for_glibc_which_is_as_old_as_is_said() throws Exception {
    Packages.mustHave("readelf", "tar");
    Path home = packages.unpack(folder);
    List<Path> binaries = binaries(home);
    Set<String> inside =
        binaries.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    Set<String> missing = new HashSet<>();
    int newest = 0;
    for (Path file : binaries) {
      String said = Packages.run(home, "readelf", "-dVW", file.toString()).said();
      NEEDED.matcher(said).results().map(m -> m.group(1)).forEach(missing::add);
      Matcher glibc = GLIBC.matcher(said);
      while (glibc.find()) {
        newest = Math.max(newest, Integer.parseInt(glibc.group(1)));
      }
    }
    missing.removeAll(OF_GLIBC);
    missing.removeAll(inside);
    missing.remove("libopenblas.so.0"); // how libopenblas_nolapack.so.0 calls itself

    assertThat(binaries).hasSizeGreaterThan(20);
    assertThat(missing).as("libraries that lie nowhere").isEmpty();
    System.out.printf("packages: the newest glibc needed is 2.%d%n", newest);
    if (Boolean.getBoolean("dist.portable")) {
      assertThat(Files.readString(Path.of("README.md"))).contains("glibc 2." + newest);
    }
  }

  @Test
  void libraries_taken_from_the_system_come_with_their_licences() throws IOException {
    List<String> names = packages.entries().stream().map(TarArchiveEntry::getName).toList();
    if (names.stream().anyMatch(name -> name.endsWith("/runtime/lib/libz.so.1"))) {
      assertThat(names)
          .anyMatch(name -> name.endsWith("/runtime/legal/zlib1g/copyright"))
          .anyMatch(name -> name.endsWith("/runtime/legal/libjpeg62-turbo/copyright"))
          .anyMatch(name -> name.endsWith("/runtime/legal/liblcms2-2/copyright"))
          .anyMatch(name -> name.endsWith("/runtime/legal/libstdc++6/copyright"));
    }
    assertThat(names).anyMatch(name -> name.endsWith("/runtime/legal/java.base/LICENSE"));
  }

  private static List<Path> binaries(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(file -> Files.isRegularFile(file) && isElf(file)).toList();
    }
  }

  private static boolean isElf(Path file) {
    try (var is = Files.newInputStream(file)) {
      byte[] start = is.readNBytes(4);
      return start.length == 4 && start[0] == 0x7f && start[1] == 'E' && start[2] == 'L';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
