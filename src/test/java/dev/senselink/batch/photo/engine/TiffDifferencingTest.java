package dev.senselink.batch.photo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.junit.jupiter.api.Test;

class TiffDifferencingTest {
  @Test
  void each_colour_is_added_to_the_one_on_its_left() {
    assertThat(added(5, 1, 2, 3, 10, 10, 10, 65535, 65534, 0))
        .containsExactly(1, 2, 3, 11, 12, 13, 10, 10, 13);
  }

  @Test
  void every_piece_begins_anew() {
    assertThat(added(2, 1, 2, 3, 10, 10, 10, 7, 8, 9))
        .containsExactly(1, 2, 3, 11, 12, 13, 7, 8, 9);
  }

  private static int[] added(int pieceWidth, int... samples) {
    int pixels = samples.length / 3;
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, pixels, 1, 3, null);
    raster.setPixels(0, 0, pixels, 1, samples);
    TiffDifferencing.addUp(raster, pieceWidth);
    return raster.getPixels(0, 0, pixels, 1, (int[]) null);
  }
}
