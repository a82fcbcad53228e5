package dev.senselink.batch.photo.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.photo.FaceBox;
import dev.senselink.batch.photo.Jpegs;
import dev.senselink.batch.photo.Pictures;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FaceBoxPainterTest {
  /** Of a page with more than four hundred pictures. */
  private static final int LEAST_BYTES = 2_000;

  @Test
  void the_box_is_drawn_also_where_there_are_few_bytes_for_it() {
    byte[] small = Jpegs.baseline(Pictures.noise(80, 60));

    byte[] painted =
        FaceBoxPainter.paint(small, List.of(new FaceBox(0.2, 0.2, 0.5, 0.5)), LEAST_BYTES);

    assertThat(Objects.requireNonNull(painted)).hasSizeLessThanOrEqualTo(LEAST_BYTES);
  }
}
