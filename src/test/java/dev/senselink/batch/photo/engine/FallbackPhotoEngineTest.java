package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoAssert.assertPhoto;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.Jpegs;
import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which engine runs when nobody chooses. */
class FallbackPhotoEngineTest {

  private final List<String> told = new ArrayList<>();
  private final AtomicInteger loads = new AtomicInteger();

  @Test
  void nothing_is_loaded_before_the_first_photo_comes() {
    FallbackPhotoEngine engine = engineWithout("no natives");

    assertThat(loads).hasValue(0);
    engine.prepare(new MemoryPhotoFile(new byte[9]), PhotoLimits.standard());
    assertThat(loads).hasValue(1);
  }

  @Test
  void where_natives_do_not_load_the_other_engine_runs_and_it_is_said_once() {
    FallbackPhotoEngine engine = engineWithout("no natives for this machine");
    MemoryPhotoFile file = new MemoryPhotoFile(Jpegs.baseline(Pictures.flag()));

    assertPhoto(engine.prepare(file, PhotoLimits.standard())).showsFlag();
    engine.prepare(file, PhotoLimits.standard());

    assertThat(engine.name()).isEqualTo("thumbnailator");
    assertThat(engine.why()).isEqualTo("no natives for this machine");
    assertThat(told).singleElement().asString().contains("thumbnailator", "no natives for this");
    assertThat(loads).hasValue(1);
  }

  @Test
  void where_they_load_nothing_is_said() {
    PhotoEngine fast = OpenCvEngineTest.load();
    FallbackPhotoEngine engine = new FallbackPhotoEngine(() -> fast, null, told::add);

    assertThat(engine.name()).isEqualTo("opencv");
    assertThat(engine.why()).contains("native");
    assertThat(told).isEmpty();
    assertThat(PhotoEngineChoice.probe())
        .isEqualTo(new PhotoEngineChoice.Probe("opencv", fast.why(), true));
  }

  private FallbackPhotoEngine engineWithout(String why) {
    return new FallbackPhotoEngine(
        () -> {
          loads.incrementAndGet();
          throw new EngineMissingException(why);
        },
        null,
        told::add);
  }
}
