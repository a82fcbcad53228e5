package dev.senselink.batch.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.samples.Practice.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the project's README shows is true. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern PLACE =
      Pattern.compile("`((?:src|samples|jobs|\\.github|\\.ci)/[^`*]*)`");
  private static final Pattern TEST = Pattern.compile("-Dtest='?([A-Za-z,]+)");

  @TempDir Path folder;

  @Test
  void its_commands_end_as_it_says() throws IOException {
    List<Readme.Shown> commands = Readme.commands(README);

    assertThat(commands).extracting(Readme.Shown::args).contains(List.of("demo"));
    try (Practice practice = new Practice(folder)) {
      for (Readme.Shown command : commands) {
        Ended ended = practice.run(command.args());
        assertThat(ended.exit()).as(command.args() + ": " + ended.err()).isEqualTo(command.exit());
      }
    }
  }

  @Test
  void the_places_it_names_are_there() throws IOException {
    Matcher place = PLACE.matcher(Files.readString(README));

    assertThat(place.results().map(m -> Path.of(m.group(1)))).isNotEmpty().allMatch(Files::exists);
  }

  @Test
  void the_tests_it_names_are_there() throws IOException {
    Matcher test = TEST.matcher(Files.readString(README));
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
