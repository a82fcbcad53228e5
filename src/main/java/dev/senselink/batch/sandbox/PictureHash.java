package dev.senselink.batch.sandbox;

/**
 * What a picture looks like, in 240 bits: on a grid of 16 by 16 cells, whether each cell is lighter
 * than its left neighbour. Scaling, re-encoding and brightness hardly change it.
 */
final class PictureHash {
  static final int WORDS = 4;

  /** Pictures that differ in at most so many bits show the same person. */
  static final int SIMILAR = 16;

  private static final int GRID = 16;

  /** Flat areas must not give bits of chance, or one blue wall would be as good as another. */
  private static final double MARGIN = 3;

  private final long[] words;

  private PictureHash(long[] words) {
    this.words = words;
  }

  static PictureHash of(Luma luma) {
    long[] words = new long[WORDS];
    int bit = 0;
    for (int row = 0; row < GRID; row++) {
      double left = cell(luma, 0, row);
      for (int column = 1; column < GRID; column++) {
        double right = cell(luma, column, row);
        if (right > left + MARGIN) {
          words[bit >> 6] |= 1L << (bit & 63);
        }
        bit++;
        left = right;
      }
    }
    return new PictureHash(words);
  }

  private static double cell(Luma luma, int column, int row) {
    double step = 1.0 / GRID;
    return luma.mean(column * step, row * step, (column + 1) * step, (row + 1) * step);
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
