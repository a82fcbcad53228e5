package dev.senselink.batch.photo.engine;

import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoEngineContract;

/** The pure Java engine keeps the contract. */
class ThumbnailatorEngineTest extends PhotoEngineContract {

  @Override
  public PhotoEngine engine() {
    return new ThumbnailatorEngine();
  }
}
