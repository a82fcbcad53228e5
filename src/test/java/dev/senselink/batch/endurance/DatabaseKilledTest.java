package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Night;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Staff;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose process is killed is gone on with elsewhere, by another that shares the database. */
@Tag("slow")
class DatabaseKilledTest {
  private static final int ROWS = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void another_data_folder_goes_on_and_nobody_is_made_twice() throws Exception {
    SharedDatabase at = Postgres.database();
    String[] database = Postgres.options(at, folder).toArray(String[]::new);
    try (Night night =
        Night.with(
            folder,
            SandboxSettings.standard().withLatency(CallLatency.fixed(Duration.ofMillis(20))))) {
      Staff staff = Staff.of(ROWS);
      night.roster(staff);
      Program first = night.start(database);
      assertThat(
              Until.within(PATIENCE, () -> night.peopleTouched() >= 20 || !first.isAlive())
                  && first.isAlive())
          .as(first.errors())
          .isTrue();
      first.kill();

      Path elsewhere =
          Files.createDirectory(
              folder.resolve("elsewhere"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Night.Ended second = night.workIn(elsewhere, database);
      assertThat(second.exit()).as(second.errors()).isIn(0, 3);

      assertThat(second.errors()).contains("continuing run", "did not end in order; waiting");
      List<Long> made =
          night.sandbox().commits().stream()
              .filter(commit -> commit.operation().equals("createUser"))
              .map(commit -> commit.id())
              .toList();
      assertThat(made).hasSize(staff.good()).doesNotHaveDuplicates();
    }
  }
}
