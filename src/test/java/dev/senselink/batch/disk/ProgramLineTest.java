package dev.senselink.batch.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a program of the user's is given of the environment. */
@DisabledOnOs(OS.WINDOWS)
class ProgramLineTest {
  @Test
  void nothing_that_is_ours_is_passed_on() throws IOException {
    Map<String, String> ours =
        Map.of("SENSELINK_APP_SECRET", "x", "senselink_data", "y", "PATH", "/bin", "LANG", "C");

    assertThat(ProgramLine.of("/bin/sh").process(word -> word, ours).environment())
        .isEqualTo(Map.of("PATH", "/bin", "LANG", "C"));
  }
}
