package dev.senselink.batch.fleet.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Whoever can write into the database cannot have a program run on a worker. */
class OrderLimitsTest {
  private static RemoteOrder read(List<String> words, String... options) {
    return RemoteOrder.read(
        JsonMapper.shared()
            .writeValueAsString(
                Map.of("words", words, "options", List.of(options), "list", "list.csv")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--heic-converter=sh -c x {in} {out}",
        "--heic-converter",
        "--config=other.yml",
        "--data=/elsewhere",
        "--report=/elsewhere",
        "--log-file=/elsewhere",
        "--database=jdbc:postgresql://elsewhere/x",
        "--",
        "-D",
        "@file",
        "other.csv"
      })
  void an_option_that_names_a_program_or_another_place_is_refused(String option) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> read(List.of("import", "users"), "--server=x", option))
        .withMessageContaining(option.replaceFirst("=.*", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "import", "job enable", "import users --config=x", "sandbox", ""})
  void what_is_no_import_is_refused(String words) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> read(List.of(words.split(" "))));
  }

  @Test
  void an_import_is_taken() {
    assertThat(read(List.of("import", "guests"), "--server=x", "--json").options()).hasSize(2);
  }
}
