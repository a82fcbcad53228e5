package dev.senselink.batch.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The modules of the packed Java are those that the program and its libraries ask for. */
@Tag("dist")
@Tag("slow")
class DistModulesTest {
  /** Found only by a service or by name, so no reader of classes sees them. */
  private static final Set<String> BY_SERVICE =
      Set.of(
          "java.naming",
          "jdk.charsets",
          "jdk.crypto.ec",
          "jdk.localedata",
          "jdk.unsupported",
          "jdk.zipfs");

  @TempDir Path folder;

  @Test
  void what_jdeps_finds_is_in_the_list_and_what_only_services_find() throws Exception {
    Path home = Packages.given().unpack(folder);
    Matcher list =
        Pattern.compile("<dist\\.modules>(.*)</dist\\.modules>")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertThat(list.find()).isTrue();
    List<String> packed = List.of(list.group(1).split(","));

    assertThat(packed).containsAll(BY_SERVICE).containsAll(found(home.resolve("lib")));
  }

  /**
   * Read as one folder of classes: some of the jars call themselves modules, and then jdeps asks
   * for their like among those that do not.
   */
  private List<String> found(Path libraries) throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    try (Stream<Path> all = Files.list(libraries)) {
      for (Path jar : all.sorted().toList()) {
        unpack(jar, classes);
      }
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int exit =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintStream(said),
                new PrintStream(said),
                "-q",
                "--ignore-missing-deps",
                "--print-module-deps",
                classes.toString());
    assertThat(exit).as(said.toString()).isZero();
    return List.of(said.toString().strip().split(","));
  }

  private static void unpack(Path jar, Path into) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF/") && name.contains("/")) {
          Path file = into.resolve(name);
          Files.createDirectories(file.getParent());
          Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
