package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.Words.words;

import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.Prepared;
import org.jspecify.annotations.Nullable;

/** The engine that runs everywhere: pure Java, no natives. */
public final class ThumbnailatorEngine implements PhotoEngine {

  static final String NAME = "thumbnailator";

  private final Preparation preparation;
  private final String why;

  /** Without a converter for HEIC. */
  public ThumbnailatorEngine() {
    this(null, words("engine.asked"));
  }

  /**
   * @param heic what turns HEIC and AVIF into something readable, {@code null} for nothing
   */
  ThumbnailatorEngine(@Nullable HeicConverter heic, String why) {
    preparation = new Preparation(new ThumbnailShrinker(), heic, Runtime.getRuntime().maxMemory());
    this.why = why;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String why() {
    return why;
  }

  @Override
  public Prepared prepare(PhotoFile source, PhotoLimits limits) {
    return preparation.prepare(source, limits);
  }
}
