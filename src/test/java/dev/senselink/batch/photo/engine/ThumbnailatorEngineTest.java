package dev.senselink.batch.photo.engine;

import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoEngineContract;
import org.junit.jupiter.api.Tag;

/** The pure Java engine keeps the contract. */
@Tag("slow")
class ThumbnailatorEngineTest extends PhotoEngineContract {

  @Override
  public PhotoEngine engine() {
    return new ThumbnailatorEngine();
  }
}
