package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.ServerState;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * An apply of an undo's plan that is killed again and again, and whose answers are lost, ends as
 * the server was before the run, and touches nobody whom others have changed meanwhile.
 */
@Tag("slow")
class UndoPlanKilledTest {
  private static final int KILLS = 2;
  private static final int UPDATED = 12;
  private static final int MADE = 12;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @RegisterExtension final World world = new World();
  @TempDir Path folder;

  @Test
  void an_apply_killed_again_and_again_ends_as_before_the_run() {
    world.server(s -> s.withLatency(CallLatency.fixed(Duration.ofMillis(20))));
    List<RosterRow> rows = new ArrayList<>();
    for (int n = 1; n <= UPDATED; n++) {
      rows.add(world.row("U" + n, "U" + n));
    }
    assertThat(world.run().exit()).isZero();
    List<String> before = ServerState.of(world);
    rows.forEach(row -> row.with("position", "Chief").with("remark", "new"));
    rows.get(0).portrait(500);
    rows.get(1).portrait(501);
    for (int n = 1; n <= MADE; n++) {
      world.row("M" + n, "M" + n);
    }
    Imported run = world.run("--on-existing", "update");
    assertThat(run.exit()).as(run.err()).isZero();
    Path plan = world.folder("undo.plan");
    assertThat(world.undoUnasked(run.runId(), "--plan", plan.toString()).exit()).isZero();
    PersonView theirs = world.person("M" + MADE);
    world.edited(theirs.id(), "remark", "by hand");
    int done = world.server().commits().size();
    world.fault(
        FaultRule.on("deleteUser").after().reset().call(2),
        FaultRule.on("updateUser").after().reset().call(3),
        FaultRule.on("updateUser").before().status(502).call(5));

    for (int kill = 1; kill <= KILLS; kill++) {
      int reached = done + (MADE - 1 + UPDATED) * kill / (KILLS + 1);
      try (Program program = start(plan)) {
        boolean came =
            Until.within(
                PATIENCE, () -> world.server().commits().size() >= reached || !program.isAlive());
        assertThat(came && program.isAlive()).as(program.errors()).isTrue();
        program.kill();
      }
    }
    Imported last = world.apply(plan, "--yes", "--timeout", "2");

    assertThat(last.rows()).as(last.err()).hasSize(UPDATED + MADE);
    assertThat(last.ended("M" + MADE)).isEqualTo("REVIEW PLAN_STALE");
    assertThat(last.endings().stream().filter("REMOVED"::equals)).hasSize(MADE - 1);
    assertThat(last.rows())
        .filteredOn(row -> row.name().startsWith("U"))
        .hasSize(UPDATED)
        .allMatch(row -> row.ended().equals("UPDATED"), "UPDATED, whichever process it was");
    world.server().removePerson(theirs.id());
    assertThat(ServerState.of(world)).isEqualTo(before);
    int open = world.ledger(l -> l.intents().open().size());
    assertThat(open).isZero();
  }

  private Program start(Path plan) {
    List<String> command = new ArrayList<>(List.of("apply", plan.toString(), "--yes"));
    command.addAll(world.connection());
    command.addAll(List.of("--timeout", "2", "--report", folder.resolve("report").toString()));
    return Program.start(folder, command);
  }
}
