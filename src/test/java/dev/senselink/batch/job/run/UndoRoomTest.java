package dev.senselink.batch.job.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.job.SettingsMismatchException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UndoRoomTest {
  private static final Path DATA = Path.of("data-folder");

  @Test
  void too_little_room_is_told_with_what_to_do() {
    assertThatThrownBy(() -> UndoRoom.mustBe(3L << 30, (3L << 30) - 1, DATA))
        .isInstanceOf(SettingsMismatchException.class)
        .hasMessageContaining("data-folder")
        .hasMessageContaining("3,072 MiB")
        .hasMessageContaining("--no-undo")
        .hasMessageContaining("--data");
  }

  @Test
  void as_much_as_is_needed_is_enough() {
    assertThatCode(() -> UndoRoom.mustBe(3L << 30, 3L << 30, DATA)).doesNotThrowAnyException();
    assertThatCode(() -> UndoRoom.mustBe(3L << 30, -1, DATA))
        .as("beyond all measure")
        .doesNotThrowAnyException();
  }
}
