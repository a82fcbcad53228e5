package dev.senselink.batch.roster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The folder of test data that lies outside the repository; tests without it are skipped. */
final class SharedData {
  private SharedData() {}

  static Path folder(String name) {
    Optional<Path> found =
        Stream.of(
                System.getProperty("SENSELINK_SHARED"),
                System.getenv("SENSELINK_SHARED"),
                "../shared")
            .filter(place -> place != null)
            .map(place -> Path.of(place, "data", name))
            .filter(Files::isDirectory)
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), "the shared test data is not here");
    return found.orElseThrow();
  }
}
