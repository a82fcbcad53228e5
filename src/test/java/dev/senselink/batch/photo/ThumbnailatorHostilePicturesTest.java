package dev.senselink.batch.photo;

import dev.senselink.batch.photo.engine.ThumbnailatorEngine;

/** Hostile files before the Java engine. */
class ThumbnailatorHostilePicturesTest extends HostilePicturesContract {

  @Override
  PhotoEngine engine() {
    return new ThumbnailatorEngine();
  }
}
