package dev.senselink.batch.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.ApiDescription;
import dev.senselink.batch.fixture.SharedData;
import dev.senselink.batch.fixture.SharedFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the other tests know of the API is still what lies beside the project. */
@SharedData
class SharedApiTest {
  /** A row of a table of codes: {@code 0} or three digits and more. */
  private static final Pattern CODE = Pattern.compile("(?m)^(0|\\d{3,7})\t");

  private final Path api = SharedFolder.root().resolve("api");

  @Test
  void the_description_is_the_one_beside_the_project() throws IOException {
    try (InputStream ours = ApiDescription.open(ApiDescription.FILE)) {
      Path theirs = api.resolve(Path.of(ApiDescription.FILE).getFileName());
      assertThat(ours).hasBinaryContent(Files.readAllBytes(theirs));
    }
  }

  @Test
  void the_codes_are_those_the_manual_prints() throws IOException {
    List<String> printed =
        CODE.matcher(Files.readString(api.resolve("manual.txt")))
            .results()
            .map(row -> row.group(1))
            .toList();
    try (BufferedReader ours =
        new BufferedReader(
            new InputStreamReader(
                ApiDescription.open(ApiDescription.CODES), StandardCharsets.UTF_8))) {
      assertThat(ours.lines().skip(1).map(line -> line.substring(line.indexOf(',') + 1)))
          .isEqualTo(printed)
          .hasSizeGreaterThan(40);
    }
  }
}
