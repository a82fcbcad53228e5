package dev.senselink.batch.photo.face;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.FaceBox;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.Framing;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoExamination;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PreparationResult;
import java.io.IOException;
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
  private final FaceMemory memory;
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

  private FaceCheckingEngine(
      PhotoEngine engine, Settings settings, FaceMemory memory, Consumer<String> told) {
    this.engine = engine;
    this.settings = settings;
    this.memory = memory;
    this.told = told;
  }

  /**
   * The engine with a look at faces, or without where none is wanted.
   *
   * @param memory what was seen before
   * @param told is told once if faces cannot be looked at here
   * @throws EngineMissingException if they must be and cannot
   */
  public static PhotoEngine around(
      PhotoEngine engine, Settings settings, FaceMemory memory, Consumer<String> told)
      throws EngineMissingException {
    if (!settings.looks()) {
      return engine;
    }
    FaceCheckingEngine checking = new FaceCheckingEngine(engine, settings, memory, told);
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
    if (!(prepared instanceof Photo photo)) {
      return prepared;
    }
    Photo framed = framed(photo, source, limits).photo();
    PhotoRefusal refusal = refusal(framed.findings());
    return refusal == null ? framed : refusal;
  }

  @Override
  public PhotoExamination examine(PhotoFile source, PhotoLimits limits) {
    String what = asked(source, limits);
    FaceFindings known = what == null ? null : memory.find(what);
    if (known != null) {
      return new PhotoExamination(refusal(known), known);
    }
    PreparationResult prepared = engine.prepare(source, limits);
    if (!(prepared instanceof Photo photo)) {
      return PhotoExamination.of(prepared);
    }
    FaceFindings findings = framed(photo, source, limits).photo().findings();
    if (what != null && findings != null) {
      memory.remember(what, findings);
    }
    return new PhotoExamination(refusal(findings), findings);
  }

  /** All that decides what is found in a file; {@code null} if it cannot be read. */
  private @Nullable String asked(PhotoFile source, PhotoLimits limits) {
    try {
      return String.join(
          " ",
          "file",
          source.sha256(),
          String.valueOf(FaceCheckingEngine.class.getPackage().getImplementationVersion()),
          engine.recipe(),
          limits.toString(),
          "turn=" + settings.turn(),
          "cut=" + settings.cut(),
          settings.limits().toString(),
          FaceModel.all());
    } catch (IOException e) {
      return null; // whoever prepares it says why
    }
  }

  /** Why a photo in which this was seen is not sent; {@code null} if it is. */
  private @Nullable PhotoRefusal refusal(@Nullable FaceFindings seen) {
    if (seen == null || settings.mode() != FaceMode.STRICT) {
      return null;
    }
    return switch (seen.faces().size()) {
      case 0 -> new PhotoRefusal(FaceFindings.NO_FACE, words("face.none.strict"));
      case 1 -> null;
      default ->
          new PhotoRefusal(
              FaceFindings.MULTIPLE_FACES, words("face.several.strict", seen.faces().size()));
    };
  }

  /** What is seen in a photo, whatever becomes of it; {@code null} if nobody could look. */
  public @Nullable FaceFindings look(PhotoFile source, PhotoLimits limits) {
    return engine.prepare(source, limits) instanceof Photo photo ? look(photo) : null;
  }

  private @Nullable FaceFindings look(Photo photo) {
    String what = String.join(" ", photo.sha256(), settings.limits().toString(), FaceModel.all());
    FaceFindings known = memory.find(what);
    FaceCheck looks = known == null ? check() : null;
    if (looks == null) {
      return known;
    }
    FaceFindings seen = looks.look(photo);
    if (seen != null) {
      memory.remember(what, seen);
    }
    return seen;
  }

  /**
   * A photo and what of its source it shows.
   *
   * @param photo with what was seen in it
   */
  private record Framed(Photo photo, Framing framing) {}

  /**
   * A photo as it would be sent, in another size.
   *
   * @param limits as it would be sent with
   * @param size as it is wanted
   * @return {@code null} if it would be sent as it is
   */
  public @Nullable Photo changed(PhotoFile source, PhotoLimits limits, PhotoLimits size) {
    if (!(settings.turn() || settings.cut())
        || !(engine.prepare(source, limits) instanceof Photo photo)) {
      return null;
    }
    Framing framing = framed(photo, source, limits).framing();
    return !framing.equals(Framing.WHOLE)
            && engine.prepare(source, size.framed(framing)) instanceof Photo small
        ? small
        : null;
  }

  /** Turned first, then cut: what is cut has to stand upright. */
  private Framed framed(Photo photo, PhotoFile source, PhotoLimits limits) {
    FaceFindings findings = look(photo);
    Framed result = new Framed(findings == null ? photo : photo.seen(findings), limits.framing());
    if (settings.turn() && findings != null && findings.code().equals(FaceFindings.PHOTO_TURNED)) {
      Framing turned = Framing.turned(findings.quarters());
      result = again(result, source, limits.framed(turned), false);
      findings = result.photo().findings();
    }
    if (settings.cut() && findings != null && isSmallPortrait(findings)) {
      Photo whole = result.photo();
      FaceBox part = FacePortrait.around(findings.faces().get(0), whole.width(), whole.height());
      result = again(result, source, limits.framed(result.framing().cut(part)), true);
    }
    return result;
  }

  private static boolean isSmallPortrait(FaceFindings findings) {
    return findings.code().isEmpty() && findings.faces().get(0).width() < WIDE_ENOUGH;
  }

  /** Prepared anew; as it was where that cannot be, or the face is lost by it. */
  private Framed again(Framed before, PhotoFile source, PhotoLimits framed, boolean cut) {
    if (!(engine.prepare(source, framed) instanceof Photo anew)) {
      return before;
    }
    FaceFindings findings = look(anew);
    if (findings == null || !findings.code().isEmpty()) {
      return before;
    }
    Framing framing = framed.framing();
    return new Framed(anew.seen(findings.after(framing.quarters(), cut)), framing);
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
