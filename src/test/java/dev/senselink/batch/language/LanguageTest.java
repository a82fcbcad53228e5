package dev.senselink.batch.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import dev.senselink.batch.language.Texts.Asked;
import dev.senselink.batch.language.Texts.InCode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything people read comes from bundles, in both languages, and nothing in them is unused. */
class LanguageTest {
  private static final Path RESOURCES = Path.of("src/main/resources/dev/senselink/batch");
  private static final Pattern VALUE = Pattern.compile("\\{(\\d+)");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

  /** Its texts are the server's: the manual's own words and a developer's. */
  private static final Set<String> SPEAKS_AS_THE_SERVER = Set.of("sandbox");

  private static final List<Path> TEMPLATES =
      Stream.of("report.html", "part-outcomes.html", "part-facts.html")
          .map(RESOURCES.resolve("report")::resolve)
          .toList();

  /** What the template puts into the page as it is. */
  private static final Set<String> IN_TEMPLATE = inTemplate();

  /** The page may say something of its own for these jobs. */
  private static final String OF_A_JOB =
      "(\\.(photos-check|resolve|restore|undo|import-guests|validate-guests))?";

  private static final List<Asked> ASKED = new ArrayList<>();
  private static final List<InCode> IN_CODE = new ArrayList<>();

  static {
    SourceReader.Sources sources = SourceReader.read();
    for (CompilationUnitTree unit : sources.units()) {
      Texts texts = new Texts(unit, sources.positions());
      ASKED.addAll(texts.asked);
      IN_CODE.addAll(texts.inCode);
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void both_languages_say_the_same(Path english, Path chinese) {
    Map<String, String> en = read(english);
    Map<String, String> zh = read(chinese);

    assertThat(zh.keySet()).containsExactlyInAnyOrderElementsOf(en.keySet());
    assertThat(en)
        .allSatisfy(
            (key, text) -> {
              assertThat(values(zh.get(key))).as(key).isEqualTo(values(text));
              if (WORD.matcher(withoutValues(text)).find()) {
                assertThat(HAN.matcher(zh.get(key)).find() || zh.get(key).equals(text))
                    .as("%s is Chinese in %s", key, chinese)
                    .isTrue();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void an_apostrophe_is_doubled(Path english, Path chinese) {
    Stream.of(english, chinese)
        .filter(file -> file.getFileName().toString().matches("(messages|page).*"))
        .forEach(
            file ->
                assertThat(read(file))
                    .allSatisfy(
                        (key, text) ->
                            assertThat(text.replace("''", "")).as(key).doesNotContain("'")));
  }

  @Test
  void every_sentence_asked_for_is_there() {
    assertThat(asked())
        .hasSizeGreaterThan(100)
        .allSatisfy(
            asked ->
                assertThat(keysOf(asked)).as("%s: %s", asked.where(), asked.key()).isNotEmpty());
  }

  /** There nobody halves a doubled apostrophe. */
  @Test
  void what_the_template_puts_in_as_it_is_has_no_apostrophe() throws IOException {
    for (String file : List.of("page.properties", "page_zh.properties")) {
      assertThat(read(RESOURCES.resolve("report").resolve(file)))
          .allSatisfy(
              (key, text) -> {
                if (IN_TEMPLATE.contains(key.split("\\.")[0])) {
                  assertThat(text).as(file + ": " + key).doesNotContain("'");
                }
              });
    }
  }

  @Test
  void every_sentence_gets_the_values_it_names() {
    assertThat(ASKED)
        .allSatisfy(
            asked -> {
              Map<String, String> sentences = messages(asked.home());
              int most =
                  keysOf(asked).stream()
                      .flatMap(key -> values(sentences.get(key)).stream())
                      .mapToInt(value -> value + 1)
                      .max()
                      .orElse(0);
              assertThat(asked.values()).as("%s: %s", asked.where(), asked.key()).isEqualTo(most);
            });
  }

  @Test
  void no_sentence_is_unused() throws IOException {
    try (Stream<Path> homes = Files.list(RESOURCES)) {
      List<String> unused =
          Stream.concat(
                  homes
                      .filter(home -> Files.exists(home.resolve("messages.properties")))
                      .map(home -> home.getFileName().toString()),
                  Stream.of(Texts.PAGE))
              .flatMap(home -> unused(home).map(key -> home + ": " + key))
              .toList();

      assertThat(unused).isEmpty();
    }
  }

  @Test
  void no_sentence_stands_in_the_code_or_is_glued_together() {
    Set<String> names = notProse();
    List<String> found =
        IN_CODE.stream()
            .filter(text -> !SPEAKS_AS_THE_SERVER.contains(text.home()))
            .filter(text -> !names.contains(text.home() + ": " + text.text().strip()))
            .map(text -> text.home() + "/" + text.where() + ": " + text.text())
            .toList();

    assertThat(found).isEmpty();
  }

  @Test
  void what_is_told_to_be_no_prose_still_stands_in_the_code() {
    Set<String> texts = new TreeSet<>();
    IN_CODE.forEach(text -> texts.add(text.home() + ": " + text.text().strip()));

    assertThat(texts).containsAll(notProse());
  }

  static Stream<Arguments> bundles() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".properties"))
          .filter(file -> !file.toString().endsWith("_zh.properties"))
          .sorted()
          .toList()
          .stream()
          .map(file -> Arguments.of(file, chinese(file)));
    }
  }

  private static Path chinese(Path english) {
    String name = english.getFileName().toString();
    return english.resolveSibling(
        name.replaceFirst("(_en)?\\.properties$", Matcher.quoteReplacement("_zh.properties")));
  }

  private static Stream<String> unused(String home) {
    Set<String> used = new TreeSet<>();
    asked().filter(asked -> asked.home().equals(home)).forEach(a -> used.addAll(keysOf(a)));
    return messages(home).keySet().stream().filter(key -> !used.contains(key));
  }

  /** The keys asked for; of the page's words those of single jobs too, which go before them. */
  private static List<String> keysOf(Asked asked) {
    boolean page = asked.home().equals(Texts.PAGE);
    String any = page ? "[^.]+" : ".+";
    Pattern keys =
        Pattern.compile(
            "\\Q" + asked.key().replace("*", "\\E" + any + "\\Q") + "\\E" + (page ? OF_A_JOB : ""));
    return messages(asked.home()).keySet().stream()
        .filter(key -> keys.matcher(key).matches())
        .toList();
  }

  /** What code asks for, and what the page's template does. */
  private static Stream<Asked> asked() {
    return Stream.of(
            ASKED.stream(),
            IN_TEMPLATE.stream().map(key -> new Asked(Texts.PAGE, key, 0, "report.html")),
            inConsole().stream().map(key -> new Asked("console", "page." + key, 0, "console")))
        .flatMap(some -> some);
  }

  private static Set<String> inConsole() {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> templates = Files.list(RESOURCES.resolve("console"))) {
      for (Path template : templates.filter(file -> file.toString().endsWith(".html")).toList()) {
        keys.addAll(places(template, "p"));
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> inTemplate() {
    Set<String> keys = new TreeSet<>();
    for (Path template : TEMPLATES) {
      keys.addAll(places(template, "t"));
    }
    return keys;
  }

  /** The texts that a template puts in as they are, called by this name. */
  private static Set<String> places(Path template, String name) {
    Set<String> keys = new TreeSet<>();
    Matcher places = Pattern.compile("\\{\\{" + name + "\\.(\\w+)}}").matcher(text(template));
    while (places.find()) {
      keys.add(places.group(1));
    }
    return keys;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final Map<String, Map<String, String>> MESSAGES = new TreeMap<>();

  private static Map<String, String> messages(String home) {
    return MESSAGES.computeIfAbsent(
        home,
        name ->
            read(
                RESOURCES.resolve(name + (name.contains("/") ? "" : "/messages") + ".properties")));
  }

  /** Texts that look like prose and are none, each with its package. */
  private static Set<String> notProse() {
    try (Stream<String> lines =
        Files.lines(Path.of("src/test/resources/dev/senselink/batch/language/not-prose.txt"))) {
      return new TreeSet<>(lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Map<String, String> texts = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return texts;
  }

  private static Set<Integer> values(String text) {
    Set<Integer> values = new TreeSet<>();
    Matcher matcher = VALUE.matcher(text);
    while (matcher.find()) {
      values.add(Integer.valueOf(matcher.group(1)));
    }
    return values;
  }

  private static String withoutValues(String text) {
    return text.replaceAll("\\{[^{}]*}", "");
  }
}
