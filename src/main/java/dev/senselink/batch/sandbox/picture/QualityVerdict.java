package dev.senselink.batch.sandbox.picture;

import java.util.Locale;
import java.util.Map;

/**
 * The verdict on a photo as quality (6.6.2) answers it, measured from its pixels.
 *
 * @param code 0 = pass
 * @param desc the measured score
 */
public record QualityVerdict(int code, String desc) {
  static final int PASS = 0;
  static final int TOO_MANY_FACES = 101;
  static final int TOO_SMALL = 10201;
  static final int BRIGHTNESS = 10404;
  static final int SHARPNESS = 10405;

  private static final int SHORT_SIDE = 100;
  private static final double DARK = 18;
  private static final double BRIGHT = 230;
  private static final double BLURRED = 20;

  /** Below lies the mark of drawn pictures, which is sharp even where the face is not. */
  private static final double LOWER_EDGE = 0.92;

  private static final Map<Integer, String> MESSAGES =
      Map.ofEntries(
          Map.entry(PASS, "PASS"),
          Map.entry(TOO_MANY_FACES, "BAN:face count is over the max"),
          Map.entry(TOO_SMALL, "BAN:image size wrong,two small"),
          Map.entry(10301, "BAN:the alignment score is substandard"),
          Map.entry(1030201, "BAN: the face rect's pixels is too low"),
          Map.entry(1030301, "BAN:the face pose pitch is substandard"),
          Map.entry(1030302, "BAN:the face pose yaw is substandard"),
          Map.entry(1030303, "BAN:the face pose roll is substandard"),
          Map.entry(10401, "BAN:the face quality{distance to center} is substandard"),
          Map.entry(10402, "BAN:the face quality{face size} is substandard"),
          Map.entry(10403, "BAN:the face quality{face cover} is substandard"),
          Map.entry(BRIGHTNESS, "BAN:the face quality{brightness} is substandard"),
          Map.entry(SHARPNESS, "BAN:the face quality{sharpness} is substandard"),
          Map.entry(10406, "BAN:the face quality{mouth opened} is substandard"),
          Map.entry(10407, "BAN:the face quality{face missing} is substandard"));

  /** The verdict a test wants for a photo. */
  static QualityVerdict scripted(int code) {
    return new QualityVerdict(code, "scripted");
  }

  /**
   * @param width of the picture as sent, not of {@code luma}
   */
  static QualityVerdict of(int width, int height, int faces, GreyPicture luma) {
    if (Math.min(width, height) < SHORT_SIDE) {
      return scored(TOO_SMALL, "image size", Math.min(width, height));
    }
    if (faces > 1) {
      return scored(TOO_MANY_FACES, "face count", faces);
    }
    double brightness = luma.mean(0, 0, 1, LOWER_EDGE);
    if (brightness < DARK || brightness > BRIGHT) {
      return scored(BRIGHTNESS, "face quality brightness", brightness);
    }
    double sharpness = sharpness(luma);
    int code = sharpness < BLURRED ? SHARPNESS : PASS;
    return scored(code, "face quality sharpness", sharpness);
  }

  private static QualityVerdict scored(int code, String what, double score) {
    return new QualityVerdict(
        code, String.format(Locale.ROOT, "the %s score is [%.2f]-float", what, score));
  }

  /** Variance of the Laplacian: how much the picture changes from pixel to pixel. */
  static double sharpness(GreyPicture luma) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    int bottom = (int) (luma.height() * LOWER_EDGE) - 1;
    for (int y = 1; y < bottom; y++) {
      for (int x = 1; x < luma.width() - 1; x++) {
        double around =
            luma.at(x - 1, y) + luma.at(x + 1, y) + luma.at(x, y - 1) + luma.at(x, y + 1);
        double laplacian = 4 * luma.at(x, y) - around;
        sum += laplacian;
        squares += laplacian * laplacian;
        count++;
      }
    }
    double mean = sum / count;
    return squares / count - mean * mean;
  }

  public String message() {
    return MESSAGES.getOrDefault(code, "BAN:substandard");
  }
}
