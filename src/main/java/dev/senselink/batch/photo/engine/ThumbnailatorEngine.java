package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PreparationResult;
import org.jspecify.annotations.Nullable;

/** The engine that runs everywhere: pure Java, no natives. */
public final class ThumbnailatorEngine implements PhotoEngine {

  static final String NAME = "thumbnailator";

  private final PhotoPreparation preparation;
  private final String why;

  /** Without a converter for HEIC. */
  public ThumbnailatorEngine() {
    this(null, words("engine.asked"));
  }

  /**
   * @param heic what turns HEIC and AVIF into something readable, {@code null} for nothing
   */
  ThumbnailatorEngine(@Nullable HeicConverter heic, String why) {
    preparation =
        new PhotoPreparation(new ThumbnailatorShrinker(), heic, Runtime.getRuntime().maxMemory());
    this.why = why;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String recipe() {
    return name() + " " + preparation.converter();
  }

  @Override
  public String why() {
    return why;
  }

  @Override
  public PreparationResult prepare(PhotoFile source, PhotoLimits limits) {
    return preparation.prepare(source, limits);
  }
}
