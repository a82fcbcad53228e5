package dev.senselink.batch.photo.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.photo.Jpegs;
import dev.senselink.batch.photo.PhotoEngineContract;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.Pictures;
import dev.senselink.batch.photo.engine.OtherKinds;
import java.awt.Color;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found out before a decoder sees a file, so that no decoder need be trusted with it. */
class PictureScanTest {

  static Stream<Arguments> kinds() {
    Arguments webp = Arguments.of("WebP", OtherKinds.webp(60, 40, Color.RED));
    return Stream.concat(PhotoEngineContract.kinds(), Stream.of(webp));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void a_file_cut_off_is_noticed_without_decoding(String kind, byte[] bytes) {
    for (int percent : new int[] {40, 70, 99}) {
      byte[] cut = Arrays.copyOf(bytes, Math.min(bytes.length - 2, bytes.length * percent / 100));

      assertThatThrownBy(() -> ScannedPicture.scan(cut)).isInstanceOf(PhotoRefusedException.class);
    }
  }

  @Test
  void a_WebP_that_lost_a_whole_part_is_noticed() {
    byte[] webp = OtherKinds.webpWithOrientation(60, 40, Color.RED, 6);
    int notes = 8 + Jpegs.exif(6).length;

    assertThatThrownBy(() -> ScannedPicture.scan(Arrays.copyOf(webp, webp.length - notes)))
        .isInstanceOf(PhotoRefusedException.class);
  }

  @Test
  void a_part_of_a_WebP_that_is_longer_than_the_file_is_noticed() {
    byte[] webp = OtherKinds.webp(60, 40, Color.RED);
    webp[16] += 50;

    assertThatThrownBy(() -> ScannedPicture.scan(webp)).isInstanceOf(PhotoRefusedException.class);
  }

  @Test
  void the_decoder_sees_no_notes_of_a_PNG() throws PhotoRefusedException {
    byte[] png = Pictures.write(Pictures.flag(), "png");
    int length = ScannedPicture.scan(png.clone()).length();

    for (String note : new String[] {"tEXt", "iTXt", "zTXt", "eXIf", "iCCP", "gAMA", "acTL"}) {
      ScannedPicture picture = ScannedPicture.scan(OtherKinds.pngWith(png, note, new byte[300]));

      assertThat(picture.length()).as(note).isEqualTo(length);
    }
  }

  @Test
  void the_decoder_sees_neither_notes_of_a_JPEG_nor_what_follows_its_end()
      throws PhotoRefusedException {
    byte[] jpeg = Jpegs.baseline(Pictures.flag());
    int length = ScannedPicture.scan(jpeg.clone()).length();

    for (int marker : new int[] {Jpegs.APP1, Jpegs.APP2, 0xE5, 0xED, Jpegs.APP14, 0xFE}) {
      byte[] noted = Jpegs.concat(Jpegs.with(jpeg, marker, new byte[300]), new byte[500]);

      assertThat(ScannedPicture.scan(noted).length()).as("%x", marker).isEqualTo(length);
    }
  }
}
