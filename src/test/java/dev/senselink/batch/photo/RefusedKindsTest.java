package dev.senselink.batch.photo;

import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is not a photo is called by its name. */
class RefusedKindsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          ''                                     | PHOTO_UNREADABLE | empty
          %PDF-1.7 rest                          | PHOTO_UNREADABLE | PDF
          '  <!DOCTYPE html><html>'              | PHOTO_UNREADABLE | HTML
          <html><body>404</body></html>          | PHOTO_UNREADABLE | HTML
          <?xml version="1.0"?><svg width="1"/>  | PHOTO_UNREADABLE | SVG
          just some words                        | PHOTO_UNREADABLE | text
          \\0\\0\\0\\0\\0\\0\\0\\0               | PHOTO_UNREADABLE | zero bytes
          \\1\\2\\3\\4                           | PHOTO_UNREADABLE | unknown kind
          \\0\\0\\0\\14jP\\40\\40\\15\\12        | PHOTO_UNREADABLE | JPEG 2000
          \\377\\12\\1\\2                        | PHOTO_UNREADABLE | JPEG XL
          8BPS\\0\\1                             | PHOTO_UNREADABLE | Photoshop
          PK\\3\\4                               | PHOTO_UNREADABLE | zip
          Rar!\\32\\7                            | PHOTO_UNREADABLE | RAR
          \\0\\0\\0\\30ftypmp42\\0\\0\\0\\0mp42  | PHOTO_UNREADABLE | video
          \\0\\5\\26\\7\\0\\2                    | PHOTO_UNREADABLE | macOS
          \\0\\0\\0\\30ftypheic\\0\\0\\0\\0mif1  | PHOTO_HEIC       | HEIC
          \\0\\0\\0\\30ftypmif1\\0\\0\\0\\0heic  | PHOTO_HEIC       | HEIC
          \\0\\0\\0\\30ftypmsf1\\0\\0\\0\\0hevc  | PHOTO_HEIC       | HEIC
          \\0\\0\\0\\30ftypavif\\0\\0\\0\\0mif1  | PHOTO_HEIC       | AVIF
          \\0\\0\\0\\30ftypmif1\\0\\0\\0\\0avif  | PHOTO_HEIC       | AVIF
          """)
  void a_file_that_is_no_photo_is_named(String content, String code, String word) {
    byte[] bytes = content.translateEscapes().getBytes(ISO_8859_1);

    assertRefused(prepare(bytes), code, word);
  }

  @Test
  void a_JPEG_of_12_bits_is_called_that() {
    byte[] jpeg = Jpegs.baseline(Pictures.flag());
    int frame = 2;
    while ((jpeg[frame + 1] & 0xFF) != 0xC0) {
      frame += 2 + ((jpeg[frame + 2] & 0xFF) << 8 | jpeg[frame + 3] & 0xFF);
    }
    jpeg[frame + 1] = (byte) 0xC1;
    jpeg[frame + 4] = 12;

    assertRefused(prepare(jpeg), PhotoRefusal.UNREADABLE, "JPEG with 12 bits", "save it as");
  }

  private static PreparationResult prepare(byte[] bytes) {
    return new ThumbnailatorEngine().prepare(new MemoryPhotoFile(bytes), PhotoLimits.standard());
  }
}
