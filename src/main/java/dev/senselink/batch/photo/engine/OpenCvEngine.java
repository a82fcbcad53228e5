package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PreparationResult;
import org.jspecify.annotations.Nullable;

/** The fast engine: OpenCV's native code, where it exists for the machine. */
public final class OpenCvEngine implements PhotoEngine {

  static final String NAME = "opencv";

  private final PhotoPreparation preparation;

  private OpenCvEngine(@Nullable HeicConverter heic) {
    preparation =
        new PhotoPreparation(
            new OpenCvShrinker(new ThumbnailatorShrinker()),
            heic,
            Runtime.getRuntime().maxMemory());
  }

  /**
   * Loads the native libraries and makes an engine of them; half a second the first time in a
   * process, some more the first time on a machine.
   *
   * @param heic what turns HEIC and AVIF into something readable, {@code null} for nothing
   * @throws EngineMissingException if they do not work on this machine
   */
  public static OpenCvEngine load(@Nullable HeicConverter heic) throws EngineMissingException {
    OpenCvNatives.load();
    return new OpenCvEngine(heic);
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
    return words("engine.opencv", OpenCvNatives.version());
  }

  @Override
  public PreparationResult prepare(PhotoFile source, PhotoLimits limits) {
    return preparation.prepare(source, limits);
  }
}
