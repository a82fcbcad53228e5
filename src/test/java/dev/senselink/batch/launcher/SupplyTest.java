package dev.senselink.batch.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the build promises of the jar, as far as it can be told without building twice, which {@code
 * .ci/same-bytes} does: a fixed time, a list of parts, their licences, and checksums that count.
 */
@Tag("slow")
class SupplyTest {
  @Test
  void the_build_has_a_fixed_time_and_lists_what_is_in_the_jar() throws IOException {
    String build = Files.readString(Path.of("pom.xml"));

    assertThat(build)
        .containsPattern("<project\\.build\\.outputTimestamp>\\d{4}-\\d\\d-\\d\\dT")
        .contains("<artifactId>cyclonedx-maven-plugin</artifactId>")
        .contains("<thirdPartyFilename>THIRD-PARTY.txt</thirdPartyFilename>");
  }

  @Test
  void whose_licence_asks_for_a_notice_gets_one() throws IOException {
    // Not from the class path, where other jars have one too.
    assertThat(Files.readString(Path.of("src/main/resources/META-INF/NOTICE")))
        .contains("Eclipse Public License", "LGPL 2.1", "GCC Runtime Library Exception");
  }

  @Test
  void nobody_s_build_takes_a_wrong_checksum_for_a_warning() throws IOException {
    assertThat(Files.readString(Path.of("senselink"))).contains("mvn -B -q -C ");
    assertThat(Files.readString(Path.of("senselink.cmd"))).containsPattern("%SL_MAVEN%\" .*-C ");
    assertThat(Files.readString(Path.of(".ci/same-bytes"))).contains("mvn -B -q -C ");
  }
}
