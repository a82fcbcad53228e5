package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The man pages of the packages. */
@Tag("slow")
class ManPagesTest {
  private static final Map<String, String> PAGES = ManPages.of("1.2.3", "2026-11-27");

  @TempDir Path folder;

  @Test
  void each_command_has_a_page() {
    assertThat(PAGES).containsKeys("senselink", "senselink-import-users", "senselink-runs-show");
    assertThat(PAGES.get("senselink")).contains(".BR senselink\\-import (1)");
    assertThat(PAGES.get("senselink-import-users"))
        .startsWith(".TH \"SENSELINK\\-IMPORT\\-USERS\" 1 \"2026-11-27\" \"SenseLink Batch 1.2.3\"")
        .contains("\\fB\\-\\-photos\\fR \\fIDIR|ZIP\\fR")
        .contains(".SH \"EXIT STATUS\"");
  }

  @Test
  void no_page_shows_what_only_the_program_fills_in() {
    assertThat(PAGES).allSatisfy((name, page) -> assertThat(page).doesNotContain("${", "%n", "%%"));
  }

  @Test
  void man_reads_them_without_a_warning() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/groff")), "groff is not on this machine");
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      Path file = Files.writeString(folder.resolve(page.getKey() + ".1"), page.getValue());
      assertThat(said("groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z", file.toString()))
          .as(page.getKey())
          .isEmpty();
    }
  }

  private static String said(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
