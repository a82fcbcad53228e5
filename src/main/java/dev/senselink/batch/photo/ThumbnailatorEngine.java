package dev.senselink.batch.photo;

/** The engine that runs everywhere: pure Java, no natives. */
public final class ThumbnailatorEngine implements PhotoEngine {

  private final Preparation preparation;

  public ThumbnailatorEngine() {
    this(Runtime.getRuntime().maxMemory());
  }

  /** For tests: as if the heap had so many bytes. */
  ThumbnailatorEngine(long heap) {
    preparation = new Preparation(new ThumbnailShrinker(), heap);
  }

  @Override
  public String name() {
    return "thumbnailator";
  }

  @Override
  public Prepared prepare(PhotoFile source, PhotoLimits limits) {
    return preparation.prepare(source, limits);
  }
}
