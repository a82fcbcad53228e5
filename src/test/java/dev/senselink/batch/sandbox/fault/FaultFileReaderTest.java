package dev.senselink.batch.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultFileReaderTest {
  @TempDir Path folder;

  private List<FaultRule> read(String json) throws IOException {
    return FaultRule.read(Files.writeString(folder.resolve("faults.json"), json));
  }

  @Test
  void every_key_is_read() throws IOException {
    List<FaultRule> rules =
        read(
            """
            [ {"kind": "RESET"},
              {"operation": "createUser", "kind": "HTTP_STATUS", "phase": "AFTER", "status": 503,
               "retryAfterSeconds": 2, "rate": 0.25, "fromCall": 3, "times": 4,
               "field": "jobNumber", "matches": "E0[0-9]+"},
              {"operation": "getImage", "kind": "DELAY", "delayMillis": 1500},
              {"kind": "API_CODE", "code": 50001} ]
            """);

    FaultRule plain = rules.get(0);
    assertThat(plain.operation()).isEqualTo("*");
    assertThat(plain.phase()).isEqualTo(FaultPhase.BEFORE);
    assertThat(plain.rate()).isEqualTo(1);
    assertThat(plain.when().test(Map.of())).isTrue();
    FaultRule full = rules.get(1);
    assertThat(full.kind()).isEqualTo(FaultKind.HTTP_STATUS);
    assertThat(full.phase()).isEqualTo(FaultPhase.AFTER);
    assertThat(full.code()).isEqualTo(503);
    assertThat(full.retryAfterSeconds()).isEqualTo(2);
    assertThat(full.rate()).isEqualTo(0.25);
    assertThat(full.fromCall()).isEqualTo(3);
    assertThat(full.times()).isEqualTo(4);
    assertThat(full.when().test(Map.of("jobNumber", "E01"))).isTrue();
    assertThat(full.when().test(Map.of("jobNumber", "xE01"))).isFalse();
    assertThat(full.when().test(Map.of())).isFalse();
    assertThat(rules.get(2).delay()).isEqualTo(Duration.ofMillis(1500));
    assertThat(rules.get(3).code()).isEqualTo(50001);
  }

  @ParameterizedTest(name = "{0} says: {1}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{} | a JSON array of rules is wanted",
        "[{] | this is not JSON",
        "[{}] | rule 1: \"\" is none of",
        "[{\"kind\":\"RESET\"},{\"kind\":\"BANG\"}] | rule 2: \"BANG\" is none of",
        "[{\"kind\":\"RESET\",\"operation\":\"createUsers\"}] | no operation is called createUsers",
        "[{\"kind\":\"RESET\",\"fase\":\"AFTER\"}] | fase is not a key",
        "[{\"kind\":\"RESET\",\"phase\":\"LATER\"}] | \"LATER\" is none of",
        "[{\"kind\":\"API_CODE\"}] | code is an error code",
        "[{\"kind\":\"HTTP_STATUS\",\"status\":200}] | status is 400 to 599",
        "[{\"kind\":\"RESET\",\"rate\":2}] | rate is 0 to 1",
        "[{\"kind\":\"RESET\",\"rate\":\"x\"}] | rule 1: ",
        "[{\"kind\":7}] | rule 1: ",
        "[7] | rule 1: ",
        "[{\"kind\":\"RESET\",\"field\":\"name\",\"matches\":\"[\"}] | rule 1: ",
      })
  void a_mistake_is_named_with_file_and_rule(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("faults.json")
        .hasMessageContaining(message);
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertThatThrownBy(() -> FaultRule.read(folder.resolve("none.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.json");
  }
}
