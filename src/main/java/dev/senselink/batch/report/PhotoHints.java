package dev.senselink.batch.report;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.FaceHint;

/** Hints on photos, as the page tells them. */
final class PhotoHints {
  private static final double DOUBT = 1e6;

  private PhotoHints() {}

  /** In words, the worst first; {@code ""} for none. */
  static String inWords(PageTexts words, Outcome outcome) {
    return words.list(
        FaceHint.read(outcome.hints()).stream()
            .map(hint -> words.of("hint." + hint.kind(), hint.value()))
            .toList());
  }

  /** A photo with hints as a row to look at: where it has no code, its worst hint is that. */
  static Outcome asProblem(PageTexts words, Outcome outcome) {
    FaceHint worst = FaceHint.read(outcome.hints()).get(0);
    String code = outcome.code().isEmpty() ? worst.kind().name() : outcome.code();
    return outcome.telling(
        code, DisplayLanguage.sentences(inWords(words, outcome), outcome.reason()));
  }

  /** A row with what is said of its photo too. */
  static Outcome withHints(PageTexts words, Outcome outcome) {
    return outcome.hints().isEmpty() ? outcome : outcome.adding(inWords(words, outcome));
  }

  /** By which photos are put in order; 0 for a row that has no doubtful one. */
  static double severity(Outcome outcome) {
    int doubt = FaceFindings.CODES.indexOf(outcome.code()); // doubts come before all hints
    double worst =
        FaceHint.read(outcome.hints()).stream().mapToDouble(FaceHint::excess).max().orElse(0);
    return doubt < 0 ? worst : DOUBT * (doubt + 1) + worst;
  }
}
