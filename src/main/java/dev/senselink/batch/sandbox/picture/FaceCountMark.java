package dev.senselink.batch.sandbox.picture;

import java.util.OptionalInt;

/**
 * The mark by which drawn pictures tell how many faces they show. It is a strip along the lower
 * edge, 5.5 % of the height, of 16 equally wide cells, dark (1) or light (0):
 *
 * <pre>
 * 1 0 1 1 0 1   c c c c   n n n n   1 0
 * </pre>
 *
 * where {@code cccc} is the number of faces, 0 to 15, and {@code nnnn} its bits turned round. Wide
 * cells of brightness alone survive scaling down to 100 pixels and coarse JPEG; the fixed bits and
 * the turned copy keep ordinary photos from being taken for marked ones.
 */
final class FaceCountMark {
  private static final int CELLS = 16;
  private static final double TOP = 0.957;
  private static final double BOTTOM = 0.988;
  private static final double INSET = 0.3;
  private static final double CONTRAST = 60;
  private static final String FRAME = "101101........10";

  private FaceCountMark() {}

  /**
   * The number of faces the mark tells; empty without a mark; 0 for a marked picture that lies on
   * its side or head, where no face is found.
   */
  static OptionalInt find(GreyPicture luma) {
    OptionalInt upright = read(luma, 0);
    if (upright.isPresent()) {
      return upright;
    }
    boolean turned =
        read(luma, 1).isPresent() || read(luma, 2).isPresent() || read(luma, 3).isPresent();
    return turned ? OptionalInt.of(0) : OptionalInt.empty();
  }

  private static OptionalInt read(GreyPicture luma, int quarterTurns) {
    double[] cells = new double[CELLS];
    double darkest = 255;
    double lightest = 0;
    for (int i = 0; i < CELLS; i++) {
      cells[i] = cell(luma, i, quarterTurns);
      darkest = Math.min(darkest, cells[i]);
      lightest = Math.max(lightest, cells[i]);
    }
    if (lightest - darkest < CONTRAST) {
      return OptionalInt.empty();
    }
    StringBuilder bits = new StringBuilder();
    for (double cell : cells) {
      bits.append(cell < (darkest + lightest) / 2 ? '1' : '0');
    }
    return count(bits.toString());
  }

  private static OptionalInt count(String bits) {
    int number = Integer.parseInt(bits.substring(6, 10), 2);
    int turned = Integer.parseInt(bits.substring(10, 14), 2);
    boolean valid = bits.matches(FRAME) && number == (turned ^ 0b1111);
    return valid ? OptionalInt.of(number) : OptionalInt.empty();
  }

  private static double cell(GreyPicture luma, int index, int quarterTurns) {
    double left = (index + INSET) / CELLS;
    double right = (index + 1 - INSET) / CELLS;
    return switch (quarterTurns) {
      case 0 -> luma.mean(left, TOP, right, BOTTOM);
      case 1 -> luma.mean(1 - BOTTOM, left, 1 - TOP, right);
      case 2 -> luma.mean(1 - right, 1 - BOTTOM, 1 - left, 1 - TOP);
      default -> luma.mean(TOP, 1 - right, BOTTOM, 1 - left);
    };
  }
}
