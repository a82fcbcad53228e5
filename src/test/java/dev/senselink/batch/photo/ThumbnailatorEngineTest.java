package dev.senselink.batch.photo;

/** The pure Java engine keeps the contract. */
class ThumbnailatorEngineTest extends PhotoEngineContract {

  @Override
  PhotoEngine engine() {
    return new ThumbnailatorEngine();
  }
}
