package dev.senselink.batch.table.excel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedTextsTest {
  private static final String PREFIX = "senselink-texts";

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 200_000, 100_000_000})
  void every_text_comes_back_by_its_number_wherever_it_lies(int charsInMemory) throws IOException {
    Random random = new Random(1);
    List<String> all = new ArrayList<>();
    try (SharedTexts texts = new SharedTexts(charsInMemory)) {
      for (int i = 0; i < 20_000; i++) {
        String text = i % 1000 == 0 ? "莫伟😀é".repeat(random.nextInt(5_000)) : "名 " + i;
        all.add(text);
        texts.add(text);
      }
      for (int i = 0; i < all.size(); i++) {
        assertThat(texts.get(i)).isEqualTo(all.get(i));
      }
      for (int i = 0; i < 5_000; i++) {
        int any = random.nextInt(all.size());
        assertThat(texts.get(any)).isEqualTo(all.get(any));
      }
      assertThat(texts.get(all.size())).isNull();
      assertThat(texts.get(-1)).isNull();
    }
  }

  @DisabledOnOs(OS.WINDOWS)
  @Test
  void what_lies_on_the_disk_has_no_name_there_even_while_it_is_read() throws IOException {
    List<String> before = files();
    try (SharedTexts texts = new SharedTexts(0)) {
      texts.add("110101199003077123");
      // Another run's file is seen here for the moment it has a name; one of ours would stay.
      assertThat(Until.within(Duration.ofSeconds(30), () -> before.containsAll(files()))).isTrue();
      assertThat(texts.get(0)).isEqualTo("110101199003077123");
    }
  }

  private static List<String> files() {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(PREFIX))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
