package dev.senselink.batch.sandbox.picture;

/**
 * What a picture looks like, in 240 bits: on a grid of 16 by 16 cells, whether each cell is lighter
 * than its left neighbour. Scaling, re-encoding and brightness hardly change it.
 */
public final class PictureHash {
  static final int WORDS = 4;

  private static final int GRID = 16;

  /** Flat areas must not give bits of chance, or one blue wall would be as good as another. */
  private static final double MARGIN = 3;

  private final long[] words;

  private PictureHash(long[] words) {
    this.words = words;
  }

  static PictureHash of(long... words) {
    return new PictureHash(words.clone());
  }

  static PictureHash of(GreyPicture luma) {
    return of(luma, 0, 0, 1);
  }

  /** Of a part of the picture: where it begins and how large it is, as shares. */
  static PictureHash of(GreyPicture luma, double left, double top, double size) {
    long[] words = new long[WORDS];
    int bit = 0;
    for (int row = 0; row < GRID; row++) {
      double before = mean(luma, left, top, size, 0, row);
      for (int column = 1; column < GRID; column++) {
        double here = mean(luma, left, top, size, column, row);
        if (here > before + MARGIN) {
          words[bit >> 6] |= 1L << (bit & 63);
        }
        bit++;
        before = here;
      }
    }
    return new PictureHash(words);
  }

  private static double mean(
      GreyPicture luma, double left, double top, double size, int column, int row) {
    double step = size / GRID;
    double x = left + column * step;
    double y = top + row * step;
    return luma.mean(x, y, x + step, y + step);
  }

  long word(int index) {
    return words[index];
  }

  int distance(PictureHash other) {
    int distance = 0;
    for (int w = 0; w < WORDS; w++) {
      distance += Long.bitCount(words[w] ^ other.words[w]);
    }
    return distance;
  }
}
