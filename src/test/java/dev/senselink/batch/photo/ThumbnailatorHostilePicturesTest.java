package dev.senselink.batch.photo;

/** Hostile files before the Java engine. */
class ThumbnailatorHostilePicturesTest extends HostilePicturesContract {

  @Override
  PhotoEngine engine() {
    return new ThumbnailatorEngine();
  }
}
