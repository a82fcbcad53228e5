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
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prepares photos as another engine does and looks at each: what was seen goes with the photo.
 * Turns and cuts where that was asked for.
 */
public final class FaceCheckingEngine implements PhotoEngine {
  /** A face of at least this share of the width fills a portrait. */
  private static final double WIDE_ENOUGH = 0.25;

  /** By so much a portrait must have more pixels than the face had before. */
  private static final double GAIN = 1.05;

  private final PhotoEngine engine;
  private final Settings settings;
  private final FaceMemory memory;
  private final FaceVerdictKeys keys;
  private final Consumer<String> told;
  private @Nullable FaceCheck check;
  private boolean missing;
  private boolean unseen;

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
    this.keys = new FaceVerdictKeys(engine, settings);
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
    return refusal == null ? told(framed) : refusal;
  }

  @Override
  public PreparationResult enlarge(PhotoFile source, PhotoLimits limits, PhotoLimits larger) {
    if (!(engine.prepare(source, limits) instanceof Photo photo)) {
      return engine.prepare(source, larger);
    }
    Framed before = framed(photo, source, limits);
    FaceFindings then = before.photo().findings();
    PreparationResult prepared = engine.prepare(source, larger.framed(before.framing()));
    if (!(prepared instanceof Photo anew) || then == null) {
      return prepared;
    }
    FaceFindings now = look(anew);
    if (now == null || !now.code().equals(then.code())) {
      return told(anew.seen(then));
    }
    return told(anew.seen(now.after(then.turned(), then.cut())));
  }

  @Override
  public PhotoExamination examine(PhotoFile source, PhotoLimits limits) {
    String what = keys.of(source, limits);
    FaceFindings known = what == null ? null : memory.find(what);
    if (known != null) {
      return new PhotoExamination(refusal(known), told(known));
    }
    PreparationResult prepared = engine.prepare(source, limits);
    if (!(prepared instanceof Photo photo)) {
      return PhotoExamination.of(prepared);
    }
    FaceFindings findings = framed(photo, source, limits).photo().findings();
    if (what != null && findings != null) {
      memory.remember(what, findings);
    }
    return new PhotoExamination(refusal(findings), told(findings));
  }

  private Photo told(Photo photo) {
    FaceFindings seen = photo.findings();
    FaceFindings told = told(seen);
    return Objects.equals(seen, told) ? photo : photo.seen(told);
  }

  /** What whoever asked is told: of {@code off}, only what was made of the photo. */
  private @Nullable FaceFindings told(@Nullable FaceFindings seen) {
    if (seen == null || settings.mode() != FaceMode.OFF) {
      return seen;
    }
    return seen.isChanged() ? seen.withoutHints() : null;
  }

  /** Why a photo in which this was seen is not sent; {@code null} if it is. */
  private @Nullable PhotoRefusal refusal(@Nullable FaceFindings seen) {
    if (settings.mode() != FaceMode.STRICT) {
      return null;
    }
    if (seen == null) {
      return PhotoRefusal.unreadable(words("face.unseen.strict"));
    }
    return switch (seen.faces().size()) {
      case 0 -> new PhotoRefusal(FaceFindings.NO_FACE, words("face.none.strict"));
      case 1 -> null;
      default ->
          new PhotoRefusal(
              FaceFindings.MULTIPLE_FACES, words("face.several.strict", seen.faces().size()));
    };
  }

  /**
   * A photo as it is prepared without being turned or cut, with what is seen in it, whatever
   * becomes of it.
   *
   * @return {@code null} if it cannot be prepared
   */
  public @Nullable Photo whole(PhotoFile source, PhotoLimits limits) {
    if (!(engine.prepare(source, limits) instanceof Photo photo)) {
      return null;
    }
    FaceFindings seen = settings.mode() == FaceMode.OFF ? null : look(photo);
    return seen == null ? photo : photo.seen(seen);
  }

  private @Nullable FaceFindings look(Photo photo) {
    String what = keys.of(photo);
    FaceFindings known = memory.find(what);
    FaceCheck looks = known == null ? check() : null;
    if (looks == null) {
      return known;
    }
    FaceFindings seen = looks.look(photo);
    if (seen == null) {
      sayUnseen();
    } else {
      memory.remember(what, seen);
    }
    return seen;
  }

  private synchronized void sayUnseen() {
    if (!unseen && settings.mode() == FaceMode.WARN) {
      unseen = true;
      told.accept(words("face.unseen"));
    }
  }

  /**
   * A photo and what of its source it shows.
   *
   * @param photo with what was seen in it
   */
  private record Framed(Photo photo, Framing framing) {}

  /**
   * A photo as it is sent.
   *
   * @return {@code null} if it is sent neither turned nor cut
   */
  public @Nullable Photo changed(PhotoFile source, PhotoLimits limits) {
    if (!(settings.turn() || settings.cut())
        || !(engine.prepare(source, limits) instanceof Photo photo)) {
      return null;
    }
    Framed framed = framed(photo, source, limits);
    return framed.framing().equals(Framing.WHOLE) ? null : framed.photo();
  }

  /** Turned first, then cut: what is cut has to stand upright. */
  private Framed framed(Photo photo, PhotoFile source, PhotoLimits limits) {
    FaceFindings findings = look(photo);
    Framed result = new Framed(findings == null ? photo : photo.seen(findings), limits.framing());
    if (settings.turn() && findings != null && findings.code().equals(FaceFindings.PHOTO_TURNED)) {
      Framing turned = Framing.turned(findings.quarters());
      Framed upright = again(source, limits.framed(turned), false);
      result =
          upright == null
              ? new Framed(
                  photo.seen(findings.after(FaceFindings.IN_VAIN, false)), result.framing())
              : upright;
      findings = result.photo().findings();
    }
    if (settings.cut() && findings != null && isSmallPortrait(findings)) {
      Photo whole = result.photo();
      FaceBox part = FacePortrait.around(findings.faces().get(0), whole.width(), whole.height());
      Framed portrait = again(source, limits.framed(result.framing().cut(part)), true);
      if (portrait != null && portrait.photo().width() > GAIN * part.width() * whole.width()) {
        result = portrait;
      }
    }
    return result;
  }

  private static boolean isSmallPortrait(FaceFindings findings) {
    return findings.code().isEmpty() && findings.faces().get(0).width() < WIDE_ENOUGH;
  }

  /** Prepared anew; {@code null} where that cannot be, or the face is lost by it. */
  private @Nullable Framed again(PhotoFile source, PhotoLimits framed, boolean cut) {
    if (!(engine.prepare(source, framed) instanceof Photo anew)) {
      return null;
    }
    FaceFindings findings = look(anew);
    if (findings == null || !findings.code().isEmpty()) {
      return null;
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
