package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.engine.HeicConverter;
import dev.senselink.batch.photo.engine.PhotoEngineChoice;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How photos are prepared. */
public final class PhotoPreparationOptions {
  @Option(names = "--photo-side", paramLabel = "PX", defaultValue = "1080")
  int side = 1080;

  @Option(names = "--photo-kb", paramLabel = "N", defaultValue = "500")
  int kilobytes = 500;

  @Option(names = "--photo-engine", paramLabel = "auto|opencv|thumbnailator", defaultValue = "auto")
  public String engine = "auto";

  @Option(names = "--heic-converter", paramLabel = "COMMAND")
  @Nullable String heicConverter;

  public PhotoLimits limits() {
    if (side < 100 || side > 20_000) {
      throw new UsageException(words("option.photoSide"));
    }
    if (kilobytes < 10 || kilobytes > 50_000) {
      throw new UsageException(words("option.photoKb"));
    }
    return new PhotoLimits(side, kilobytes * 1024L);
  }

  /**
   * Each option by itself, without loading an engine.
   *
   * @throws UsageException if a value cannot be
   */
  public void check() {
    limits();
    wanted();
    converter();
  }

  /**
   * The engine for a run.
   *
   * @param told is told once if the fast engine does not work here
   */
  public PhotoEngine engine(Consumer<String> told) {
    try {
      return PhotoEngineChoice.open(wanted(), converter(), told);
    } catch (EngineMissingException e) {
      throw new UsageException(words("option.photoEngine.missing", e.why()));
    }
  }

  private PhotoEngineChoice.Wanted wanted() {
    for (PhotoEngineChoice.Wanted wanted : PhotoEngineChoice.Wanted.values()) {
      if (wanted.word().equals(engine)) {
        return wanted;
      }
    }
    throw new UsageException(words("option.photoEngine", engine));
  }

  private @Nullable HeicConverter converter() {
    try {
      return heicConverter == null ? null : HeicConverter.of(heicConverter);
    } catch (IllegalArgumentException e) {
      throw new UsageException(words("option.heicConverter", e.getMessage()));
    }
  }
}
