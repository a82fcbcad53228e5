package dev.senselink.batch.photo;

import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.photo.engine.OpenCvEngineTest;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Drawn pictures that libwebp packed lossily, each beside what libwebp makes of it again: {@code
 * cwebp -q N}, {@code dwebp -nodither}.
 */
class WebpColoursTest {

  /** Grey levels; both are packed into a JPEG by the same engine, so there is no need for more. */
  private static final int MOST_DIFFERENCE = 2;

  @ParameterizedTest
  @CsvSource({
    "drawn-20,drawn-20",
    "drawn-60,drawn-60",
    "drawn-75,drawn-75",
    "drawn-85,drawn-85",
    "drawn-90,drawn-90",
    "alpha-75,alpha-75",
    "animated-75,drawn-75",
    "animated-alpha-75,alpha-75"
  })
  void the_fast_engine_sees_what_libwebp_sees(String file, String reference) throws IOException {
    PhotoEngine engine = OpenCvEngineTest.load();

    BufferedImage seen = seen(prepare(engine, file + ".webp"));
    BufferedImage wanted = seen(prepare(engine, reference + ".png"));

    assertThat(seen.getWidth()).isEqualTo(wanted.getWidth());
    assertThat(seen.getHeight()).isEqualTo(wanted.getHeight());
    assertThat(worst(seen, wanted)).isLessThanOrEqualTo(MOST_DIFFERENCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drawn-20",
        "drawn-60",
        "drawn-75",
        "drawn-85",
        "drawn-90",
        "alpha-75",
        "animated-75",
        "animated-alpha-75"
      })
  void the_Java_engine_sends_none_in_wrong_colours(String file) throws IOException {
    assertRefused(
        prepare(new ThumbnailatorEngine(), file + ".webp"),
        PhotoRefusal.UNREADABLE,
        "lossy WebP",
        "opencv",
        "JPEG");
  }

  private static PreparationResult prepare(PhotoEngine engine, String file) throws IOException {
    try (InputStream in = WebpColoursTest.class.getResourceAsStream("webp/" + file)) {
      return engine.prepare(new MemoryPhotoFile(in.readAllBytes()), PhotoLimits.standard());
    }
  }

  private static BufferedImage seen(PreparationResult prepared) throws IOException {
    assertThat(prepared).isInstanceOf(Photo.class);
    return ImageIO.read(new ByteArrayInputStream(((Photo) prepared).jpeg()));
  }

  /** The largest difference of a channel between two pixels of the same place. */
  private static int worst(BufferedImage seen, BufferedImage wanted) {
    int worst = 0;
    for (int y = 0; y < wanted.getHeight(); y++) {
      for (int x = 0; x < wanted.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int is = seen.getRGB(x, y) >> shift & 0xFF;
          int should = wanted.getRGB(x, y) >> shift & 0xFF;
          worst = Math.max(worst, Math.abs(is - should));
        }
      }
    }
    return worst;
  }
}
