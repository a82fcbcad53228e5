package dev.senselink.batch.cli.option;

import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.face.FaceMemory;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the photos are and how they are prepared. */
public final class PhotoOptions {
  @Option(names = "--photos", paramLabel = "DIR|ZIP")
  @Nullable Path photos;

  @Mixin PhotoPreparationOptions preparation = new PhotoPreparationOptions();
  @Mixin FaceOptions faces = new FaceOptions();

  /** Where they are, {@code null} for the standard place. */
  public @Nullable Path folder() {
    return photos;
  }

  public PhotoLimits limits() {
    return preparation.limits();
  }

  /**
   * The engine for a run.
   *
   * @param memory what was seen in photos before
   * @param told is told once if the fast engine does not work here
   */
  public PhotoEngine engine(FaceMemory memory, Consumer<String> told) {
    return faces.around(preparation.engine(told), memory, told);
  }
}
