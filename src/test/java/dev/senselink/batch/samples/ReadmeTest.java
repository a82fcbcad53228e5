package dev.senselink.batch.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.samples.Practice.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README and the manuals it leads to show is true. */
@Tag("slow")
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Path SITE = Path.of("src/site/markdown");
  private static final Pattern PLACE =
      Pattern.compile("`((?:src|samples|jobs|\\.github|\\.ci)/[^`*]*)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
  private static final Pattern ANCHOR = Pattern.compile("]\\((#[^)]*)\\)");
  private static final Pattern TEST = Pattern.compile("-Dtest='?([A-Za-z,]+)");

  @TempDir Path folder;

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> site = Files.list(SITE)) {
      return Stream.concat(Stream.of(README), site.sorted().toList().stream());
    }
  }

  static Stream<Path> pages_with_commands() {
    return Stream.concat(
        Stream.of(README),
        Stream.of("guide.md", "guide.zh.md", "manual.md", "manual.zh.md").map(SITE::resolve));
  }

  @ParameterizedTest
  @MethodSource("pages_with_commands")
  void their_commands_end_as_they_say(Path page) throws IOException {
    List<Readme.Shown> commands = Readme.commands(page);

    assertThat(commands).isNotEmpty();
    try (Practice practice = new Practice(folder)) {
      for (Readme.Shown command : commands) {
        Ended ended = practice.run(command.args());
        assertThat(ended.exit()).as(command.args() + ": " + ended.err()).isEqualTo(command.exit());
      }
    }
  }

  @Test
  void the_front_page_is_one_screen_with_its_two_commands_and_five_links() throws IOException {
    List<String> lines = Files.readAllLines(README);

    assertThat(lines).hasSizeLessThan(40).contains("./senselink demo", "mvn -B verify");
    assertThat(lines.stream().filter(line -> line.startsWith("- "))).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"guide", "manual"})
  void both_languages_show_the_same_commands(String page) throws IOException {
    List<Readme.Shown> english = Readme.commands(SITE.resolve(page + ".md"));
    List<Readme.Shown> chinese = Readme.commands(SITE.resolve(page + ".zh.md"));

    assertThat(chinese.stream().map(ReadmeTest::plain).toList())
        .isEqualTo(english.stream().map(ReadmeTest::plain).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guide.md",
        "guide.zh.md",
        "manual.md",
        "manual.zh.md",
        "reference.md",
        "reference.zh.md"
      })
  void the_contents_name_every_chapter(String page) throws IOException {
    String text = Files.readString(SITE.resolve(page));

    List<String> chapters =
        CODE.matcher(text)
            .replaceAll("")
            .lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> "- [" + line.substring(3) + "](" + anchor(line) + ")")
            .toList();
    assertThat(text.lines().filter(line -> line.startsWith("- [")))
        .startsWith(chapters.toArray(new String[0]));
  }

  @Test
  void the_guide_has_at_most_ten_pages() throws IOException {
    assertThat(Files.readAllLines(SITE.resolve("guide.md"))).hasSizeLessThan(10 * 45);
  }

  /** Without what only makes the program speak Chinese. */
  private static List<String> plain(Readme.Shown command) {
    return command.args().stream().filter(w -> !w.equals("--lang") && !w.equals("zh")).toList();
  }

  /** Frames, and what is only seen in passing: an error, a command at work, the way in and out. */
  private static final Set<String> NO_PICTURE =
      Set.of("frame", "message", "command", "open", "carried-out");

  private static final Path CONSOLE = Path.of("src/main/resources/dev/senselink/batch/console");

  private static final Path PICTURES = Path.of(".github/pictures/console");

  @ParameterizedTest
  @CsvSource({"manual.md,.en.png", "manual.zh.md,.zh.png"})
  void each_page_of_the_console_is_shown_in_the_manual(String manual, String ending)
      throws IOException {
    List<String> pages =
        names(CONSOLE, ".html").stream()
            .filter(name -> !name.startsWith("part-") && !NO_PICTURE.contains(name))
            .toList();
    String text = Files.readString(SITE.resolve(manual));

    assertThat(names(PICTURES, ending)).isEqualTo(pages);
    for (String page : pages) {
      String shown = "]\\(\\.\\./\\.\\./\\.\\./" + PICTURES + "/" + page + Pattern.quote(ending);
      assertThat(text).containsPattern("!\\[[^\\]]{6,}" + shown + "\\)");
      assertThat(Files.size(PICTURES.resolve(page + ending))).as(page).isLessThan(150_000);
    }
  }

  private static List<String> names(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void the_places_they_name_are_there(Path page) throws IOException {
    String text = Files.readString(page);

    assertThat(PLACE.matcher(text).results().map(m -> Path.of(m.group(1)))).allMatch(Files::exists);
    assertThat(LINK.matcher(text).results().map(m -> page.resolveSibling(m.group(1))))
        .allMatch(Files::exists);
    assertThat(ANCHOR.matcher(text).results().map(m -> m.group(1))).allMatch(heads(page)::contains);
    for (Matcher link = LINK.matcher(text); link.find(); ) {
      if (link.group(2) != null) {
        assertThat(heads(page.resolveSibling(link.group(1)))).contains(link.group(2));
      }
    }
  }

  private static List<String> heads(Path page) throws IOException {
    try (Stream<String> lines = Files.lines(page)) {
      return lines.filter(line -> line.startsWith("#")).map(ReadmeTest::anchor).toList();
    }
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    String words = heading.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT);
    return "#" + words.replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-');
  }

  @Test
  void the_tests_they_name_are_there() throws IOException {
    Matcher test = TEST.matcher(Files.readString(SITE.resolve("figures.md")));
    List<String> named =
        test.results().flatMap(m -> List.of(m.group(1).split(",")).stream()).toList();

    assertThat(named).isNotEmpty().allMatch(ReadmeTest::isThere);
  }

  private static boolean isThere(String name) {
    try (var files = Files.walk(Path.of("src/test/java"))) {
      return files.anyMatch(file -> file.endsWith(name + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
