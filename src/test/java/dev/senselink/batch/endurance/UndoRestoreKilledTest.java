package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.organisation.UpdateDepartment;
import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.ServerState;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A restore that is killed and gone on with, and its undo that is killed again and again, leave the
 * server as it was before the restore.
 */
@Tag("slow")
class UndoRestoreKilledTest {
  private static final int THERE = 8;
  private static final int MADE = 8;
  private static final int DEPARTMENTS = 6;
  private static final String SN = "SKP-5a0db0c5e11d4f5a8c1e0f6b7d2a9e31";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @RegisterExtension final World world = new World();
  @TempDir Path folder;

  private Path backup() {
    BackedUp backup =
        new BackedUp()
            .group(31, 1, "Night shift")
            .device(9, SN, "name", "Gate of old", "staffGroupIds", "31");
    for (int d = 1; d <= DEPARTMENTS; d++) {
      backup.department(70 + d, 0, "D" + d, "C" + d, 500 + d);
    }
    for (int n = 1; n <= THERE + MADE; n++) {
      long id = 500 + n;
      backup
          .user(id, "P" + n, "jobNumber", "E" + n, "groupIds", "31", "photo", id + ".jpg")
          .photo(id, Portraits.person(id, 200));
    }
    return backup.write(folder.resolve("backup"));
  }

  @Test
  void an_undo_of_a_restore_killed_again_and_again_ends_as_before_it() {
    world.server(s -> s.withLatency(CallLatency.fixed(Duration.ofMillis(20))));
    for (int n = 1; n <= THERE; n++) {
      world.alreadyWithFace(500 + n, "P" + n, "jobNumber", "E" + n);
    }
    for (int d = 1; d <= DEPARTMENTS / 2; d++) {
      long leader = world.person("P" + (d + 3)).id();
      world.change(
          now -> UpdateDepartment.keeping(now).withLeader(leader), world.department("D" + d));
    }
    List<String> before = ServerState.of(world);
    List<String> restore = List.of("restore", backup().toString());
    int begun = world.server().commits().size();
    int changes = 1 + DEPARTMENTS / 2 + MADE + DEPARTMENTS + 2 + DEPARTMENTS / 2;
    killed(restore, begun + changes - 6);
    Imported run = world.restore(folder.resolve("backup"), "--timeout", "2");
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    int done = world.server().commits().size();
    world.fault(
        FaultRule.on("updateDepartment").after().reset().call(2),
        FaultRule.on("removeUsersFromGroup").after().reset().call(3),
        FaultRule.on("deleteUser").after().reset().call(2));

    int all = DEPARTMENTS + 1 + MADE + THERE + DEPARTMENTS / 2;
    for (int kill = 1; kill <= 3; kill++) {
      killed(List.of("undo", run.runId(), "--yes"), done + all * kill / 4);
    }
    Imported undone = world.undo(run.runId(), "--timeout", "2");

    assertThat(undone.exit()).as(undone.out() + undone.err()).isEqualTo(3);
    assertThat(undone.out()).containsOnlyOnce("not restored, for").contains("groups: 1 not");
    assertThat(ServerState.of(world))
        .as("no API deletes the group")
        .containsAll(before)
        .contains("group 1:Night shift")
        .hasSize(before.size() + 1);
    int open = world.ledger(l -> l.intents().open().size());
    assertThat(open).isZero();
  }

  private void killed(List<String> command, int reached) {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(world.connection());
    whole.addAll(List.of("--timeout", "2", "--report", folder.resolve("report").toString()));
    try (Program program = Program.start(folder, whole)) {
      boolean came =
          Until.within(
              PATIENCE, () -> world.server().commits().size() >= reached || !program.isAlive());
      assertThat(came && program.isAlive()).as(program.errors()).isTrue();
      program.kill();
    }
  }
}
