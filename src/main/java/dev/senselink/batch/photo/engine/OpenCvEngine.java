package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.Words.words;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.Prepared;
import org.jspecify.annotations.Nullable;

/** The fast engine: OpenCV's native code, where it exists for the machine. */
public final class OpenCvEngine implements PhotoEngine {

  static final String NAME = "opencv";

  private final Preparation preparation;

  private OpenCvEngine(@Nullable HeicConverter heic) {
    preparation =
        new Preparation(
            new OpenCvShrinker(new ThumbnailShrinker()), heic, Runtime.getRuntime().maxMemory());
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
  public String why() {
    return words("engine.opencv", OpenCvNatives.version());
  }

  @Override
  public Prepared prepare(PhotoFile source, PhotoLimits limits) {
    return preparation.prepare(source, limits);
  }
}
