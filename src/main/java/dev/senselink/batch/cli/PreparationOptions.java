package dev.senselink.batch.cli;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.HeicConverter;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoEngines;
import dev.senselink.batch.photo.PhotoLimits;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How photos are prepared. */
final class PreparationOptions {
  @Option(names = "--photo-side", paramLabel = "PX", defaultValue = "1080")
  int side = 1080;

  @Option(names = "--photo-kb", paramLabel = "N", defaultValue = "500")
  int kilobytes = 500;

  @Option(names = "--photo-engine", paramLabel = "auto|opencv|thumbnailator", defaultValue = "auto")
  String engine = "auto";

  @Option(names = "--heic-converter", paramLabel = "COMMAND")
  @Nullable String heicConverter;

  PhotoLimits limits() {
    if (side < 100 || side > 20_000) {
      throw new UsageException("--photo-side must be between 100 and 20000");
    }
    if (kilobytes < 10 || kilobytes > 50_000) {
      throw new UsageException("--photo-kb must be between 10 and 50000");
    }
    return new PhotoLimits(side, kilobytes * 1024L);
  }

  /**
   * Each option by itself, without loading an engine.
   *
   * @throws UsageException if a value cannot be
   */
  void check() {
    limits();
    wanted();
    converter();
  }

  /**
   * The engine for a run.
   *
   * @param told is told once if the fast engine does not work here
   */
  PhotoEngine engine(Consumer<String> told) {
    try {
      return PhotoEngines.open(wanted(), converter(), told);
    } catch (EngineMissingException e) {
      throw new UsageException(
          "--photo-engine opencv: "
              + e.why()
              + "; say auto, or thumbnailator, which works"
              + " everywhere");
    }
  }

  private PhotoEngines.Wanted wanted() {
    for (PhotoEngines.Wanted wanted : PhotoEngines.Wanted.values()) {
      if (wanted.word().equals(engine)) {
        return wanted;
      }
    }
    throw new UsageException(
        "--photo-engine " + engine + " is not known: auto, opencv or thumbnailator");
  }

  private @Nullable HeicConverter converter() {
    try {
      return heicConverter == null ? null : HeicConverter.of(heicConverter);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--heic-converter: " + e.getMessage());
    }
  }
}
