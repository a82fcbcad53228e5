package dev.senselink.batch.photo;

import static dev.senselink.batch.photo.PhotoAssert.assertPhoto;
import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Real pictures, each judged as their manifest says, as far as the client decides. */
class SharedPicturesTest {

  /** Here the manifest takes either answer. */
  private static final Set<String> EITHER =
      Set.of(
          "images/damaged/portrait_cut_last_bytes.jpg",
          "images/damaged/truncated_end_chunk.png",
          "images/tiff/multipage.tiff");

  private final PhotoEngine engine = new ThumbnailatorEngine();

  @TestFactory
  List<DynamicTest> every_picture_is_judged_as_its_manifest_says() throws IOException {
    Path data = SharedData.folder();
    try (var lines = Files.newBufferedReader(data.resolve("MANIFEST.csv"))) {
      return CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(lines)
          .stream()
          .filter(line -> line.get("path").matches("(images|exif|faces)/.*"))
          .filter(line -> !line.get("verdict").equals("ignore"))
          .filter(line -> !EITHER.contains(line.get("path")))
          .map(line -> DynamicTest.dynamicTest(line.get("path"), () -> judge(data, line)))
          .toList();
    }
  }

  @Test
  void turned_pictures_look_like_the_one_that_was_not() throws IOException {
    Path exif = SharedData.folder().resolve("exif/sharp");
    for (String name : List.of("Landscape", "Portrait")) {
      BufferedImage upright = image(exif.resolve(name + "_1.jpg"));
      for (int orientation = 2; orientation <= 8; orientation++) {
        BufferedImage turned = image(exif.resolve(name + "_" + orientation + ".jpg"));
        assertThat(difference(upright, turned)).isLessThan(12);
      }
    }
  }

  private void judge(Path data, CSVRecord line) throws IOException {
    Prepared prepared = prepare(data.resolve(line.get("path")));
    switch (refusal(line)) {
      case "" -> assertPhoto(prepared);
      default -> assertRefused(prepared, refusal(line));
    }
  }

  /** Empty where the picture itself is sound; that it shows no face, the server says. */
  private static String refusal(CSVRecord line) {
    if (!line.get("verdict").equals("reject")) {
      return "";
    }
    return switch (line.get("kind")) {
      case "img-bomb" -> Refused.TOO_LARGE;
      case "img-damaged", "img-wrong", "img-jp2" -> Refused.UNREADABLE;
      case "img-heic", "img-avif" -> Refused.HEIC;
      case "exif" -> line.get("special").contains("bilevel") ? Refused.UNREADABLE : "";
      default -> "";
    };
  }

  private Prepared prepare(Path path) throws IOException {
    return engine.prepare(new MemoryPhotoFile(Files.readAllBytes(path)), PhotoLimits.standard());
  }

  private BufferedImage image(Path path) throws IOException {
    try (InputStream in = new ByteArrayInputStream(((Photo) prepare(path)).jpeg())) {
      return ImageIO.read(in);
    }
  }

  /** Mean difference of a channel; the samples are coded separately, so it is never zero. */
  private static double difference(BufferedImage one, BufferedImage other) {
    assertThat(other.getWidth()).isEqualTo(one.getWidth());
    long sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          sum += Math.abs((one.getRGB(x, y) >> shift & 255) - (other.getRGB(x, y) >> shift & 255));
        }
      }
    }
    return (double) sum / (3L * one.getWidth() * one.getHeight());
  }
}
