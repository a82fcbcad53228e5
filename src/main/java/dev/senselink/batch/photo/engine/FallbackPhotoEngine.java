package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PreparationResult;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The fast engine where it works, else the one that works everywhere; decided when needed. */
final class FallbackPhotoEngine implements PhotoEngine {

  /** Makes the fast engine. */
  interface Fast {
    PhotoEngine load() throws EngineMissingException;
  }

  private final Fast fast;
  private final @Nullable HeicConverter heic;
  private final Consumer<String> told;
  private @Nullable PhotoEngine chosen;

  FallbackPhotoEngine(Fast fast, @Nullable HeicConverter heic, Consumer<String> told) {
    this.fast = fast;
    this.heic = heic;
    this.told = told;
  }

  @Override
  public String name() {
    return chosen().name();
  }

  @Override
  public String recipe() {
    return chosen().recipe();
  }

  @Override
  public String why() {
    return chosen().why();
  }

  @Override
  public PreparationResult prepare(PhotoFile source, PhotoLimits limits) {
    return chosen().prepare(source, limits);
  }

  private synchronized PhotoEngine chosen() {
    PhotoEngine engine = chosen;
    if (engine == null) {
      engine = choose();
      chosen = engine;
    }
    return engine;
  }

  private PhotoEngine choose() {
    try {
      return fast.load();
    } catch (EngineMissingException e) {
      told.accept(words("engine.slower", e.why()));
      return new ThumbnailatorEngine(heic, e.why());
    }
  }
}
