package dev.senselink.batch.sandbox.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Portraits.Variation;
import dev.senselink.batch.sandbox.call.UploadedFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawn people are recognised, whatever a client did to their pictures, and never mixed up. */
@Tag("slow")
class RecognitionTest {
  private static final float COARSE = 0.6f;
  private final FaceAnalyzer eye = new FaceAnalyzer();

  private FaceAnalyzer.Seen look(byte[] photo) {
    return eye.look(new UploadedFile("image/jpeg", photo));
  }

  private PictureHash hash(byte[] photo) {
    return look(photo).likeness().hash();
  }

  /** The picture as a client might send it: scaled smoothly, JPEG again. */
  private static byte[] resent(byte[] photo, int longSide, float quality) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo));
    double scale = (double) longSide / Math.max(image.getWidth(), image.getHeight());
    int width = (int) Math.round(image.getWidth() * scale);
    int height = (int) Math.round(image.getHeight() * scale);
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Image smooth = image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
    scaled.getGraphics().drawImage(smooth, 0, 0, null);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(scaled, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest(name = "{0} faces at {1} px")
  @CsvSource({"0, 100", "1, 100", "2, 100", "3, 150", "7, 200", "15, 200", "15, 1080"})
  void the_mark_survives_scaling_and_coarse_jpeg(int faces, int longSide) throws IOException {
    byte[] drawn = faces == 0 ? Portraits.noFace(1080) : Portraits.faces(faces, 1200);

    assertThat(look(resent(drawn, longSide, COARSE)).faces()).isEqualTo(faces);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void a_turned_picture_is_known_for_one_even_when_small(int quarters) throws IOException {
    byte[] small = resent(Portraits.turned(3, 1080, quarters), 100, COARSE);

    assertThat(look(small).faces()).isZero();
  }

  @Test
  void a_picture_without_a_mark_has_one_face() throws IOException {
    BufferedImage plain = new BufferedImage(300, 400, BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(plain, "png", bytes);

    assertThat(FaceCountMark.find(GreyPicture.of(plain))).isEqualTo(OptionalInt.empty());
    assertThat(look(bytes.toByteArray()).faces()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "1011010010110110, 2",
    "1011010010001010, -1",
    "0011010010110110, -1",
    "1011010010110111, -1",
  })
  void only_a_whole_mark_counts(String cells, int faces) {
    BufferedImage image = new BufferedImage(320, 400, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 320, 400);
    g.setColor(Color.DARK_GRAY);
    for (int i = 0; i < 16; i++) {
      if (cells.charAt(i) == '1') {
        g.fillRect(i * 20, 378, 20, 22);
      }
    }
    g.dispose();

    assertThat(FaceCountMark.find(GreyPicture.of(image)).orElse(-1)).isEqualTo(faces);
  }

  @Test
  void one_person_stays_the_same_at_any_size_and_in_the_next_picture() throws IOException {
    int reach = look(Portraits.person(0, 400)).likeness().reach();
    for (long n = 0; n < 6; n++) {
      PictureHash known = hash(Portraits.person(n, 400));
      byte[] large = Portraits.person(n, 1080);
      byte[] next = Portraits.person(n, 1080, Variation.SIMILAR);
      for (byte[] again :
          List.of(
              large,
              resent(large, 300, COARSE),
              resent(large, 100, COARSE),
              next,
              resent(next, 300, COARSE),
              resent(next, 100, COARSE))) {
        assertThat(hash(again).distance(known)).as("person %s", n).isLessThanOrEqualTo(reach);
      }
    }
  }

  @Test
  void different_people_are_well_apart() {
    int reach = look(Portraits.person(0, 400)).likeness().reach();
    List<PictureHash> hashes = new ArrayList<>();
    for (long n = 0; n < 250; n++) {
      hashes.add(hash(Portraits.person(n, n % 2 == 0 ? 200 : 300)));
    }
    int nearest = Integer.MAX_VALUE;
    for (int i = 0; i < hashes.size(); i++) {
      for (int j = 0; j < i; j++) {
        nearest = Math.min(nearest, hashes.get(i).distance(hashes.get(j)));
      }
    }
    assertThat(nearest).isGreaterThan(reach + 5);
  }

  @Test
  void the_same_number_is_always_the_same_picture() {
    assertThat(Portraits.person(5, 300)).isEqualTo(Portraits.person(5, 300));
    assertThat(Portraits.person(5, 300)).isNotEqualTo(Portraits.person(6, 300));
    assertThat(Portraits.person(5, 300, Variation.SIMILAR)).isNotEqualTo(Portraits.person(5, 300));
  }

  @Test
  void among_100_000_faces_one_is_found_fast() {
    FaceIndex index = new FaceIndex();
    SplittableRandom random = new SplittableRandom(1);
    for (long id = 1; id <= 100_000; id++) {
      index.put(id, PictureHash.of(random.nextLong(), random.nextLong(), random.nextLong(), 0));
    }
    FaceAnalyzer.Seen ana = look(Portraits.person(1, 300));
    index.put(50, ana.likeness().hash());
    FaceLikeness again = look(Portraits.person(1, 300, Variation.SIMILAR)).likeness();

    long began = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      assertThat(index.mostSimilar(again, -1)).hasValue(50);
    }
    double millisEach = (System.nanoTime() - began) / 1e6 / 200;

    assertThat(millisEach).isLessThan(20);
    assertThat(index.mostSimilar(again, 50)).isEmpty();
    index.remove(50);
    assertThat(index.mostSimilar(again, -1)).isEmpty();
  }
}
