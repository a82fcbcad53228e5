package dev.senselink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The architecture page shows what the code is: its picture of the stages and its table of rooms
 * are drawn here. {@code -Ddraw=true} draws them anew.
 */
@Tag("slow")
class ArchitecturePageTest {
  private static final String ROOT = "dev.senselink.batch.";
  private static final Path SOURCES = Path.of("src/main/java/dev/senselink/batch");
  private static final Path PAGE = Path.of("src/site/markdown/architecture.md");

  /** Everybody speaks, waits and opens files; arrows to these would hide all others. */
  private static final Set<String> FOR_ALL = Set.of("language", "machine", "disk");

  @Test
  void the_page_shows_the_stages_and_rooms_of_today() throws IOException {
    String page = Files.readString(PAGE);
    String drawn = between(between(page, "stages", stages()), "rooms", rooms());
    if (Boolean.getBoolean("draw")) {
      Files.writeString(PAGE, drawn);
    }

    assertThat(page.lines()).containsExactlyElementsOf(drawn.lines().toList());
  }

  /** Puts a drawing between its two marks. */
  private static String between(String page, String name, String drawing) {
    Matcher place =
        Pattern.compile(
                "(?s)(<!-- " + name + ": drawn by a test -->\n).*?(<!-- end of " + name + " -->)")
            .matcher(page);
    assertThat(place.find()).as("the page has a place for its " + name).isTrue();
    return place.replaceFirst("$1" + Matcher.quoteReplacement(drawing) + "$2");
  }

  private static String stages() {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT.substring(0, ROOT.length() - 1))) {
      String from = stage(type);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String to = stage(dependency.getTargetClass());
        if (!from.isEmpty() && !to.isEmpty() && !from.equals(to) && !FOR_ALL.contains(to)) {
          uses.computeIfAbsent(from, any -> new TreeSet<>()).add(to);
        }
      }
    }
    StringBuilder picture = new StringBuilder("```mermaid\nflowchart TD\n");
    uses.forEach(
        (from, all) ->
            all.stream()
                .filter(to -> !isReachedOtherwise(uses, from, to))
                .forEach(to -> picture.append("  %s --> %s%n".formatted(from, to))));
    return picture.append("```\n").toString();
  }

  /** Whether a longer way leads there too: then the arrow tells nothing new. */
  private static boolean isReachedOtherwise(Map<String, Set<String>> uses, String from, String to) {
    return uses.get(from).stream()
        .filter(next -> !next.equals(to))
        .anyMatch(next -> reached(uses, next).contains(to));
  }

  private static Set<String> reached(Map<String, Set<String>> uses, String from) {
    Set<String> all = new TreeSet<>(uses.getOrDefault(from, Set.of()));
    uses.getOrDefault(from, Set.of()).forEach(next -> all.addAll(reached(uses, next)));
    return all;
  }

  private static String stage(JavaClass type) {
    String name = type.getPackageName() + ".";
    return name.startsWith(ROOT) && name.length() > ROOT.length()
        ? name.substring(ROOT.length(), name.indexOf('.', ROOT.length()))
        : "";
  }

  private static String rooms() throws IOException {
    try (Stream<Path> folders = Files.walk(SOURCES)) {
      List<Path> rooms =
          folders
              .filter(Files::isDirectory)
              .filter(folder -> !folder.equals(SOURCES))
              .filter(folder -> Files.exists(folder.resolve("package-info.java")))
              .sorted()
              .toList();
      StringBuilder table = new StringBuilder("| room | files | what is in it |\n|---|---|---|\n");
      for (Path room : rooms) {
        String name = SOURCES.relativize(room).toString().replace('\\', '/').replace('/', '.');
        table.append("| `%s` | %d | %s |%n".formatted(name, files(room), sign(room)));
      }
      return table.toString();
    }
  }

  private static long files(Path room) throws IOException {
    try (Stream<Path> files = Files.list(room)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .count();
    }
  }

  /** The first sentence of what the room says of itself. */
  private static String sign(Path room) throws IOException {
    String said =
        Files.readString(room.resolve("package-info.java"))
            .lines()
            .dropWhile(line -> !line.startsWith("/**"))
            .takeWhile(line -> !line.startsWith("@"))
            .map(line -> line.replaceFirst("^\\s*/?\\*+/?\\s?", ""))
            .collect(Collectors.joining(" "))
            .strip()
            .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
            .replaceAll("`[\\w.]*\\.(\\w+)`", "`$1`")
            .replaceAll("\\s+", " ");
    return said.replaceFirst("(?<=[.])\\s.*", "").replace("|", "\\|");
  }
}
