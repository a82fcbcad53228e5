package dev.senselink.batch.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.machine.TaskPool;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DisplayLanguageTest {
  @AfterEach
  void asTheProcess() {
    DisplayLanguage.speakHere(null);
  }

  @Test
  void who_is_spoken_to_in_their_language_is_so_by_all_threads_that_work_for_them() {
    DisplayLanguage.speakHere(Locale.CHINESE);
    try (TaskPool pool = new TaskPool(Machine.real(), "rows", 2)) {
      Promise<Locale> spoken =
          pool.<Promise<Locale>>submit(() -> pool.submit(DisplayLanguage::language)).join();
      assertThat(spoken.join()).isEqualTo(Locale.CHINESE);
    }
  }
}
