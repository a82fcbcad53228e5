package dev.senselink.batch.job.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.MemoryPhotoFile;
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
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
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

  /** Pixels that are greener than red. */
  private static int green(byte @Nullable [] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(jpeg)));
    int green = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color colour = new Color(image.getRGB(x, y));
        green += colour.getGreen() > colour.getRed() + 60 ? 1 : 0;
      }
    }
    return green;
  }

  @Test
  void a_photo_is_judged_as_the_run_sends_it() throws IOException {
    byte[] large = source(PhotoLimits.standard()).ofPhoto("a", THUMBNAIL);
    byte[] tiny = source(new PhotoLimits(100, 500_000)).ofPhoto("a", THUMBNAIL);

    assertThat(green(tiny)).as("the face is small then: a box").isGreaterThan(green(large) + 100);
  }

  @Test
  void its_file_is_decoded_once() {
    assertThat(source(PhotoLimits.standard()).ofPhoto("a", THUMBNAIL)).isNotNull();

    assertThat(engine.ofFile).isEqualTo(1);
  }
}
