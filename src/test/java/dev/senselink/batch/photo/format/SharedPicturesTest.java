package dev.senselink.batch.photo.format;

import static dev.senselink.batch.photo.PhotoAssert.assertPhoto;
import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.SharedData;
import dev.senselink.batch.fixture.SharedFolder;
import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.engine.OpenCvEngineTest;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Real pictures, each judged as their manifest says, as far as the client decides. */
@Tag("slow")
@SharedData
class SharedPicturesTest {

  /** Here the manifest takes either answer. */
  private static final Set<String> EITHER =
      Set.of(
          "images/damaged/portrait_cut_last_bytes.jpg",
          "images/damaged/truncated_end_chunk.png",
          "images/tiff/multipage.tiff");

  /** Grey levels of a channel by which the engines may differ on the average. */
  private static final double MOST_DIFFERENCE = 3;

  private PhotoEngine engine = new ThumbnailatorEngine();

  @TestFactory
  List<DynamicTest> every_picture_is_judged_as_its_manifest_says() throws IOException {
    return all();
  }

  @TestFactory
  List<DynamicTest> by_the_native_engine_too() throws IOException {
    engine = OpenCvEngineTest.load();
    return all();
  }

  @TestFactory
  List<DynamicTest> both_engines_give_the_same_picture() throws IOException {
    PhotoEngine fast = OpenCvEngineTest.load();
    Path data = SharedFolder.data();
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(file -> data.relativize(file).toString().matches("(images|exif|faces)/.*"))
          .filter(Files::isRegularFile)
          .sorted()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      data.relativize(file).toString(), () -> compare(fast, engine, file)))
          .toList();
    }
  }

  private static void compare(PhotoEngine one, PhotoEngine other, Path file) throws IOException {
    MemoryPhotoFile bytes = new MemoryPhotoFile(Files.readAllBytes(file));
    PreparationResult first = one.prepare(bytes, PhotoLimits.standard());
    PreparationResult second = other.prepare(bytes, PhotoLimits.standard());
    if (isLossyWebp(file)) {
      assertRefused(second, PhotoRefusal.UNREADABLE, "opencv");
    } else if (first instanceof Photo photo && second instanceof Photo same) {
      assertThat(difference(image(photo), image(same))).isLessThan(MOST_DIFFERENCE);
    } else {
      assertThat(first).isEqualTo(second);
    }
  }

  private List<DynamicTest> all() throws IOException {
    Path data = SharedFolder.data();
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
    Path exif = SharedFolder.data().resolve("exif/sharp");
    for (String name : List.of("Landscape", "Portrait")) {
      BufferedImage upright = image(exif.resolve(name + "_1.jpg"));
      for (int orientation = 2; orientation <= 8; orientation++) {
        BufferedImage turned = image(exif.resolve(name + "_" + orientation + ".jpg"));
        assertThat(difference(upright, turned)).isLessThan(12);
      }
    }
  }

  private void judge(Path data, CSVRecord line) throws IOException {
    Path file = data.resolve(line.get("path"));
    PreparationResult prepared = prepare(file);
    if (isLossyWebp(file) && engine instanceof ThumbnailatorEngine) {
      assertRefused(prepared, PhotoRefusal.UNREADABLE, "opencv"); // it must not guess
      return;
    }
    switch (refusal(line)) {
      case "" -> assertPhoto(prepared);
      default -> assertRefused(prepared, refusal(line));
    }
  }

  private static boolean isLossyWebp(Path file) throws IOException {
    try {
      ScannedPicture picture = ScannedPicture.scan(Files.readAllBytes(file));
      return picture.coding() == ScannedPicture.Coding.LOSSY_WEBP;
    } catch (PhotoRefusedException e) {
      return false;
    }
  }

  /** Empty where the picture itself is sound; that it shows no face, the server says. */
  private static String refusal(CSVRecord line) {
    if (!line.get("verdict").equals("reject")) {
      return "";
    }
    return switch (line.get("kind")) {
      case "img-bomb" -> PhotoRefusal.TOO_LARGE;
      case "img-damaged", "img-wrong", "img-jp2" -> PhotoRefusal.UNREADABLE;
      case "img-heic", "img-avif" -> PhotoRefusal.HEIC;
      case "exif" -> line.get("special").contains("bilevel") ? PhotoRefusal.UNREADABLE : "";
      default -> "";
    };
  }

  private PreparationResult prepare(Path path) throws IOException {
    return engine.prepare(new MemoryPhotoFile(Files.readAllBytes(path)), PhotoLimits.standard());
  }

  private BufferedImage image(Path path) throws IOException {
    return image((Photo) prepare(path));
  }

  private static BufferedImage image(Photo photo) throws IOException {
    try (InputStream in = new ByteArrayInputStream(photo.jpeg())) {
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
