package dev.senselink.batch.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What builds and publishes the program is named by what it is, and not by a tag that moves. */
class WorkflowsTest {
  private static final Path WORKFLOWS = Path.of(".github/workflows");

  private static List<String> lines(String glob) throws IOException {
    List<String> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(WORKFLOWS, glob)) {
      for (Path file : files) {
        all.addAll(Files.readAllLines(file));
      }
    }
    return all;
  }

  @Test
  void each_action_is_pinned_by_its_commit() throws IOException {
    List<String> uses =
        lines("*.yml").stream().map(String::strip).filter(line -> line.contains("uses:")).toList();

    assertThat(uses)
        .hasSizeGreaterThan(5)
        .allMatch(line -> line.matches("- uses: [a-z/-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
  }

  @Test
  void what_is_published_is_attested_before() throws IOException {
    List<String> release = lines("release.yml").stream().map(String::strip).toList();

    assertThat(release).contains("id-token: write", "attestations: write");
    assertThat(String.join("\n", release))
        .containsSubsequence("attest-build-provenance@", "packages/*", "gh release create");
  }

  @Test
  void there_are_alerts_for_libraries_and_actions() throws IOException {
    assertThat(Files.readString(Path.of(".github/dependabot.yml")))
        .contains("package-ecosystem: maven", "package-ecosystem: github-actions");
  }
}
