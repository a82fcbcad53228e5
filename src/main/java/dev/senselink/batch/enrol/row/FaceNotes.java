package dev.senselink.batch.enrol.row;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.FaceFindings;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was seen in a photo on this machine, as an outcome tells it. */
public final class FaceNotes {
  private FaceNotes() {}

  /** Hints, and that the photo was turned or cut; what the row came to stays. */
  public static Outcome told(Outcome outcome, @Nullable FaceFindings seen) {
    if (seen == null) {
      return outcome;
    }
    Outcome told = outcome.withHints(seen.hintsText());
    if (seen.turned() > 0) {
      told = told.adding(words("face.turned", 90 * seen.turned()));
    }
    return seen.cut() ? told.adding(words("face.cut")) : told;
  }

  /** Where no server has a word: hints and doubt in place of the reason why the row is valid. */
  public static Outcome alone(Outcome valid, @Nullable FaceFindings seen) {
    boolean sure = seen == null || seen.code().isEmpty();
    return told(doubted(sure ? valid : valid.telling("", ""), seen), seen);
  }

  /**
   * The outcome of a row whose photo is, or would be, sent, with the code and reason of a doubt
   * about it: such a row needs attention. What needs attention already keeps its code, and so does
   * what a person has decided; the reason is added.
   */
  public static Outcome doubted(Outcome outcome, @Nullable FaceFindings seen) {
    if (seen == null || seen.code().isEmpty()) {
      return outcome;
    }
    String doubt = doubt(seen);
    boolean done =
        switch (outcome.ending().group()) {
          case CREATED, UPDATED, VALID -> !outcome.isDoneButToLookAt();
          default -> false;
        };
    return done
        ? outcome.telling(seen.code(), DisplayLanguage.sentences(doubt, outcome.reason()))
        : outcome.adding(doubt);
  }

  /** Whether an outcome says that the photo was sent otherwise than it is. */
  public static boolean tellOfChange(Outcome outcome) {
    return Stream.concat(
            Stream.of(words("face.cut")),
            IntStream.of(90, 180, 270).mapToObj(degrees -> words("face.turned", degrees)))
        .anyMatch(outcome.reason()::contains);
  }

  private static String doubt(FaceFindings seen) {
    return switch (seen.code()) {
      case FaceFindings.NO_FACE -> words("face.none");
      case FaceFindings.MULTIPLE_FACES -> words("face.several", seen.faces().size());
      default ->
          seen.turned() == FaceFindings.IN_VAIN
              ? words("face.lying.inVain")
              : words("face.lying", 90 * seen.quarters());
    };
  }
}
