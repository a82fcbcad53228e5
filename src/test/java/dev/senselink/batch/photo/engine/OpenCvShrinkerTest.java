package dev.senselink.batch.photo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.photo.Jpegs;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.Pictures;
import dev.senselink.batch.photo.PixelSize;
import dev.senselink.batch.photo.format.ScannedPicture;
import org.junit.jupiter.api.Test;

/** What the fast engine says that it needs. */
class OpenCvShrinkerTest {
  private static final int SIDE = 300;

  private final OpenCvShrinker shrinker = new OpenCvShrinker(new ThumbnailatorShrinker());

  private static ScannedPicture picture() throws PhotoRefusedException {
    return ScannedPicture.scan(Jpegs.baseline(Pictures.noise(SIDE, SIDE)));
  }

  @Test
  void the_picture_of_twice_the_size_is_counted_where_there_is_one() throws Exception {
    long read = 3L * SIDE * SIDE;
    long file = picture().length();

    assertThat(shrinker.nativeBytes(picture(), new PixelSize(200, 200)))
        .isEqualTo(file + read + 3 * 200 * 200 + 3 * 400 * 400);
    assertThat(shrinker.nativeBytes(picture(), new PixelSize(SIDE, SIDE)))
        .isEqualTo(file + read + read);
  }

  @Test
  void a_large_picture_is_not_made_twice_as_large_on_its_way() throws Exception {
    ScannedPicture large =
        ScannedPicture.scan(
            Jpegs.claiming(Jpegs.baseline(Pictures.noise(SIDE, SIDE)), 8_000, 6_000));
    long nearly = 3L * 7_900 * 5_925;

    assertThat(shrinker.nativeBytes(large, new PixelSize(7_900, 5_925)))
        .isEqualTo(large.length() + 3L * 8_000 * 6_000 + nearly);
  }
}
