package dev.senselink.batch.report;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.FaceFindings;
import java.util.Locale;
import java.util.Optional;

/** What a person has to do about a row: the page groups them so, in this order. */
enum RequiredAction {
  PHOTO,
  /** The photo may be wrong; a person has to look, sent or not. */
  DOUBT,
  ROW,
  DECIDE,
  AGAIN,
  /** Done, but not as asked for: nothing has to be done, so it counts as no attention. */
  LOOK,
  /** Something about the photo may be worth a look. */
  HINT;

  /** Empty where all is well. */
  static Optional<RequiredAction> of(Outcome outcome) {
    RowEnding ending = outcome.ending();
    if (ending == RowEnding.REJECTED_PHOTO) {
      return Optional.of(PHOTO);
    }
    return switch (ending.group()) {
      case REJECTED -> Optional.of(ROW);
      case REVIEW -> Optional.of(DECIDE);
      case FAILED, NOT_ATTEMPTED -> Optional.of(AGAIN);
      case CREATED, UPDATED, UNCHANGED ->
          outcome.code().isEmpty()
              ? Optional.empty()
              : Optional.of(FaceFindings.CODES.contains(outcome.code()) ? DOUBT : LOOK);
      case VALID -> outcome.isDoneButToLookAt() ? Optional.of(DOUBT) : Optional.empty();
      default -> Optional.empty();
    };
  }

  boolean needsAttention() {
    return this != LOOK && this != HINT;
  }

  /** The word by which the page and its texts call it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
