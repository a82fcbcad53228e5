package dev.senselink.batch.photo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same picture, whatever a server has made of its bytes; and no other. */
class PictureComparisonTest {
  private final PictureComparison match = new PictureComparison(new ThumbnailatorEngine());

  private static byte[] encoded(byte[] picture, float quality) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(quality);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.setOutput(ImageIO.createImageOutputStream(out));
    writer.write(null, new IIOImage(image, null, null), how);
    writer.dispose();
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(floats = {0.95f, 0.75f, 0.4f})
  void a_picture_that_was_encoded_anew_is_the_same(float quality) throws IOException {
    byte[] sent = Portraits.person(900, 400);

    assertThat(match.isSame(sent, encoded(sent, quality))).isTrue();
  }

  @Test
  void a_picture_that_was_shrunk_is_the_same() {
    assertThat(match.isSame(Portraits.person(900, 600), Portraits.person(900, 200))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {901, 902, 903, 1, 2, 3})
  void another_persons_picture_is_not(long other) {
    assertThat(match.isSame(Portraits.person(900, 400), Portraits.person(other, 400))).isFalse();
  }

  @Test
  void another_picture_of_the_same_person_is_not() {
    byte[] one = Portraits.person(900, 400);
    byte[] other = Portraits.person(900, 400, Portraits.Variation.SIMILAR);

    assertThat(match.isSame(one, other)).isFalse();
  }

  @Test
  void what_is_no_picture_is_not() {
    assertThat(match.isSame(Portraits.person(900, 400), new byte[] {1, 2, 3})).isFalse();
    assertThat(match.isSame(new byte[] {1, 2, 3}, new byte[] {1, 2, 3})).as("bytes").isTrue();
  }
}
