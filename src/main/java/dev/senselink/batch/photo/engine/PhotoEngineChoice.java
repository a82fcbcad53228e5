package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.PhotoEngine;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The photo engines there are, and which of them works on this machine. */
public final class PhotoEngineChoice {

  private PhotoEngineChoice() {}

  /** What {@code --photo-engine} says. */
  public enum Wanted {
    AUTO,
    OPENCV,
    THUMBNAILATOR;

    /** As written on the command line. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The engine that would run, as {@code doctor} tells.
   *
   * @param name as {@link PhotoEngine#name}
   * @param why as {@link PhotoEngine#why}
   * @param fast whether it is the fast one
   */
  public record Probe(String name, String why, boolean fast) {}

  /**
   * An engine for a whole run. With {@code AUTO} it is decided when the first photo comes, as the
   * natives take a moment to load.
   *
   * @param heic what turns HEIC and AVIF into something readable, {@code null} for nothing
   * @param told is told once, in a whole sentence, if the fast engine does not work here
   * @throws EngineMissingException if exactly the engine that does not work here is wanted
   */
  public static PhotoEngine open(Wanted wanted, @Nullable HeicConverter heic, Consumer<String> told)
      throws EngineMissingException {
    return switch (wanted) {
      case AUTO -> new FallbackPhotoEngine(() -> OpenCvEngine.load(heic), heic, told);
      case OPENCV -> OpenCvEngine.load(heic);
      case THUMBNAILATOR -> new ThumbnailatorEngine(heic, words("engine.asked"));
    };
  }

  /** Which engine {@code AUTO} means here, and why; loads the natives to find out. */
  public static Probe probe() {
    PhotoEngine engine = new FallbackPhotoEngine(() -> OpenCvEngine.load(null), null, told -> {});
    return new Probe(engine.name(), engine.why(), engine.name().equals(OpenCvEngine.NAME));
  }
}
