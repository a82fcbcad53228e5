package dev.senselink.batch.samples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Portraits.Variation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Everything that can be wrong with a CSV and its photos, once. The name of a row says what is
 * wrong with it; the last line but one needs the people of {@link FirstSample} on the server.
 */
final class MessySample {
  private static final int FIRST_PORTRAIT = 201;
  private static final int ONE_PIXEL_TOO_WIDE = 20_001;

  /** Longer than the 45 characters the server takes. */
  private static final String TOO_LONG = "Much too long ".repeat(4).strip();

  private static final List<String> ROSTER =
      List.of(
          "name,jobNumber,mobile,gender,birthday,department,groups,photo",
          "Good Gudrun,M01,13800000201,F,1991-02-03,,,",
          ",M02,,,,,,",
          "Missing Key,,,F,,,,",
          TOO_LONG + ",M04,,,,,,",
          "Too Many Cells,M05,,,,,,,and one more",
          "Bad\u0007Character,M06,,,,,,",
          "Bad Date,M07,,,31/02/1990,,,",
          "Number Damaged,M08,1.38E+10,,,,,",
          "Ambiguous Gender,M09,,1,,,,",
          "Cannot Clear,M10,,<clear>,,,,",
          "Duplicate One,M11,,,,,,",
          "Duplicate Two,M11,,,,,,",
          "Unknown Group,M13,,,,,Night shift,",
          "Unknown Department,M14,,,,Moon base,,",
          "Photo Not Found,M15,,,,,,gone.jpg",
          "Photo Unreadable,M16,,,,,,",
          "Photo Ambiguous,M17,,,,,,",
          "Photo Shared One,M18,,,,,,",
          "Photo Shared Two,M19,,,,,,",
          "Photo Outside,M20,,,,,,../M01.jpg",
          "Photo Too Large,M21,,,,,,",
          "Photo Heic,M22,,,,,,",
          "No Face,M23,,,,,,",
          "Multiple Faces,M24,,,,,,",
          "Out Of Focus,M25,,,,,,",
          "Mia Lindt-Berg,M26,,,,,,",
          "Good Gustav,M27,13800000227,M,1992-04-05,,,");

  private MessySample() {}

  static void write(Path folder) throws IOException {
    byte[] shared = portrait(18);
    new World(folder)
        .roster(UTF_8, ROSTER)
        .photo("M01.jpg", portrait(1))
        .photo("M16.jpg", "This is a letter, not a picture.\n".getBytes(UTF_8))
        .photo("M17.jpg", portrait(17))
        .photo("M17.jpeg", portrait(18))
        .photo("M18.jpg", shared)
        .photo("M19.jpg", shared)
        .photo("M21.png", tooWide())
        .photo("M22.heic", heicHeader())
        .photo("M23.jpg", Portraits.noFace(World.SIDE))
        .photo("M24.jpg", Portraits.faces(2, World.SIDE))
        .photo("M25.jpg", Portraits.blurred(FIRST_PORTRAIT + 25, World.SIDE))
        .photo(
            "M26.jpg", Portraits.person(FirstSample.FIRST_PORTRAIT, World.SIDE, Variation.SIMILAR))
        .photo("M27.jpg", portrait(27))
        .photo("nobody.jpg", portrait(28));
  }

  private static byte[] portrait(int line) {
    return Portraits.person(FIRST_PORTRAIT + line, World.SIDE);
  }

  /** One pixel wider than a photo may be, and still a small file. */
  private static byte[] tooWide() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(
        new BufferedImage(ONE_PIXEL_TOO_WIDE, 1, BufferedImage.TYPE_BYTE_BINARY), "png", bytes);
    return bytes.toByteArray();
  }

  /** How a phone's HEIC picture begins; nothing reads further. */
  private static byte[] heicHeader() {
    return "\0\0\0\u0018ftypheic\0\0\0\0heicmif1".getBytes(US_ASCII);
  }
}
