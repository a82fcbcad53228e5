package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.job.UndoSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is kept so that a run can be undone. */
public final class UndoOptions {
  @Option(names = "--no-undo")
  boolean noUndo;

  @Option(names = "--keep-undo", paramLabel = "DURATION")
  @Nullable String keepUndo;

  @Option(names = "--without-photo")
  boolean withoutPhoto;

  /**
   * The options as settings.
   *
   * @throws UsageException if they do not fit together
   */
  public UndoSettings settings() {
    if (noUndo && (keepUndo != null || withoutPhoto)) {
      throw new UsageException(
          words("option.noUndo", keepUndo != null ? "--keep-undo" : "--without-photo"));
    }
    Duration keepFor =
        keepUndo == null
            ? UndoSettings.STANDARD.keepFor()
            : TypedDuration.read(keepUndo)
                .orElseThrow(() -> new UsageException(words("option.keepUndo", keepUndo)));
    return new UndoSettings(!noUndo, keepFor, withoutPhoto);
  }
}
