package dev.senselink.batch.cli;

import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the photos are and how they are prepared. */
final class PhotoOptions {
  @Option(names = "--photos", paramLabel = "DIR|ZIP")
  @Nullable Path photos;

  @Mixin PreparationOptions preparation = new PreparationOptions();

  PhotoLimits limits() {
    return preparation.limits();
  }

  /**
   * The engine for a run.
   *
   * @param told is told once if the fast engine does not work here
   */
  PhotoEngine engine(Consumer<String> told) {
    return preparation.engine(told);
  }
}
