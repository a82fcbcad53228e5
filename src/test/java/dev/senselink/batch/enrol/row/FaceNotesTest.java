package dev.senselink.batch.enrol.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.enrol.photo.PhotoVerification;
import dev.senselink.batch.fixture.InChinese;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.FaceBox;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.roster.RowReference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How an outcome tells what was seen in a photo. */
class FaceNotesTest {
  private static final FaceFindings TURNED_AND_CUT =
      new FaceFindings(0, List.of(new FaceBox(0, 0, 1, 1)), List.of(), 3, true);

  private static Outcome outcome(RowEnding ending, String reason) {
    return Outcome.of(new RowReference(1, 2), ending, "", reason);
  }

  @Test
  void sentences_have_stops_between_them_and_say_what_is_to_be() {
    String said =
        FaceNotes.alone(outcome(RowEnding.VALID, "data and photo can be sent"), TURNED_AND_CUT)
            .reason();

    assertThat(said)
        .isEqualTo(
            "data and photo can be sent. Before it is sent, the photo is turned by 270 degrees"
                + " clockwise. Before it is sent, the photo is cropped to the face.");
  }

  @Test
  @ExtendWith(InChinese.class)
  void in_Chinese_too() {
    assertThat(FaceNotes.alone(outcome(RowEnding.VALID, "可以发送"), TURNED_AND_CUT).reason())
        .isEqualTo("可以发送。照片在发送前会顺时针旋转 270 度。照片在发送前会按人脸裁剪。");
  }

  @Test
  void whatever_else_is_noted_the_change_is_still_told() {
    Outcome created = FaceNotes.told(outcome(RowEnding.CREATED, ""), TURNED_AND_CUT);

    Outcome noted = PhotoVerification.noted(created, null, 10201);
    Outcome other = created.noting("STORED_DIFFERENTLY", "the server stored other values");

    assertThat(FaceNotes.tellOfChange(noted)).isTrue();
    assertThat(noted.code()).isEqualTo("10201");
    assertThat(FaceNotes.tellOfChange(other)).isTrue();
    assertThat(other.reason())
        .startsWith("the server stored other values. Before")
        .contains("turned by 270", "cropped");
  }

  @Test
  void a_turn_that_was_given_up_is_not_answered_with_the_same_option() {
    FaceFindings lying = new FaceFindings(1, List.of(new FaceBox(0, 0, 1, 1)), List.of());
    FaceFindings inVain = lying.after(FaceFindings.IN_VAIN, false);

    assertThat(FaceNotes.alone(outcome(RowEnding.VALID, ""), lying).reason())
        .contains("or use --turn-photos");
    Outcome told = FaceNotes.alone(outcome(RowEnding.VALID, ""), inVain);
    assertThat(told.code()).isEqualTo(FaceFindings.PHOTO_TURNED);
    assertThat(told.reason()).contains("turn it yourself").doesNotContain("or use --turn-photos");
    assertThat(FaceNotes.tellOfChange(told)).isFalse();
  }

  @Test
  void a_doubt_is_the_code_of_what_is_done_and_only_a_sentence_of_what_needs_attention_already() {
    FaceFindings none = new FaceFindings(0, List.of(), List.of());
    Outcome created = outcome(RowEnding.CREATED, "a remark");

    Outcome doubted = FaceNotes.doubted(created, none);
    assertThat(doubted.code()).isEqualTo(FaceFindings.NO_FACE);
    assertThat(doubted.reason()).contains("found no face").endsWith("a remark");
    assertThat(doubted.isDoneButToLookAt()).isTrue();

    Outcome folded = created.telling(Outcome.STORED_DIFFERENTLY, "remark");
    assertThat(FaceNotes.doubted(folded, none).code()).isEqualTo(FaceFindings.NO_FACE);
    Outcome appeared = created.telling(Outcome.APPEARED_MEANWHILE, "remark");
    assertThat(FaceNotes.doubted(appeared, none).code()).isEqualTo(Outcome.APPEARED_MEANWHILE);
    Outcome review = FaceNotes.doubted(outcome(RowEnding.REVIEW, "30002"), none);
    assertThat(review.code()).isEmpty();
    assertThat(review.reason()).contains("30002", "found no face");
    assertThat(FaceNotes.doubted(created, TURNED_AND_CUT)).isEqualTo(created);
  }
}
