package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.EveryFault;
import dev.senselink.batch.fixture.Night;
import dev.senselink.batch.fixture.Oracle;
import dev.senselink.batch.fixture.Staff;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that goes wrong in every way there is, all the time: each kind of fault at 2 % of the
 * creates and updates, and at 0.5 % of every other call.
 *
 * <p>All 1,000 rows: {@code mvn -B -q test -Dtest=FaultLoopTest -Drows=1000}. Another course of
 * chance: {@code -Dseed=N}.
 */
@Tag("slow")
class FaultLoopTest {
  private static final int ROWS = Integer.getInteger("rows", 60);
  private static final long SEED = Long.getLong("seed", 2L);
  private static final double OF_WRITES = 0.02;
  private static final double OF_THE_OTHERS = 0.005;

  @TempDir Path folder;

  @Test
  void under_every_kind_of_fault_nobody_is_lost_made_twice_or_misreported() throws Exception {
    try (Night night = night()) {
      Staff staff = Staff.of(ROWS);
      night.roster(staff);
      work(night, "create");
      night.roster(staff.later());
      work(night, "update", "--on-existing", "update");
      for (String operation : List.of("createUser", "updateUser", "countFaces")) {
        assertThat(faults(night, operation)).as("faults met by " + operation).isPositive();
      }
    }
  }

  private Night night() {
    return Night.with(
            folder,
            SandboxSettings.standard()
                .withSeed(SEED)
                .withLatency(CallLatency.logNormal(Duration.ofMillis(10), 0.5)))
        .withFaults(EveryFault.at(OF_WRITES, OF_THE_OTHERS));
  }

  private static void work(Night night, String what, String... options) throws Exception {
    Night.Ended ended = night.work(options);
    Oracle.Verdict verdict = night.morning();
    System.out.println(
        what
            + " under every kind of fault, spoilt calls "
            + faults(night, "")
            + " of "
            + night.sandbox().calls().size()
            + ": "
            + verdict.words());
    assertThat(ended.exit()).as(ended.errors()).isEqualTo(3);
    assertThat(verdict.complaints()).isEmpty();
    assertThat(verdict.done()).isGreaterThanOrEqualTo((int) Math.ceil(0.99 * ROWS));
  }

  private static long faults(Night night, String operation) {
    return night.sandbox().calls().stream()
        .filter(c -> operation.isEmpty() || c.operation().equals(operation))
        .filter(c -> !c.fault().isEmpty())
        .count();
  }
}
