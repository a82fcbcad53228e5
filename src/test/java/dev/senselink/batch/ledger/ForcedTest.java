package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger says is on the disk was forced there, by us. */
class ForcedTest {
  @TempDir private Path folder;

  /** A disk that does as it is told. */
  private static final class Disk extends OtherMachine {
    private final List<Path> forced = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean full;
    private volatile int missing;

    @Override
    public void force(Path file) throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
      if (missing-- > 0) {
        throw new NoSuchFileException(file.toString());
      }
      super.force(file);
      forced.add(file);
    }
  }

  @Test
  void each_group_is_forced_before_anybody_is_told_that_it_is_written() {
    Disk disk = new Disk();
    try (Books books = Books.in(disk, folder)) {
      for (int row = 1; row <= 3; row++) {
        books.ledger().intents().open(Books.intent("R1", row, Intent.Call.CREATE)).join();
        assertThat(disk.forced).hasSize(row);
      }
    }

    assertThat(disk.forced).allMatch(file -> file.endsWith(Path.of("db", "ledger.log")));
  }

  @Test
  void a_failed_force_is_final() {
    Disk disk = new Disk();
    try (Books books = Books.in(disk, folder)) {
      IntentStore intents = books.ledger().intents();
      disk.full = true;
      assertThatThrownBy(() -> intents.open(Books.intent("R1", 1, Intent.Call.CREATE)).join())
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining(folder.toString());

      disk.full = false; // who knows what was lost meanwhile
      assertThatThrownBy(() -> intents.open(Books.intent("R1", 2, Intent.Call.CREATE)).join())
          .isInstanceOf(LedgerException.class);
      assertThat(intents.ofRow("R1", 2)).isEmpty();
    }
  }

  @Test
  void a_log_that_is_just_being_replaced_is_waited_for() {
    Disk disk = new Disk();
    try (Books books = Books.in(disk, folder)) {
      disk.missing = 3;
      books.ledger().intents().open(Books.intent("R1", 1, Intent.Call.CREATE)).join();
    }

    assertThat(disk.forced).hasSize(1);
  }
}
