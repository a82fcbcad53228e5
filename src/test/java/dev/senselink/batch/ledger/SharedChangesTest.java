package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.ChangeFolder;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.ledger.before.LastWrite;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command without the lock keeps is whole once its request leaves. */
class SharedChangesTest {
  private static final byte[] FACE = "a face".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void a_photo_that_another_machine_removes_before_it_is_named_is_kept_again() throws IOException {
    SharedDatabase schema = Postgres.schema();
    Path store = folder.resolve("store");
    SharedDatabase at =
        new SharedDatabase(schema.url(), schema.user(), "", null, false, Postgres.KEY, store);
    ChangeFolder.Command command =
        new ChangeFolder.Command(
            "D1",
            "user-delete",
            Books.SERVER,
            Books.COMPANY,
            "Company",
            "",
            Instant.now(),
            Duration.ofDays(30));
    try (SharedChanges changes =
        SharedChanges.begin(Machine.real(), folder.resolve("data"), at, command)) {
      String name = changes.put(FACE);
      Files.delete(store.resolve(name)); // with the last image that named it before
      changes.keep(
          new BeforeImage(
              "D1", 7, Kind.DELETED, 0, 1, null, FormerPhoto.kept(name), LastWrite.NOTHING));

      assertThat(store.resolve(name)).hasBinaryContent(FACE);
    }
  }
}
