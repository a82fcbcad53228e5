package dev.senselink.batch.photo;

import dev.senselink.batch.photo.engine.OpenCvEngineTest;
import org.junit.jupiter.api.Tag;

/** Hostile files before the native engine. */
@Tag("slow")
class OpenCvHostilePicturesTest extends HostilePicturesContract {

  @Override
  PhotoEngine engine() {
    return OpenCvEngineTest.load();
  }
}
