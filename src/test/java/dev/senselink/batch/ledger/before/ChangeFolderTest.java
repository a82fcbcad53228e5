package dev.senselink.batch.ledger.before;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command keeps whom it changes while runs take in what others have kept. */
class ChangeFolderTest {
  private static final int COMMANDS = 200;

  @TempDir Path data;

  private static ChangeFolder.Command command(int n) {
    return new ChangeFolder.Command(
        "R" + n, "user-delete", "a:1", 7, "Company", "", Instant.EPOCH, Duration.ofDays(1));
  }

  private static BeforeImage image(int n) {
    return new BeforeImage(
        "R" + n, n, Kind.DELETED, 0, 1, null, FormerPhoto.NONE, LastWrite.ofGroups(List.of(1L)));
  }

  private DataFolderKey key() {
    try {
      return DataFolderKey.of(data, Machine.real());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes all the time what is there, as if a run began at every moment. */
  private static final class Taking implements ChangeFolder.Taker {
    private final List<Long> taken = new ArrayList<>();

    @Override
    public void command(ChangeFolder.Command command) {
      assertThat(command.name()).isEqualTo("user-delete");
    }

    @Override
    public void image(BeforeImage image, byte @Nullable [] photo) {
      taken.add(image.person());
    }
  }

  @Test
  void whoever_is_kept_is_taken_in_once_however_the_two_meet() throws Exception {
    Taking taking = new Taking();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService runs = Executors.newSingleThreadExecutor();
    try {
      Future<?> taker =
          runs.submit(
              () -> {
                while (!over.get()) {
                  ChangeFolder.takeAll(data, key(), taking);
                }
              });
      for (int n = 1; n <= COMMANDS; n++) {
        try (ChangeFolder folder = ChangeFolder.begin(Machine.real(), data, command(n))) {
          folder.keep(image(n));
        }
      }
      over.set(true);
      taker.get();
    } finally {
      over.set(true);
      runs.shutdown();
    }
    ChangeFolder.takeAll(data, key(), taking);

    assertThat(taking.taken).hasSize(COMMANDS).doesNotHaveDuplicates();
    try (Stream<Path> left = Files.list(data.resolve("changes"))) {
      assertThat(left).isEmpty();
    }
  }
}
