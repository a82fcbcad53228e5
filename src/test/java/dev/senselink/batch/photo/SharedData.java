package dev.senselink.batch.photo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder of test pictures beside the project, which is not part of it. */
final class SharedData {

  private SharedData() {}

  /** Skips the test if the folder is not there. */
  static Path folder() {
    Path shared =
        Stream.of(System.getProperty("senselink.shared"), System.getenv("SENSELINK_SHARED"))
            .filter(name -> name != null && !name.isBlank())
            .findFirst()
            .map(Path::of)
            .orElse(Path.of("..", "shared"));
    assumeTrue(Files.exists(shared.resolve("data/MANIFEST.csv")), "no shared test data here");
    return shared.resolve("data");
  }
}
