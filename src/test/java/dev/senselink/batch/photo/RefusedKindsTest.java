package dev.senselink.batch.photo;

import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
    PhotoFile file = new MemoryPhotoFile(bytes);

    assertRefused(new ThumbnailatorEngine().prepare(file, PhotoLimits.standard()), code, word);
  }
}
