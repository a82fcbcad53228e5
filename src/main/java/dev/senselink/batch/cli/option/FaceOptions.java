package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.face.FaceCheckingEngine;
import dev.senselink.batch.photo.face.FaceLimits;
import dev.senselink.batch.photo.face.FaceMemory;
import dev.senselink.batch.photo.face.FaceMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What this machine sees in photos, and what comes of it. */
public final class FaceOptions {
  @Option(names = "--face-check", paramLabel = "off|warn|strict", defaultValue = "warn")
  String mode = "warn";

  @Option(names = "--turn-photos")
  boolean turn;

  @Option(names = "--cut-to-face")
  boolean cut;

  @Option(names = "--face-limits", paramLabel = "NAME=N,...")
  @Nullable String limits;

  /**
   * Each option by itself.
   *
   * @throws UsageException if a value cannot be
   */
  public void check() {
    settings();
  }

  /**
   * The engine with a look at faces.
   *
   * @param memory what was seen before
   * @param told is told once if faces cannot be looked at here
   * @throws UsageException if they must be and cannot
   */
  public PhotoEngine around(PhotoEngine engine, FaceMemory memory, Consumer<String> told) {
    FaceCheckingEngine.Settings settings = settings();
    try {
      return FaceCheckingEngine.around(engine, settings, memory, told);
    } catch (EngineMissingException e) {
      throw new UsageException(words("option.faceCheck.missing", e.why()));
    }
  }

  private FaceCheckingEngine.Settings settings() {
    return new FaceCheckingEngine.Settings(mode(), turn, cut, limits());
  }

  private FaceMode mode() {
    for (FaceMode known : FaceMode.values()) {
      if (known.word().equals(mode)) {
        return known;
      }
    }
    throw new UsageException(words("option.faceCheck", mode));
  }

  private FaceLimits limits() {
    FaceLimits standard = FaceLimits.standard();
    if (limits == null) {
      return standard;
    }
    Map<String, Double> changed = new LinkedHashMap<>();
    for (String one : limits.split(",", -1)) {
      int equals = one.indexOf('=');
      try {
        double value = Double.parseDouble(one.substring(equals + 1).strip());
        if (equals < 1 || !(value >= 0 && value <= 10_000)) {
          throw wrong(one);
        }
        changed.put(one.substring(0, equals).strip(), value);
      } catch (NumberFormatException e) {
        throw wrong(one);
      }
    }
    try {
      return standard.with(changed);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private static UsageException wrong(String what) {
    return new UsageException(
        words(
            "option.faceLimits", what, String.join(", ", FaceLimits.standard().byName().keySet())));
  }
}
