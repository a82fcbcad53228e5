package dev.senselink.batch.photo.face;

import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoExamination;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import java.awt.image.BufferedImage;
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
    PhotoLimits small = new PhotoLimits(200, 20_000);

    Photo shown =
        Objects.requireNonNull(
            cutting.changed(
                new MemoryPhotoFile(DrawnFaces.png(DrawnFaces.turned(far, 1))),
                PhotoLimits.standard(),
                small));

    assertThat(shown.height()).isEqualTo(200);
    assertThat((double) shown.height() / shown.width()).isCloseTo(4.0 / 3, within(0.02));
    MemoryPhotoFile good = new MemoryPhotoFile(DrawnFaces.png(DrawnFaces.one()));
    assertThat(cutting.changed(good, PhotoLimits.standard(), small)).isNull();
  }
}
