package dev.senselink.batch.photo.face;

import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Under what a verdict is remembered: all that decides it, so that with anything else it is made
 * anew.
 */
final class FaceVerdictKeys {
  private final PhotoEngine engine;
  private final FaceCheckingEngine.Settings settings;

  FaceVerdictKeys(PhotoEngine engine, FaceCheckingEngine.Settings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /** Of a prepared photo. */
  String of(Photo photo) {
    return key("photo", photo.sha256());
  }

  /** Of a file and how it is prepared; {@code null} if it cannot be read. */
  @Nullable String of(PhotoFile source, PhotoLimits limits) {
    try {
      return key(
          "file",
          source.sha256(),
          engine.recipe(),
          limits.toString(),
          "turn=" + settings.turn(),
          "cut=" + settings.cut());
    } catch (IOException e) {
      return null; // whoever prepares it says why
    }
  }

  /** With the program's version: another one may see otherwise. */
  private String key(String... what) {
    return String.join(
        " ",
        String.join(" ", what),
        "version=" + FaceVerdictKeys.class.getPackage().getImplementationVersion(),
        settings.limits().toString(),
        FaceModel.all());
  }
}
