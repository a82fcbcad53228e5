package dev.senselink.batch.enrol.photo;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.PhotoQuality;
import dev.senselink.batch.enrol.row.EnrolmentSettings;
import dev.senselink.batch.enrol.row.FaceNotes;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.OutcomeFactory;
import dev.senselink.batch.ledger.VerdictStore;
import dev.senselink.batch.ledger.VerdictStore.Verdict;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PreparationResult;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Prepares a photo and has the server judge it: first the faces, then the quality. The same bytes
 * are judged once, across runs.
 */
public final class PhotoVerification {
  private static final int QUALITY_NOT_ASKED = -1;

  /** The image, or the face in it, has too few pixels: the only refusals a larger one can mend. */
  private static final int IMAGE_TOO_SMALL = 10201;

  private static final int FACE_TOO_SMALL = 1030201;

  private final RetryingClient server;
  private final VerdictStore verdicts;
  private final PhotoEngine engine;
  private final PhotoLimits limits;
  private final EnrolmentSettings.@Nullable Quality quality;

  public PhotoVerification(
      RetryingClient server,
      VerdictStore verdicts,
      PhotoEngine engine,
      PhotoLimits limits,
      EnrolmentSettings.@Nullable Quality quality) {
    this.server = server;
    this.verdicts = verdicts;
    this.engine = engine;
    this.limits = limits;
    this.quality = quality;
  }

  /**
   * A photo fit to be sent, or the outcome of a row whose photo is not.
   *
   * @param photo {@code null} where there is a refusal, or no photo
   * @param qaCode a failed quality check that {@code --quality warn} lets pass, else 0
   */
  public record Result(@Nullable Photo photo, int qaCode, @Nullable Outcome refusal) {
    /** Of a row that has no photo. */
    public static final Result NONE = new Result(null, 0, null);

    static Result refused(Outcome outcome) {
      return new Result(null, 0, outcome);
    }

    /** The outcome of a row whose photo is not fit to be sent. */
    public Outcome refused() {
      return Objects.requireNonNull(refusal, "no photo, and no refusal");
    }
  }

  /** Prepares the photo; asks the server about it unless it was asked before. */
  public Result ready(OutcomeFactory task, PhotoFile file) {
    return ready(task, file, false);
  }

  private Result ready(OutcomeFactory task, PhotoFile file, boolean larger) {
    PreparationResult prepared =
        larger ? engine.enlarge(file, limits, limits.doubled()) : engine.prepare(file, limits);
    if (prepared instanceof PhotoRefusal refused) {
      return Result.refused(task.end(RowEnding.REJECTED_PHOTO, refused.code(), refused.reason()));
    }
    Photo photo = (Photo) prepared;
    task.saw(photo.findings());
    if (quality == null) {
      return new Result(photo, 0, null);
    }
    Verdict verdict = verdicts.find(photo.sha256()).orElse(null);
    if (verdict == null || lacksQuality(verdict)) {
      Judged judged = judge(task, photo);
      if (judged.failure() != null) {
        return Result.refused(judged.failure());
      }
      verdict = judged.verdict();
    }
    if (!larger && tooSmall(verdict) && photo.canGrow()) {
      return ready(task, file, true);
    }
    return decide(task, photo, verdict);
  }

  /** A photo of nobody or of several is refused whatever its quality, so that is not asked. */
  private boolean lacksQuality(Verdict verdict) {
    return wantsQuality() && verdict.faces() == 1 && verdict.qaCode() == QUALITY_NOT_ASKED;
  }

  private static boolean tooSmall(@Nullable Verdict verdict) {
    return verdict != null
        && (verdict.qaCode() == IMAGE_TOO_SMALL || verdict.qaCode() == FACE_TOO_SMALL);
  }

  private record Judged(@Nullable Verdict verdict, @Nullable Outcome failure) {}

  private Judged judge(OutcomeFactory task, Photo photo) {
    Reply<Integer> faces = server.ask(PeopleCalls.countFaces(photo.jpeg()));
    if (!(faces instanceof Reply.Answer<Integer> counted)) {
      return refused(task, photo, faces);
    }
    if (counted.value() != 1 || !wantsQuality()) {
      return remember(photo, new Verdict(counted.value(), QUALITY_NOT_ASKED, 0, ""));
    }
    Reply<PhotoQuality> asked = server.ask(PeopleCalls.checkQuality(photo.jpeg()));
    if (!(asked instanceof Reply.Answer<PhotoQuality> answer)) {
      return refused(task, photo, asked);
    }
    PhotoQuality q = answer.value();
    return remember(photo, new Verdict(1, q.qaCode(), 0, q.message()));
  }

  private Judged refused(OutcomeFactory task, Photo photo, Reply<?> reply) {
    if (reply instanceof Reply.Refusal<?> refusal
        && refusal.codeClass() == ErrorCategory.PHOTO_REJECTED
        && refusal.code() != 413) {
      return remember(photo, new Verdict(-1, 0, refusal.code(), refusal.message()));
    }
    if (reply instanceof Reply.Refusal<?> refusal && refusal.codeClass() != ErrorCategory.FATAL) {
      return new Judged(null, FailureOutcomes.ofRefusal(task, refusal));
    }
    return new Judged(null, FailureOutcomes.ofQuestion(task, reply));
  }

  private Judged remember(Photo photo, Verdict verdict) {
    verdicts.remember(photo.sha256(), verdict);
    return new Judged(verdict, null);
  }

  private Result decide(OutcomeFactory task, Photo photo, @Nullable Verdict verdict) {
    if (verdict == null) {
      throw new IllegalStateException("a photo was neither judged nor refused");
    }
    if (verdict.refusal() != 0) {
      return rejected(
          task,
          verdict.refusal() == 30003 ? "NO_FACE" : String.valueOf(verdict.refusal()),
          codeWords(verdict.refusal()));
    }
    if (verdict.faces() < 1) {
      return rejected(task, "NO_FACE", codeWords(30003));
    }
    if (verdict.faces() > 1) {
      return rejected(task, "MULTIPLE_FACES", words("photo.faces", verdict.faces()));
    }
    if (wantsQuality() && verdict.qaCode() != 0) {
      return quality == EnrolmentSettings.Quality.WARN
          ? new Result(photo, verdict.qaCode(), null)
          : rejected(task, String.valueOf(verdict.qaCode()), qaWords(verdict.qaCode()));
    }
    return new Result(photo, 0, null);
  }

  private static Result rejected(OutcomeFactory task, String code, String reason) {
    return Result.refused(task.end(RowEnding.REJECTED_PHOTO, code, reason));
  }

  /**
   * The outcome of a row whose photo is, or would be, sent, with what is to be looked at in it: a
   * doubt of this program, and a failed quality check.
   *
   * @param photo {@code null} for a row without one
   * @param qaCode the failed quality check, 0 for none
   */
  public static Outcome noted(Outcome outcome, @Nullable Photo photo, int qaCode) {
    Outcome seen = photo == null ? outcome : FaceNotes.doubted(outcome, photo.findings());
    return qaCode == 0 ? seen : seen.noting(String.valueOf(qaCode), qaWords(qaCode));
  }

  /** A qa_code in words. */
  static String qaWords(int qaCode) {
    return words("code", ErrorCodes.qaMeaning(qaCode), ErrorCodes.qaRemedy(qaCode));
  }

  private static String codeWords(int code) {
    return words("code", ErrorCodes.meaning(code), ErrorCodes.remedy(code));
  }

  private boolean wantsQuality() {
    return quality != EnrolmentSettings.Quality.OFF;
  }
}
