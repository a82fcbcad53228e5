package dev.senselink.batch.photo;

import dev.senselink.batch.photo.engine.OpenCvEngineTest;

/** Hostile files before the native engine. */
class OpenCvHostilePicturesTest extends HostilePicturesContract {

  @Override
  PhotoEngine engine() {
    return OpenCvEngineTest.load();
  }
}
