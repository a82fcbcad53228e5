package dev.senselink.batch.photo;

/** Hostile files before the native engine. */
class OpenCvHostilePicturesTest extends HostilePicturesContract {

  @Override
  PhotoEngine engine() {
    return OpenCvEngineTest.load();
  }
}
