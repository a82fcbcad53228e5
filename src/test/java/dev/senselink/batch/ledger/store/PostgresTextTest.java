package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every text has a form that PostgreSQL takes, as many as there are texts, and none is longer. */
class PostgresTextTest {
  /** The characters in which something can go wrong, and an ordinary one. */
  private static final int[] POINTS = {
    'a', 0, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0x10EFFF, 0x10F000, 0x10F001, 0x10F800, 0x10FFFF,
    0x1F600
  };

  @Test
  void what_is_kept_is_read_back_and_fits() throws CharacterCodingException {
    Random chance = new Random(1);
    for (int n = 0; n < 20_000; n++) {
      StringBuilder made = new StringBuilder();
      for (int length = chance.nextInt(6); length > 0; length--) {
        made.appendCodePoint(POINTS[chance.nextInt(POINTS.length)]);
      }
      String text = made.toString();

      String kept = PostgresText.kept(text);

      assertThat(PostgresText.read(kept)).isEqualTo(text);
      assertThat(kept).doesNotContain("\0");
      assertThat(kept.codePointCount(0, kept.length())).isLessThanOrEqualTo(text.length());
      assertThat(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(kept)))
          .isNotNull(); // it throws at half a pair
    }
  }
}
