package dev.senselink.batch.photo.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.senselink.batch.photo.Jpegs;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.Pictures;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether a JPEG is whole is told without decoding it. */
class JpegEntropyCheckTest {

  private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

  static Stream<Arguments> files() {
    BufferedImage noise = Pictures.noise(203, 117);
    BufferedImage grey = new BufferedImage(203, 117, BufferedImage.TYPE_BYTE_GRAY);
    grey.getGraphics().drawImage(noise, 0, 0, null);
    return Stream.of(
        arguments("baseline", Jpegs.baseline(noise)),
        arguments("progressive", Jpegs.progressive(noise)),
        arguments("grey", Jpegs.baseline(grey)),
        arguments("grey and progressive", Jpegs.progressive(grey)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void a_whole_file_passes_unchanged(String name, byte[] file) throws PhotoRefusedException {
    ScannedPicture picture = ScannedPicture.scan(file.clone());
    byte[] before = Arrays.copyOf(picture.bytes(), picture.length());

    ScannedPicture checked = JpegEntropyCheck.check(picture);

    assertThat(Arrays.copyOf(checked.bytes(), checked.length())).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void a_file_cut_off_anywhere_and_ended_properly_does_not(String name, byte[] file) {
    int from = lastScan(file) + 30;
    for (int i = 0; i < 50; i++) {
      int at = from + i * (file.length - 10 - from) / 50;
      at -= file[at - 1] == -1 ? 1 : 0; // half of an escaped byte would make the end mark another
      byte[] cut = Jpegs.concat(Arrays.copyOf(file, at), END);

      assertThatThrownBy(() -> JpegEntropyCheck.check(ScannedPicture.scan(cut)))
          .isInstanceOf(PhotoRefusedException.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void a_hole_in_the_middle_is_noticed(String name, byte[] file) {
    int middle = (lastScan(file) + file.length) / 2;
    byte[] damaged = file.clone();
    Arrays.fill(damaged, middle, middle + 200, (byte) 0x55);

    assertThatThrownBy(() -> JpegEntropyCheck.check(ScannedPicture.scan(damaged)))
        .isInstanceOf(PhotoRefusedException.class);
  }

  @Test
  void padding_behind_the_pixels_is_cut_out() throws PhotoRefusedException {
    byte[] file = Jpegs.baseline(Pictures.noise(64, 64));
    byte[] padded = Jpegs.concat(Arrays.copyOf(file, file.length - 2), new byte[] {7, -1, 0, 0, 9});

    ScannedPicture checked = JpegEntropyCheck.check(ScannedPicture.scan(Jpegs.concat(padded, END)));

    ScannedPicture plain = ScannedPicture.scan(file);
    assertThat(Arrays.copyOf(checked.bytes(), checked.length()))
        .isEqualTo(Arrays.copyOf(plain.bytes(), plain.length()));
  }

  @Test
  void a_code_table_of_too_many_codes_is_refused() {
    byte[] file = Jpegs.baseline(Pictures.noise(64, 64));
    int tables = 2;
    while ((file[tables + 1] & 0xFF) != 0xC4) {
      tables++;
    }
    file[tables + 5] = 9; // nine codes of one bit

    assertThatThrownBy(() -> JpegEntropyCheck.check(ScannedPicture.scan(file)))
        .isInstanceOf(PhotoRefusedException.class);
  }

  private static int lastScan(byte[] file) {
    int at = file.length - 2;
    while ((file[at] & 0xFF) != 0xFF || (file[at + 1] & 0xFF) != 0xDA) {
      at--;
    }
    return at;
  }

  /** As webcams write it: the tables that everybody knows are left out. */
  private static byte[] withoutTables(byte[] jpeg) {
    byte[] left = jpeg;
    for (int at = 2; at < Jpegs.firstScan(left) && (left[at + 1] & 0xFF) != 0xDA; ) {
      int end = at + 2 + ((left[at + 2] & 0xFF) << 8 | left[at + 3] & 0xFF);
      if ((left[at + 1] & 0xFF) == 0xC4) {
        left = Jpegs.concat(Arrays.copyOf(left, at), Arrays.copyOfRange(left, end, left.length));
      } else {
        at = end;
      }
    }
    return left;
  }

  @Test
  void a_picture_of_a_webcam_is_judged_too() throws PhotoRefusedException {
    byte[] file = withoutTables(Jpegs.baseline(Pictures.noise(203, 117)));
    assertThat(file.length).isLessThan(Jpegs.baseline(Pictures.noise(203, 117)).length - 400);
    byte[] damaged = file.clone();
    int middle = (Jpegs.firstScan(file) + file.length) / 2;
    Arrays.fill(damaged, middle, middle + 200, (byte) 0x55);

    assertThat(JpegEntropyCheck.check(ScannedPicture.scan(file.clone())).length()).isPositive();
    assertThatThrownBy(() -> JpegEntropyCheck.check(ScannedPicture.scan(damaged)))
        .isInstanceOf(PhotoRefusedException.class);
  }
}
