package dev.senselink.batch.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import javax.imageio.ImageIO;

/** Says of an engine's answer what a reader wants to know. */
public final class PhotoAssert {

  /** JFIF mark, tables, baseline frame, scan: nothing else belongs into a photo that is sent. */
  private static final Set<Integer> BASELINE_SEGMENTS = Set.of(0xE0, 0xDB, 0xC0, 0xC4, 0xDA);

  private final Photo photo;
  private final BufferedImage image;

  private PhotoAssert(Photo photo) {
    this.photo = photo;
    try {
      image = ImageIO.read(new ByteArrayInputStream(photo.jpeg()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Also checks what must hold for each and every photo. */
  public static PhotoAssert assertPhoto(PreparationResult prepared) {
    assertThat(prepared).isInstanceOf(Photo.class);
    Photo photo = (Photo) prepared;
    PhotoAssert assertion = new PhotoAssert(photo);
    assertThat(Jpegs.markers(photo.jpeg())).allMatch(BASELINE_SEGMENTS::contains);
    assertThat(assertion.image.getWidth()).isEqualTo(photo.width());
    assertThat(assertion.image.getHeight()).isEqualTo(photo.height());
    assertThat(assertion.image.getRaster().getNumBands()).isEqualTo(3);
    assertThat(photo.sha256()).isEqualTo(SourceBytes.sha256(photo.jpeg()));
    return assertion;
  }

  public static void assertRefused(PreparationResult prepared, String code, String... words) {
    assertThat(prepared).isInstanceOf(PhotoRefusal.class);
    assertThat(((PhotoRefusal) prepared).code()).isEqualTo(code);
    // No class of a library means anything to the people who read this.
    assertThat(((PhotoRefusal) prepared).reason()).doesNotContainPattern("(Exception|Error)\\b");
    for (String word : words) {
      assertThat(((PhotoRefusal) prepared).reason()).contains(word);
    }
  }

  public PhotoAssert hasSize(int width, int height) {
    assertThat(photo.width() + "x" + photo.height()).isEqualTo(width + "x" + height);
    return this;
  }

  PhotoAssert canGrow(boolean can) {
    assertThat(photo.canGrow()).isEqualTo(can);
    return this;
  }

  PhotoAssert hasAtMostBytes(long bytes) {
    assertThat(photo.jpeg()).hasSizeLessThanOrEqualTo((int) bytes);
    return this;
  }

  public PhotoAssert showsFlag() {
    return shows(Pictures.FLAG);
  }

  /** The middles of the four quarters. */
  PhotoAssert shows(Color... quarters) {
    for (int i = 0; i < 4; i++) {
      int x = photo.width() * (1 + 2 * (i % 2)) / 4;
      int y = photo.height() * (1 + 2 * (i / 2)) / 4;
      hasColour(x, y, quarters[i]);
    }
    return this;
  }

  PhotoAssert isAll(Color colour) {
    return shows(colour, colour, colour, colour);
  }

  private void hasColour(int x, int y, Color wanted) {
    Color got = new Color(image.getRGB(x, y));
    int red = Math.abs(got.getRed() - wanted.getRed());
    int green = Math.abs(got.getGreen() - wanted.getGreen());
    int blue = Math.abs(got.getBlue() - wanted.getBlue());
    int worst = Math.max(red, Math.max(green, blue));
    assertThat(worst).as("%s at %d,%d for %s", got, x, y, wanted).isLessThanOrEqualTo(8);
  }
}
