package dev.senselink.batch.photo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.photo.EngineMissingException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The libraries come into a process once; each test needs one of its own. */
class OpenCvNativesTest {
  @TempDir Path folder;

  /** Loads them as a thread that is to end. */
  static final class Interrupted {
    private Interrupted() {}

    public static void main(String[] args) throws EngineMissingException {
      Thread.currentThread().interrupt();
      OpenCvNatives.load();
      System.out.println("loaded, interrupted still: " + Thread.interrupted());
    }
  }

  @Test
  void a_thread_that_is_to_end_does_not_take_the_engine_from_all_others() {
    OpenCvEngineTest.load(); // skips it where there is nothing to load
    Map<String, String> unpackedAnew = Map.of("XDG_CACHE_HOME", folder.toString());
    try (OtherProcess process = OtherProcess.start(folder, unpackedAnew, Interrupted.class)) {
      assertThat(process.line()).as(process.errors()).isEqualTo("loaded, interrupted still: true");
      assertThat(process.exitCode()).isZero();
    }
  }
}
