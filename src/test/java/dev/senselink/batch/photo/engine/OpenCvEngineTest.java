package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoAssert.assertPhoto;
import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.Jpegs;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoEngineContract;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.Pictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The native engine keeps the contract. */
@Tag("slow")
public class OpenCvEngineTest extends PhotoEngineContract {

  @Override
  public PhotoEngine engine() {
    return load();
  }

  /** Skips the test where there are no natives, saying why. */
  public static PhotoEngine load() {
    try {
      return OpenCvEngine.load(null);
    } catch (EngineMissingException e) {
      return abort(e.why());
    }
  }

  /** Sizes whose last unit of 16 pixels is whole, nearly gone, and of one pixel. */
  @ParameterizedTest
  @CsvSource({"4000,3008", "4001,3001", "2050,1539", "1000,990", "300,17"})
  void a_JPEG_is_whole_or_refused_whatever_its_size(int width, int height) {
    byte[] file = Jpegs.baseline(Pictures.noise(width, height));
    byte[] end = {(byte) 0xFF, (byte) 0xD9};
    int at = file.length - 400;
    at -= file[at - 1] == -1 ? 1 : 0;

    assertPhoto(prepare(file));
    assertRefused(
        prepare(Jpegs.concat(Arrays.copyOf(file, at), end)), PhotoRefusal.UNREADABLE, "JPEG");
  }

  @Test
  void a_plain_corner_is_not_taken_for_a_cut() {
    BufferedImage image = Pictures.noise(1200, 900);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 500, 1200, 400);
    g.dispose();

    assertPhoto(prepare(Jpegs.baseline(image))).hasSize(1080, 810);
  }
}
