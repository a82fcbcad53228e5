package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.Pictures;
import dev.senselink.batch.photo.PreparationResult;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** How a photo is brought below its limit of bytes. */
class JpegEncoderTest {

  private static final int SIDE = 600;
  private static final byte[] NOISE = Pictures.write(Pictures.noise(SIDE, 400), "png");
  private static final int BEST = ((Photo) prepare(1_000_000)).jpeg().length;

  @Test
  void quality_gives_way_first() {
    for (int percent : new int[] {99, 90, 75, 65}) {
      int most = BEST * percent / 100;
      Photo photo = (Photo) prepare(most);

      assertThat(photo.width()).isEqualTo(SIDE);
      assertThat(photo.jpeg()).hasSizeLessThanOrEqualTo(most);
      assertThat(photo.canGrow()).isFalse();
    }
  }

  @Test
  void no_more_quality_is_given_away_than_needed() {
    assertThat(((Photo) prepare(BEST * 9 / 10)).jpeg()).hasSizeGreaterThan(BEST * 3 / 4);
  }

  @Test
  void quality_never_falls_below_60() {
    // The first divisor of the first table is 16 at quality 50, 13 at 60 and 5 at 85.
    assertThat(firstDivisor((Photo) prepare(60_000))).isBetween(5, 13);
  }

  @Test
  void then_the_side_gives_way() {
    Photo photo = (Photo) prepare(60_000);

    assertThat(photo.jpeg()).hasSizeBetween(30_000, 60_000);
    assertThat(photo.width()).isBetween(240, SIDE - 1);
    assertThat((double) photo.width() / photo.height()).isBetween(1.48, 1.52);
    assertThat(photo.canGrow()).isTrue();
  }

  @Test
  void what_stays_above_the_limit_is_too_large() {
    assertRefused(prepare(2_000), PhotoRefusal.TOO_LARGE, "--photo-kb");
  }

  @Test
  void a_photo_is_written_in_colour_with_a_quarter_of_the_colour_samples() throws Exception {
    BufferedImage flag = Pictures.flag();
    byte[] jpeg = new JpegEncoder().encode(flag, 1_000_000, new ThumbnailatorShrinker()).jpeg();
    int frame = segment(jpeg, 0xC0);

    assertThat(jpeg[frame + 9]).as("components").isEqualTo((byte) 3);
    assertThat(jpeg[frame + 11]).as("luminance").isEqualTo((byte) 0x22);
    assertThat(jpeg[frame + 14]).as("colour").isEqualTo((byte) 0x11);
  }

  private static int firstDivisor(Photo photo) {
    return photo.jpeg()[segment(photo.jpeg(), 0xDB) + 5];
  }

  private static int segment(byte[] jpeg, int marker) {
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != marker) {
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
    }
    return at;
  }

  private static PreparationResult prepare(long maxBytes) {
    PhotoFile file = new MemoryPhotoFile(NOISE.clone());
    return new ThumbnailatorEngine().prepare(file, new PhotoLimits(SIDE, maxBytes));
  }
}
