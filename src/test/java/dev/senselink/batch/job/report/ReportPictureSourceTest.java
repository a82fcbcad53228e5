package dev.senselink.batch.job.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import dev.senselink.batch.photo.face.DrawnFaces;
import dev.senselink.batch.photo.face.FaceCheckingEngine;
import dev.senselink.batch.photo.face.FaceLimits;
import dev.senselink.batch.photo.face.FaceMemory;
import dev.senselink.batch.photo.face.FaceMode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pictures of a page where faces are looked at. */
class ReportPictureSourceTest {
  private static final PhotoLimits THUMBNAIL = new PhotoLimits(224, 16_000);
  private static final byte[] GOOD = DrawnFaces.png(DrawnFaces.scaled(DrawnFaces.one(), 4));

  /** No other hint, so that there is a box only of a small face. */
  private static final FaceLimits ONLY_SMALL =
      FaceLimits.standard()
          .with(
              Map.of(
                  "yaw",
                  180.0,
                  "roll",
                  180.0,
                  "cut",
                  100.0,
                  "bright",
                  0.0,
                  "contrast",
                  0.0,
                  "sharp",
                  0.0));

  /** Counts how often the file itself was decoded. */
  private static final class Counting implements PhotoEngine {
    private final PhotoEngine real = new ThumbnailatorEngine();
    private int ofFile;

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public PreparationResult prepare(PhotoFile source, PhotoLimits limits) {
      ofFile += source.size() == GOOD.length ? 1 : 0;
      return real.prepare(source, limits);
    }
  }

  private final Counting engine = new Counting();

  private ReportPictureSource source(PhotoLimits sent) {
    try {
      return new ReportPictureSource(
          path -> new MemoryPhotoFile(GOOD),
          FaceCheckingEngine.around(
              engine,
              new FaceCheckingEngine.Settings(FaceMode.WARN, false, false, ONLY_SMALL),
              FaceMemory.NONE,
              told -> {}),
          sent,
          null);
    } catch (EngineMissingException e) {
      return abort(e.why());
    }
  }

  /** A thumbnail of what is sent, as it is. */
  private byte[] plain(PhotoLimits sent) {
    Photo whole = (Photo) engine.prepare(new MemoryPhotoFile(GOOD), sent);
    return ((Photo) engine.prepare(new MemoryPhotoFile(whole.jpeg()), THUMBNAIL)).jpeg();
  }

  @Test
  void a_photo_is_judged_as_the_run_sends_it() {
    PhotoLimits tiny = new PhotoLimits(100, 500_000);

    assertThat(source(PhotoLimits.standard()).ofPhoto("a", THUMBNAIL))
        .as("nothing to be said")
        .isEqualTo(plain(PhotoLimits.standard()));
    assertThat(source(tiny).ofPhoto("a", THUMBNAIL))
        .as("the face is small then: a box")
        .isNotNull()
        .isNotEqualTo(plain(tiny));
  }

  @Test
  void its_file_is_decoded_once() {
    assertThat(source(PhotoLimits.standard()).ofPhoto("a", THUMBNAIL)).isNotNull();

    assertThat(engine.ofFile).isEqualTo(1);
  }
}
