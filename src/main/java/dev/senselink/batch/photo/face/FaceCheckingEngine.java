package dev.senselink.batch.photo.face;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.FaceBox;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.Framing;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PreparationResult;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prepares photos as another engine does and looks at each: what was seen goes with the photo.
 * Turns and cuts where that was asked for.
 */
public final class FaceCheckingEngine implements PhotoEngine {
  /** A face of at least this share of the width fills a portrait. */
  private static final double WIDE_ENOUGH = 0.25;

  private final PhotoEngine engine;
  private final Settings settings;
  private final Consumer<String> told;
  private @Nullable FaceCheck check;
  private boolean missing;

  /**
   * How photos are looked at.
   *
   * @param turn whether a photo that lies or stands on its head is turned
   * @param cut whether a photo with one small face is cut to it
   */
  public record Settings(FaceMode mode, boolean turn, boolean cut, FaceLimits limits) {
    /** Whether anybody has to look. */
    public boolean looks() {
      return mode != FaceMode.OFF || turn || cut;
    }
  }

  private FaceCheckingEngine(PhotoEngine engine, Settings settings, Consumer<String> told) {
    this.engine = engine;
    this.settings = settings;
    this.told = told;
  }

  /**
   * The engine with a look at faces, or without where none is wanted.
   *
   * @param told is told once if faces cannot be looked at here
   * @throws EngineMissingException if they must be and cannot
   */
  public static PhotoEngine around(PhotoEngine engine, Settings settings, Consumer<String> told)
      throws EngineMissingException {
    if (!settings.looks()) {
      return engine;
    }
    FaceCheckingEngine checking = new FaceCheckingEngine(engine, settings, told);
    if (settings.mode() == FaceMode.STRICT || settings.turn() || settings.cut()) {
      checking.check = FaceCheck.open(settings.limits());
    }
    return checking;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public String why() {
    return engine.why();
  }

  @Override
  public PhotoEngine withoutLook() {
    return engine;
  }

  @Override
  public PreparationResult prepare(PhotoFile source, PhotoLimits limits) {
    PreparationResult prepared = engine.prepare(source, limits);
    FaceCheck looks = prepared instanceof Photo ? check() : null;
    if (looks == null || !(prepared instanceof Photo photo)) {
      return prepared;
    }
    Photo framed = framed(looks, seen(looks, photo), source, limits);
    FaceFindings findings = framed.findings();
    if (findings == null || settings.mode() != FaceMode.STRICT) {
      return framed;
    }
    return switch (findings.faces().size()) {
      case 0 -> new PhotoRefusal(FaceFindings.NO_FACE, words("face.none.strict"));
      case 1 -> framed;
      default ->
          new PhotoRefusal(
              FaceFindings.MULTIPLE_FACES, words("face.several.strict", findings.faces().size()));
    };
  }

  /** What is seen in a photo, whatever becomes of it; {@code null} if nobody could look. */
  public @Nullable FaceFindings look(PhotoFile source, PhotoLimits limits) {
    FaceCheck looks = check();
    return looks != null && engine.prepare(source, limits) instanceof Photo photo
        ? looks.look(photo)
        : null;
  }

  private static Photo seen(FaceCheck looks, Photo photo) {
    FaceFindings findings = looks.look(photo);
    return findings == null ? photo : photo.seen(findings);
  }

  /** Turned first, then cut: what is cut has to stand upright. */
  private Photo framed(FaceCheck looks, Photo photo, PhotoFile source, PhotoLimits limits) {
    Photo result = photo;
    Framing framing = limits.framing();
    FaceFindings findings = photo.findings();
    if (settings.turn() && findings != null && findings.code().equals(FaceFindings.PHOTO_TURNED)) {
      framing = Framing.turned(findings.quarters());
      result = again(looks, result, source, limits.framed(framing), false);
      findings = result.findings();
    }
    if (settings.cut() && findings != null && isSmallPortrait(findings)) {
      FaceBox part = FacePortrait.around(findings.faces().get(0), result.width(), result.height());
      result = again(looks, result, source, limits.framed(framing.cut(part)), true);
    }
    return result;
  }

  private static boolean isSmallPortrait(FaceFindings findings) {
    return findings.code().isEmpty() && findings.faces().get(0).width() < WIDE_ENOUGH;
  }

  /** Prepared anew; as it was where that cannot be, or the face is lost by it. */
  private Photo again(
      FaceCheck looks, Photo before, PhotoFile source, PhotoLimits framed, boolean cut) {
    if (!(engine.prepare(source, framed) instanceof Photo anew)) {
      return before;
    }
    FaceFindings findings = looks.look(anew);
    if (findings == null || !findings.code().isEmpty()) {
      return before;
    }
    return anew.seen(findings.after(framed.framing().quarters(), cut));
  }

  private synchronized @Nullable FaceCheck check() {
    if (check == null && !missing) {
      try {
        check = FaceCheck.open(settings.limits());
      } catch (EngineMissingException e) {
        missing = true;
        told.accept(words("face.missing", e.why()));
      }
    }
    return check;
  }
}
