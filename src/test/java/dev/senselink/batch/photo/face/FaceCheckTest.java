package dev.senselink.batch.photo.face;

import static dev.senselink.batch.photo.FaceHint.Kind.FACE_BLURRED;
import static dev.senselink.batch.photo.FaceHint.Kind.FACE_CUT_OFF;
import static dev.senselink.batch.photo.FaceHint.Kind.FACE_SMALL;
import static dev.senselink.batch.photo.FaceHint.Kind.FACE_TURNED;
import static dev.senselink.batch.photo.FaceHint.Kind.PICTURE_DARK;
import static dev.senselink.batch.photo.FaceHint.Kind.PICTURE_FLAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.senselink.batch.photo.ChildJvm;
import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.FaceBox;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.FaceHint;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On drawn faces; real ones are counted by {@code FacesBenchmark}. */
@Tag("slow")
class FaceCheckTest {
  private static FaceCheck check;

  @BeforeAll
  static void open() {
    try {
      check = FaceCheck.open(FaceLimits.standard());
    } catch (EngineMissingException e) {
      abort(e.why());
    }
  }

  private static FaceFindings look(BufferedImage image) {
    return Objects.requireNonNull(check.look(DrawnFaces.photo(image)));
  }

  private static List<FaceHint.Kind> hints(BufferedImage image) {
    return look(image).hints().stream().map(FaceHint::kind).toList();
  }

  @Test
  void one_face_is_one_two_are_several_and_none_is_none() {
    assertThat(look(DrawnFaces.one()).code()).isEmpty();
    assertThat(look(DrawnFaces.two()).code()).isEqualTo(FaceFindings.MULTIPLE_FACES);
    assertThat(look(DrawnFaces.two()).faces()).hasSize(2);
    assertThat(look(DrawnFaces.none()).code()).isEqualTo(FaceFindings.NO_FACE);
    assertThat(look(Pictures.noise(640, 480)).code()).isEqualTo(FaceFindings.NO_FACE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void a_photo_on_its_side_or_head_is_told_with_the_way_back(int quarters) {
    FaceFindings seen = look(DrawnFaces.turned(DrawnFaces.one(), quarters));

    assertThat(seen.code()).isEqualTo(FaceFindings.PHOTO_TURNED);
    assertThat(seen.quarters()).isEqualTo(4 - quarters);
    FaceBox upright = look(DrawnFaces.one()).faces().get(0);
    FaceBox box = seen.faces().get(0).turned(seen.quarters());
    assertThat(box.left()).isCloseTo(upright.left(), within(0.03));
    assertThat(box.top()).isCloseTo(upright.top(), within(0.03));
    assertThat(box.width()).isCloseTo(upright.width(), within(0.03));
  }

  @Test
  void a_small_face_in_a_wide_picture_is_found_by_the_closer_look() {
    FaceFindings seen =
        look(DrawnFaces.farAway(DrawnFaces.scaled(DrawnFaces.one(), 0.6), 1080, 700));

    assertThat(seen.code()).isEmpty();
    assertThat(seen.hints()).anyMatch(hint -> hint.toString().matches("FACE_SMALL 1\\dpx"));
    assertThat(seen.faces().get(0).left()).isBetween(0.6, 0.7);
  }

  @Test
  void a_good_photo_has_no_hint() {
    assertThat(hints(DrawnFaces.scaled(DrawnFaces.one(), 2))).isEmpty();
  }

  @Test
  void each_fault_has_its_hint() {
    BufferedImage good = DrawnFaces.scaled(DrawnFaces.one(), 2);

    assertThat(hints(DrawnFaces.one())).containsExactly(FACE_SMALL);
    assertThat(hints(DrawnFaces.relit(good, 0.3f, 0))).contains(PICTURE_DARK);
    assertThat(hints(DrawnFaces.relit(good, 0.25f, 100))).containsExactly(PICTURE_FLAT);
    assertThat(hints(DrawnFaces.blurred(good, 9))).containsExactly(FACE_BLURRED);
    assertThat(hints(DrawnFaces.leaning(good, 25))).containsExactly(FACE_TURNED);
    assertThat(hints(DrawnFaces.moved(good, 0.38, 0))).contains(FACE_CUT_OFF);
  }

  @Test
  void the_worst_comes_first_and_each_says_how_bad_it_is() {
    FaceFindings seen = look(DrawnFaces.relit(DrawnFaces.leaning(DrawnFaces.one(), 17), 0.2f, 0));

    assertThat(seen.hintsText()).matches("PICTURE_(DARK|FLAT) \\d+; .*FACE_SMALL 3\\dpx.*");
    assertThat(seen.hints())
        .isSortedAccordingTo((one, other) -> Double.compare(other.excess(), one.excess()));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,900", "900,1", "3,3", "2161,40", "2500,2500"})
  void no_size_is_too_odd(int width, int height) {
    Photo photo = DrawnFaces.photo(Pictures.flag(width, height, BufferedImage.TYPE_3BYTE_BGR));

    assertThat(Objects.requireNonNull(check.look(photo)).code()).isEqualTo(FaceFindings.NO_FACE);
  }

  @Test
  void what_cannot_be_read_is_not_judged() {
    Photo torn = new Photo(new byte[] {1, 2, 3}, 1, 1, "", "", false);

    assertThat(check.look(torn)).isNull();
    assertThat(look(DrawnFaces.one()).code()).isEmpty();
  }

  @Test
  void many_threads_see_the_same_as_one() throws Exception {
    List<Photo> photos =
        List.of(
            DrawnFaces.photo(DrawnFaces.one()),
            DrawnFaces.photo(DrawnFaces.two()),
            DrawnFaces.photo(DrawnFaces.none()),
            DrawnFaces.photo(DrawnFaces.turned(DrawnFaces.one(), 1)));
    List<FaceFindings> alone = photos.stream().map(check::look).toList();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<FaceFindings>> all =
          IntStream.range(0, 64)
              .mapToObj(i -> threads.submit(() -> check.look(photos.get(i % photos.size()))))
              .toList();
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).get()).isEqualTo(alone.get(i % photos.size()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** One process may hold many runs: a job file's, a console's. */
  @Test
  void the_checks_of_finished_runs_hold_no_memory() throws Exception {
    String grown = ChildJvm.run(Forty.class, List.of("-Xms128m", "-Xmx128m"), "C.UTF-8", "40");

    assertThat(Long.parseLong(grown)).as("megabytes more after forty more").isLessThan(60);
  }

  /** Prints by how many megabytes a process with a heap of one size grows. */
  static final class Forty {
    public static void main(String[] count) throws EngineMissingException {
      Photo photo = DrawnFaces.photo(DrawnFaces.one());
      FaceCheck.open(FaceLimits.standard()).look(photo);
      long before = Pointer.physicalBytes();
      for (int n = Integer.parseInt(count[0]); n > 0; n--) {
        FaceCheck.open(FaceLimits.standard()).look(photo);
      }
      System.out.print((Pointer.physicalBytes() - before) >> 20);
    }
  }

  @Test
  void an_eye_that_broke_is_replaced_and_the_photo_looked_at_again() throws IOException {
    FaceCheck.Eye broken = new FaceCheck.Eye();
    broken.close();
    FaceCheck.keep(broken);

    for (int i = 0; i < 10; i++) { // there are never more than eight
      assertThat(check.look(DrawnFaces.photo(DrawnFaces.one()))).as("look %d", i).isNotNull();
    }
  }
}
