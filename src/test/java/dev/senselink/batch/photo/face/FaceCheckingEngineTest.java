package dev.senselink.batch.photo.face;

import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.Framing;
import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoExamination;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is made of what was seen. */
class FaceCheckingEngineTest {
  private final PhotoEngine plain = new ThumbnailatorEngine();

  private PhotoEngine engine(FaceMode mode, boolean turn, boolean cut) {
    return engine(
        plain,
        new FaceCheckingEngine.Settings(mode, turn, cut, FaceLimits.standard()),
        FaceMemory.NONE);
  }

  private static PhotoEngine engine(
      PhotoEngine around, FaceCheckingEngine.Settings settings, FaceMemory memory) {
    try {
      return FaceCheckingEngine.around(
          around,
          settings,
          memory,
          told -> {
            throw new AssertionError(told);
          });
    } catch (EngineMissingException e) {
      return abort(e.why());
    }
  }

  private static PreparationResult prepare(PhotoEngine engine, BufferedImage image) {
    return engine.prepare(new MemoryPhotoFile(DrawnFaces.png(image)), PhotoLimits.standard());
  }

  private static FaceFindings findings(PreparationResult prepared) {
    return Objects.requireNonNull(((Photo) prepared).findings());
  }

  @Test
  void off_is_the_engine_itself() {
    assertThat(engine(FaceMode.OFF, false, false)).isSameAs(plain);
  }

  @Test
  void strict_refuses_nobody_and_several_and_names_the_way_out() {
    PhotoEngine strict = engine(FaceMode.STRICT, false, false);

    assertRefused(
        prepare(strict, DrawnFaces.none()),
        "NO_FACE",
        "this program found no face",
        "--face-check warn");
    assertRefused(prepare(strict, DrawnFaces.two()), "MULTIPLE_FACES", "2", "--face-check warn");
    assertThat(findings(prepare(strict, DrawnFaces.one())).code()).isEmpty();
  }

  @Test
  void warn_sends_all_and_says_what_was_seen() {
    PhotoEngine warn = engine(FaceMode.WARN, false, false);
    BufferedImage lying = DrawnFaces.turned(DrawnFaces.one(), 1);

    assertThat(findings(prepare(warn, DrawnFaces.none())).code()).isEqualTo("NO_FACE");
    assertThat(findings(prepare(warn, DrawnFaces.two())).code()).isEqualTo("MULTIPLE_FACES");
    assertThat(findings(prepare(warn, lying)).code()).isEqualTo("PHOTO_TURNED");
    assertThat(prepare(warn, lying)).isEqualTo(prepare(plain, lying));
  }

  @Test
  void a_photo_that_lies_is_turned_where_asked_for() {
    PhotoEngine turning = engine(FaceMode.WARN, true, false);

    for (int quarters = 1; quarters < 4; quarters++) {
      Photo photo = (Photo) prepare(turning, DrawnFaces.turned(DrawnFaces.one(), quarters));

      assertThat(photo.width()).isEqualTo(DrawnFaces.one().getWidth());
      assertThat(findings(photo).code()).isEmpty();
      assertThat(findings(photo).turned()).isEqualTo(4 - quarters);
    }
    assertThat(findings(prepare(turning, DrawnFaces.one())).turned()).isZero();
  }

  @Test
  void a_small_face_is_cut_out_with_all_the_pixels_it_has() {
    PhotoEngine cutting = engine(FaceMode.WARN, false, true);
    BufferedImage group = DrawnFaces.farAway(DrawnFaces.scaled(DrawnFaces.one(), 2), 3000, 2000);

    Photo whole = (Photo) prepare(engine(FaceMode.WARN, false, false), group);
    Photo photo = (Photo) prepare(cutting, group);

    assertThat(findings(photo).cut()).isTrue();
    assertThat((double) photo.height() / photo.width()).isCloseTo(4.0 / 3, within(0.02));
    double before = findings(whole).faces().get(0).width() * whole.width();
    double after = findings(photo).faces().get(0).width() * photo.width();
    assertThat(after / before).isCloseTo(3000.0 / 1080, within(0.15));
    // Never enlarged: as many pixels as the source has.
    assertThat(after).isCloseTo(findings(whole).faces().get(0).width() * 3000, within(8.0));
  }

  @Test
  void a_face_that_fills_the_picture_is_left_as_it_is() {
    PhotoEngine cutting = engine(FaceMode.WARN, true, true);

    assertThat(prepare(cutting, DrawnFaces.one())).isEqualTo(prepare(plain, DrawnFaces.one()));
    assertThat(prepare(cutting, DrawnFaces.two())).isEqualTo(prepare(plain, DrawnFaces.two()));
    assertThat(prepare(cutting, DrawnFaces.none())).isEqualTo(prepare(plain, DrawnFaces.none()));
  }

  @Test
  void a_photo_that_lies_with_a_small_face_is_turned_and_cut() {
    BufferedImage lying =
        DrawnFaces.turned(
            DrawnFaces.farAway(DrawnFaces.scaled(DrawnFaces.one(), 2), 2000, 1500), 1);

    FaceFindings seen = findings(prepare(engine(FaceMode.WARN, true, true), lying));

    assertThat(seen.turned()).isEqualTo(3);
    assertThat(seen.cut()).isTrue();
    assertThat(seen.code()).isEmpty();
  }

  /** Remembers as long as the test lasts. */
  private static final class Notebook implements FaceMemory {
    private final Map<String, FaceFindings> known = new HashMap<>();

    @Override
    public @Nullable FaceFindings find(String what) {
      return known.get(what);
    }

    @Override
    public void remember(String what, FaceFindings seen) {
      known.put(what, seen);
    }
  }

  /** Counts how often a picture was decoded. */
  private static final class CountingEngine implements PhotoEngine {
    private final PhotoEngine real = new ThumbnailatorEngine();
    private int prepared;
    private String recipe = "plain";

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public String recipe() {
      return recipe;
    }

    @Override
    public PreparationResult prepare(PhotoFile source, PhotoLimits limits) {
      prepared++;
      return real.prepare(source, limits);
    }
  }

  private static PhotoExamination examine(PhotoEngine engine, BufferedImage image) {
    return engine.examine(new MemoryPhotoFile(DrawnFaces.png(image)), PhotoLimits.standard());
  }

  private static final FaceCheckingEngine.Settings WARN =
      new FaceCheckingEngine.Settings(FaceMode.WARN, false, false, FaceLimits.standard());

  @Test
  void a_photo_examined_before_is_neither_decoded_nor_looked_at_again() {
    Notebook memory = new Notebook();
    CountingEngine counting = new CountingEngine();
    PhotoExamination first = examine(engine(counting, WARN, memory), DrawnFaces.two());
    int once = counting.prepared;

    PhotoExamination again = examine(engine(counting, WARN, memory), DrawnFaces.two());

    assertThat(once).isEqualTo(1);
    assertThat(counting.prepared).isEqualTo(once);
    assertThat(again).isEqualTo(first);
    assertThat(Objects.requireNonNull(again.findings()).code()).isEqualTo("MULTIPLE_FACES");
    PhotoExamination strict =
        examine(
            engine(
                counting,
                new FaceCheckingEngine.Settings(
                    FaceMode.STRICT, false, false, FaceLimits.standard()),
                memory),
            DrawnFaces.two());
    assertThat(Objects.requireNonNull(strict.refusal()).code()).isEqualTo("MULTIPLE_FACES");
    assertThat(counting.prepared).isEqualTo(once);
  }

  @Test
  void other_bytes_sizes_limits_or_framing_are_looked_at_anew() {
    Notebook memory = new Notebook();
    CountingEngine counting = new CountingEngine();
    examine(engine(counting, WARN, memory), DrawnFaces.one());
    FaceLimits strange = FaceLimits.standard().with(Map.of("eyes", 10.0));

    FaceFindings lenient =
        examine(
                engine(
                    counting,
                    new FaceCheckingEngine.Settings(FaceMode.WARN, false, false, strange),
                    memory),
                DrawnFaces.one())
            .findings();
    assertThat(counting.prepared).isEqualTo(2);
    assertThat(Objects.requireNonNull(lenient).hints()).isEmpty();
    examine(
        engine(
            counting,
            new FaceCheckingEngine.Settings(FaceMode.WARN, true, false, FaceLimits.standard()),
            memory),
        DrawnFaces.one());
    assertThat(counting.prepared).isEqualTo(3);
    engine(counting, WARN, memory)
        .examine(
            new MemoryPhotoFile(DrawnFaces.png(DrawnFaces.one())), new PhotoLimits(150, 500_000));
    assertThat(counting.prepared).isEqualTo(4);
    examine(engine(counting, WARN, memory), DrawnFaces.two());
    assertThat(counting.prepared).isEqualTo(5);
    counting.recipe = "with a converter";
    examine(engine(counting, WARN, memory), DrawnFaces.two());
    assertThat(counting.prepared).isEqualTo(6);
  }

  @Test
  void a_photo_to_be_sent_is_prepared_but_looked_at_once() {
    Notebook memory = new Notebook();
    Photo first = (Photo) prepare(engine(plain, WARN, memory), DrawnFaces.two());
    FaceFindings mark = new FaceFindings(2, findings(first).faces(), List.of());
    memory.known.replaceAll((what, seen) -> mark);

    Photo again = (Photo) prepare(engine(plain, WARN, memory), DrawnFaces.two());

    assertThat(again.jpeg()).isEqualTo(first.jpeg());
    assertThat(findings(again)).isEqualTo(mark);
  }

  @Test
  void what_would_be_sent_otherwise_is_shown_as_it_would_be_sent() {
    FaceCheckingEngine cutting = (FaceCheckingEngine) engine(FaceMode.WARN, true, true);
    BufferedImage far = DrawnFaces.farAway(DrawnFaces.scaled(DrawnFaces.one(), 2), 2000, 1500);

    Photo shown =
        Objects.requireNonNull(
            cutting.changed(
                new MemoryPhotoFile(DrawnFaces.png(DrawnFaces.turned(far, 1))),
                PhotoLimits.standard()));

    assertThat(shown.height()).isGreaterThan(200);
    assertThat((double) shown.height() / shown.width()).isCloseTo(4.0 / 3, within(0.02));
    MemoryPhotoFile good = new MemoryPhotoFile(DrawnFaces.png(DrawnFaces.one()));
    assertThat(cutting.changed(good, PhotoLimits.standard())).isNull();
  }

  private PhotoEngine off(boolean turn, boolean cut) {
    return engine(FaceMode.OFF, turn, cut);
  }

  @Test
  void off_tells_only_what_was_made_of_a_photo() {
    BufferedImage lying = DrawnFaces.turned(DrawnFaces.one(), 1);
    PhotoEngine turning = off(true, true);

    assertThat(((Photo) prepare(turning, DrawnFaces.none())).findings()).isNull();
    assertThat(((Photo) prepare(turning, DrawnFaces.two())).findings()).isNull();
    assertThat(((Photo) prepare(turning, DrawnFaces.one())).findings()).isNull();
    assertThat(examine(turning, DrawnFaces.none()).findings()).isNull();
    FaceFindings turned = findings(prepare(turning, lying));
    assertThat(turned.turned()).isEqualTo(3);
    assertThat(turned.code()).isEmpty();
    assertThat(turned.hints()).isEmpty();
    Photo whole =
        ((FaceCheckingEngine) turning)
            .whole(new MemoryPhotoFile(DrawnFaces.png(DrawnFaces.none())), PhotoLimits.standard());
    assertThat(Objects.requireNonNull(whole).findings()).as("no box on the page").isNull();
  }

  /** Prepares something that nobody can look at. */
  private static final class Unseen implements PhotoEngine {
    @Override
    public String name() {
      return "unseen";
    }

    @Override
    public PreparationResult prepare(PhotoFile source, PhotoLimits limits) {
      return new Photo(new byte[] {1, 2, 3}, 3, 4, "a", "b", false);
    }
  }

  @Test
  void a_photo_that_cannot_be_looked_at_does_not_pass_in_silence() throws EngineMissingException {
    try {
      FaceCheck.open(FaceLimits.standard());
    } catch (EngineMissingException e) {
      abort(e.why());
    }
    List<String> told = new ArrayList<>();
    PhotoEngine warn = FaceCheckingEngine.around(new Unseen(), WARN, FaceMemory.NONE, told::add);
    PhotoEngine strict = engine(new Unseen(), STRICT, FaceMemory.NONE);

    assertThat(prepare(warn, DrawnFaces.one())).isInstanceOf(Photo.class);
    assertThat(prepare(warn, DrawnFaces.one())).isInstanceOf(Photo.class);

    assertThat(told)
        .singleElement()
        .satisfies(sentence -> assertThat(sentence).contains("could not look for faces"));
    assertRefused(prepare(strict, DrawnFaces.one()), "PHOTO_UNREADABLE", "--face-check warn");
    assertThat(Objects.requireNonNull(examine(strict, DrawnFaces.one()).refusal()).code())
        .isEqualTo("PHOTO_UNREADABLE");
  }

  private static final FaceCheckingEngine.Settings STRICT =
      new FaceCheckingEngine.Settings(FaceMode.STRICT, false, false, FaceLimits.standard());

  /** Leaves all as it is, whatever part is wanted. */
  private static final class Stubborn implements PhotoEngine {
    private final PhotoEngine real = new ThumbnailatorEngine();

    @Override
    public String name() {
      return "stubborn";
    }

    @Override
    public PreparationResult prepare(PhotoFile source, PhotoLimits limits) {
      return real.prepare(source, limits.framed(Framing.WHOLE));
    }
  }

  @Test
  void a_turn_that_makes_it_no_better_is_given_up_and_told() {
    PhotoEngine turning =
        engine(
            new Stubborn(),
            new FaceCheckingEngine.Settings(FaceMode.WARN, true, false, FaceLimits.standard()),
            FaceMemory.NONE);

    FaceFindings seen = findings(prepare(turning, DrawnFaces.turned(DrawnFaces.one(), 1)));

    assertThat(seen.code()).isEqualTo(FaceFindings.PHOTO_TURNED);
    assertThat(seen.turned()).isEqualTo(FaceFindings.IN_VAIN);
    assertThat(seen.isChanged()).isFalse();
  }

  @Test
  void a_larger_one_of_the_same_part_is_not_judged_again() {
    BufferedImage far = DrawnFaces.farAway(DrawnFaces.scaled(DrawnFaces.one(), 2), 2000, 1500);
    PhotoLimits small = new PhotoLimits(400, 500_000);
    PhotoFile file = new MemoryPhotoFile(DrawnFaces.png(far));
    PhotoEngine cutting = engine(FaceMode.STRICT, false, true);
    Photo first = (Photo) cutting.prepare(file, small);

    Photo larger = (Photo) cutting.enlarge(file, small, small.doubled());

    assertThat(findings(first).cut()).isTrue();
    assertThat(findings(larger).cut()).isTrue();
    assertThat(larger.height()).isGreaterThan(first.height());
    assertThat((double) larger.width() / larger.height())
        .isCloseTo((double) first.width() / first.height(), within(0.01));
    PhotoEngine strict = engine(new TwoWhenLarge(), STRICT, FaceMemory.NONE);
    assertThat(strict.prepare(file, small)).isInstanceOf(Photo.class);
    assertRefused(strict.prepare(file, small.doubled()), "MULTIPLE_FACES", "2");
    assertThat(strict.enlarge(file, small, small.doubled())).isInstanceOf(Photo.class);
  }

  /** In its larger pictures somebody else comes to light. */
  private static final class TwoWhenLarge implements PhotoEngine {
    private final PhotoEngine real = new ThumbnailatorEngine();

    @Override
    public String name() {
      return "two";
    }

    @Override
    public PreparationResult prepare(PhotoFile source, PhotoLimits limits) {
      BufferedImage shown = limits.longSide() > 400 ? DrawnFaces.two() : DrawnFaces.one();
      return real.prepare(new MemoryPhotoFile(DrawnFaces.png(shown)), limits);
    }
  }

  @Test
  void nothing_is_cut_where_the_face_gains_no_pixel() {
    BufferedImage far = DrawnFaces.farAway(DrawnFaces.scaled(DrawnFaces.one(), 2), 1000, 700);

    Photo photo = (Photo) prepare(engine(FaceMode.WARN, false, true), far);

    assertThat(findings(photo).cut()).isFalse();
    assertThat(photo.width()).isEqualTo(1000);
  }

  @Test
  void what_was_seen_by_another_version_of_the_program_is_seen_anew() {
    Notebook memory = new Notebook();

    examine(engine(plain, WARN, memory), DrawnFaces.two());
    prepare(engine(plain, WARN, memory), DrawnFaces.two());

    assertThat(memory.known.keySet()).hasSize(2).allMatch(key -> key.contains("version="));
  }
}
