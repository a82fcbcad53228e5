package dev.senselink.batch.cli;

import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.ThumbnailatorEngine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the photos are and how they are prepared. */
final class PhotoOptions {
  @Option(
      names = "--photos",
      paramLabel = "DIR|ZIP",
      description = "The photos; default: photos beside the roster, else the roster's folder.")
  @Nullable Path photos;

  @Option(
      names = "--photo-side",
      paramLabel = "PX",
      defaultValue = "1080",
      description = "Longest side of a prepared photo (default ${DEFAULT-VALUE}).")
  int side = 1080;

  @Option(
      names = "--photo-kb",
      paramLabel = "N",
      defaultValue = "500",
      description = "Its size at most, in kilobytes (default ${DEFAULT-VALUE}).")
  int kilobytes = 500;

  @Option(
      names = "--photo-engine",
      paramLabel = "auto|thumbnailator",
      defaultValue = "auto",
      description = "What prepares photos (default ${DEFAULT-VALUE}).")
  String engine = "auto";

  PhotoLimits limits() {
    if (side < 100 || side > 20_000) {
      throw new UsageException("--photo-side must be between 100 and 20000");
    }
    if (kilobytes < 10 || kilobytes > 50_000) {
      throw new UsageException("--photo-kb must be between 10 and 50000");
    }
    return new PhotoLimits(side, kilobytes * 1024L);
  }

  PhotoEngine engine() {
    if (!engine.equals("auto") && !engine.equals("thumbnailator")) {
      throw new UsageException(
          "--photo-engine " + engine + " is not known here: auto or thumbnailator");
    }
    return new ThumbnailatorEngine();
  }
}
