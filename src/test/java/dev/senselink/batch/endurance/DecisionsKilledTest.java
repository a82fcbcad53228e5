package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.ImportedRow;
import dev.senselink.batch.fixture.LibreOffice;
import dev.senselink.batch.fixture.OnDemand;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.CommittedChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Thirty conflicts are decided, and what carries the decisions out is killed again and again. */
@Tag("slow")
class DecisionsKilledTest {
  private static final int OF_EACH = 10;
  private static final int MIDDLE = 12;
  private static final List<Integer> KILLED_AFTER = List.of(10, 20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension final World world = new World();
  @TempDir Path folder;

  @Test
  void each_decision_is_carried_out_once_however_often_the_program_is_killed() {
    world.server(s -> s.withLatency(CallLatency.fixed(Duration.ofMillis(60))));
    killedAgainAndAgain(conflicts().write(), KILLED_AFTER);
  }

  @OnDemand
  @Test
  void each_decision_of_our_workbook_saved_by_libreoffice_is_carried_out_once() throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    world.server(s -> s.withLatency(CallLatency.fixed(Duration.ofMillis(60))));
    Path decided = office.save(conflicts().writeIntoWorkbook(), "xlsx");
    killedAgainAndAgain(decided, List.of(MIDDLE));
  }

  private void killedAgainAndAgain(Path decided, List<Integer> killedAfter) {
    ConcurrentLinkedQueue<String> forced = new ConcurrentLinkedQueue<>();
    world.fault(
        FaultRule.on("createUser")
            .when(
                fields -> {
                  if ("1".equals(fields.get("force"))) {
                    forced.add(String.valueOf(fields.get("name")));
                  }
                  return false;
                }));
    world.fault(FaultRule.on("createUser").after().reset().call(4));
    world.fault(FaultRule.on("updateUser").after().reset().call(3));
    long before = world.server().commits().size();

    for (int changes : killedAfter) {
      try (Program program = start(decided)) {
        boolean came =
            Until.within(PATIENCE, () -> changes(before).size() >= changes || !program.isAlive());
        assertThat(came && program.isAlive()).as(program.errors()).isTrue();
        program.kill();
      }
    }
    Imported last = world.resolve(decided, "--timeout", "3", "--concurrency", "2");

    assertThat(last.endings()).as(last.err()).hasSize(3 * OF_EACH);
    Map<String, Long> byName =
        changes(before).stream()
            .filter(c -> c.operation().equals("createUser"))
            .collect(Collectors.groupingBy(CommittedChange::name, Collectors.counting()));
    assertThat(byName.values()).as("created once: %s", byName).allMatch(n -> n == 1);
    assertThat(forced).as("force=1 was never sent twice").doesNotHaveDuplicates();
    int uncertain = 0;
    for (int n = 0; n < OF_EACH; n++) {
      ImportedRow created = last.of("Created" + n);
      assertThat(created.outcome()).isEqualTo("CREATED");
      if (!created.code().isEmpty()) {
        assertThat(created.reason())
            .as("adopted after a kill: nobody has seen what was kept of them")
            .contains("before it could see");
      }
      assertThat(last.ended("Updated" + n)).isEqualTo("UPDATED");
      assertThat(people("Created" + n)).isEqualTo(1);
      assertThat(people("Updated" + n)).isEqualTo(1);
      boolean lost = last.ended("Forced" + n).equals("REVIEW FORCE_UNCERTAIN");
      uncertain += lost ? 1 : 0;
      assertThat(lost || last.ended("Forced" + n).equals("FORCED 30002")).isTrue();
      assertThat(people("Forced" + n)).isEqualTo(lost ? 0 : 1);
    }
    System.out.println(
        "30 decisions of "
            + decided.getFileName()
            + ", "
            + killedAfter.size()
            + " kills: carried out once "
            + (3 * OF_EACH - uncertain)
            + ", force uncertain "
            + uncertain
            + ", twice 0");
    assertThat(uncertain)
        .as("a kill may come between the ledger and the first byte, but not often")
        .isLessThanOrEqualTo(3);
    Imported again = world.resolve(decided);
    assertThat(again.writes()).isEmpty();
    assertThat(again.endings()).isEqualTo(last.endings());
    int open = world.ledger(l -> l.intents().open().size());
    assertThat(open).isZero();
  }

  private Decisions conflicts() {
    for (int n = 0; n < OF_EACH; n++) {
      world.already("Created before " + n, "jobNumber", "C" + n);
      world.already("Updated before " + n, "jobNumber", "U" + n);
      world.alreadyWithFace(900 + n, "Similar " + n, "jobNumber", "S" + n);
    }
    Decisions decisions = Decisions.of(imported());
    for (int n = 0; n < OF_EACH; n++) {
      decisions
          .decide("Created" + n, "create")
          .decide("Updated" + n, "update")
          .decide("Forced" + n, "force");
    }
    return decisions;
  }

  private Imported imported() {
    for (int n = 0; n < OF_EACH; n++) {
      world.row("Created" + n, "C" + n);
      world.row("Updated" + n, "U" + n);
      world.row("Forced" + n, "F" + n).anotherPictureOf(900 + n);
    }
    Imported run = world.run();
    assertThat(run.endings()).hasSize(3 * OF_EACH).allMatch(e -> e.startsWith("REVIEW"));
    return run;
  }

  private Program start(Path decided) {
    List<String> command = new ArrayList<>(List.of("resolve", decided.toString()));
    command.addAll(world.connection());
    command.addAll(List.of("--timeout", "3", "--concurrency", "2"));
    command.addAll(List.of("--report", folder.resolve("report").toString()));
    return Program.start(folder, command);
  }

  private List<CommittedChange> changes(long before) {
    return world.server().commits().stream()
        .filter(c -> c.seq() > before)
        .filter(c -> c.operation().equals("createUser") || c.operation().equals("updateUser"))
        .toList();
  }

  private long people(String name) {
    return world.people().stream().filter(p -> Objects.equals(p.name(), name)).count();
  }
}
