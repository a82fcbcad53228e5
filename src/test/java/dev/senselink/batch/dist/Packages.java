package dev.senselink.batch.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The folder of packages that the tests are given. */
final class Packages {
  private static final String PROPERTY = "dist";

  private final Path folder;

  record Ended(int exit, String said, double seconds) {}

  private Packages(Path folder) {
    this.folder = folder;
  }

  /** Skips the test where none is named. */
  static Packages given() {
    String named = System.getProperty(PROPERTY, "");
    assumeTrue(!named.isBlank(), "no packages: make them with -Pdist and name them with -Ddist=");
    return new Packages(Path.of(named).toAbsolutePath());
  }

  Path folder() {
    return folder;
  }

  /** The one whose name ends so. */
  Path ending(String with) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(with))
          .min((a, b) -> a.toString().length() - b.toString().length())
          .orElseThrow(() -> new AssertionError("no package " + with + " in " + folder));
    }
  }

  /** What the archive with its own Java holds. */
  List<TarArchiveEntry> entries() throws IOException {
    List<TarArchiveEntry> entries = new ArrayList<>();
    try (InputStream is = Files.newInputStream(ending(".tar.gz"));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(is)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Unpacks it as people do; the folder in it. */
  Path unpack(Path into) throws Exception {
    Ended ended = run(into, "tar", "xzf", ending(".tar.gz").toString());
    if (ended.exit() != 0) {
      throw new AssertionError(ended.said());
    }
    try (Stream<Path> top = Files.list(into)) {
      return top.filter(path -> path.getFileName().toString().startsWith("senselink-batch-"))
          .findFirst()
          .orElseThrow();
    }
  }

  static Ended run(Path folder, String... command) throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(900, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end: " + String.join(" ", command));
    }
    return new Ended(process.exitValue(), said, (System.nanoTime() - began) / 1e9);
  }

  static void mustHave(String... programs) {
    for (String program : programs) {
      boolean there =
          Stream.of("/usr/bin", "/usr/sbin", "/bin", "/sbin")
              .anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
      assumeTrue(there, program + " is not on this machine");
    }
  }
}
