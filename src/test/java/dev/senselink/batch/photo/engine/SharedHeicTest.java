package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoAssert.assertPhoto;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.disk.ProgramFinder;
import dev.senselink.batch.fixture.SharedData;
import dev.senselink.batch.fixture.SharedFolder;
import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PreparationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Photos of a telephone through the converter that people have. */
@SharedData
class SharedHeicTest {
  @Test
  void a_real_converter_gives_an_upright_photo() throws IOException {
    assumeTrue(
        ProgramFinder.find("heif-convert", System.getenv()).isPresent(), "no heif-convert here");
    HeicConverter converter = HeicConverter.of("heif-convert {in} {out}");
    try (Stream<Path> files = Files.list(SharedFolder.data().resolve("images/heic"))) {
      for (Path file : files.toList()) {
        PreparationResult prepared =
            new ThumbnailatorEngine(converter, "")
                .prepare(new MemoryPhotoFile(Files.readAllBytes(file)), PhotoLimits.standard());
        assertPhoto(prepared);
      }
    }
  }
}
