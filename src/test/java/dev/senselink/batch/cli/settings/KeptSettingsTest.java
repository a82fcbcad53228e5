package dev.senselink.batch.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.cli.console.UsageException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a file was written, the new one says the new of some keys and the old of all others. */
class KeptSettingsTest {
  private static final String WRITTEN = "server: 'https://new'\n";

  private static String after(String before) {
    return new KeptSettings(Path.of("senselink.yml"), Set.of("server", "groups"))
        .after(WRITTEN, before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server: https://old\ntries: 3\nkeep: [a, b]\n",
        "---\nserver: https://old\ntries: 3\nkeep: [a, b]\n...\n",
        "%YAML 1.1\n--- # mine\ntries: 3\nserver: https://old\nkeep: [a, b]",
        "'server': https://old\n\"tries\": '3'\nkeep:\n- a\n- b\n",
        "  server: https://old\n  tries: 3\n  keep:\n    - a\n    - b\n",
        "{server: https://old, tries: 3, keep: [a, b]}\n",
        "{server: https://old,\n tries: 3,\n keep: [a, b]}\n",
        "groups:\n- A\n- B\ntries: 3\nserver: >\n  https://\n  old\nkeep: [a, b]\n",
        "server: https://old\r\ntries: 3\r\nkeep: [a, b]\r\n",
        "? server\n: https://old\n? tries\n: 3\n? keep\n: [a, b]\n"
      })
  void what_is_not_new_stays(String before) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("server", "https://new");
    wanted.put("tries", "3");
    wanted.put("keep", List.of("a", "b"));

    assertThat(LiteralYaml.reader().<Object>load(after(before))).isEqualTo(wanted);
  }

  @Test
  void comments_stay_where_each_key_has_its_line() {
    assertThat(after("# first\nserver: https://old\n# who is told\nnotify-mail: hr@example.com\n"))
        .isEqualTo(WRITTEN + "# first\n# who is told\nnotify-mail: hr@example.com\n");
  }

  @Test
  void of_an_empty_file_nothing_stays() {
    assertThat(after("")).isEqualTo(WRITTEN);
    assertThat(after("# nothing yet\n")).isEqualTo(WRITTEN + "# nothing yet\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tries: [3\n", "- tries\n", "only words\n", "tries: 3\ntries: 4\n"})
  void what_nobody_understands_is_not_replaced(String before) {
    assertThatThrownBy(() -> after(before))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("senselink.yml", "cannot be understood");
  }
}
