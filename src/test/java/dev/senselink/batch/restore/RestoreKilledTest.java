package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

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
 * A restore that is killed again and again, and whose answers are lost, ends as an undisturbed one
 * does. {@code -Drestore.kills=20} for the whole measure.
 */
@Tag("slow")
class RestoreKilledTest {
  private static final int KILLS = Integer.getInteger("restore.kills", 1);
  private static final int STAFF = Math.max(30, 6 * KILLS);
  private static final int GUESTS = 6;
  private static final String SN = "SKP-5a0db0c5e11d4f5a8c1e0f6b7d2a9e31";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @RegisterExtension final World undisturbed = new World();
  @RegisterExtension final World world = new World();
  @TempDir Path folder;

  /** Every third shares the key of the one before; one in ten has none. */
  private static BackedUp people() {
    BackedUp backup =
        new BackedUp()
            .group(31, 1, "Night shift")
            .group(32, 2, "Suppliers")
            .department(71, 0, "Works", "W", 501)
            .department(72, 71, "Hall", "", 502)
            .device(9, SN, "name", "Gate", "staffGroupIds", "31", "staffGroups", "Night shift");
    for (int i = 0; i < STAFF; i++) {
      long id = 501 + i;
      String job = i % 10 == 9 ? "" : "E" + (i % 3 == 2 ? i - 1 : i);
      backup
          .user(
              id,
              "P" + i % 7,
              "jobNumber",
              job,
              "remark",
              "r" + i,
              "groupIds",
              "31",
              "departmentId",
              i % 2 == 0 ? "72" : "71",
              "department",
              i % 2 == 0 ? "Works/Hall" : "Works",
              "photo",
              id + ".jpg")
          .photo(id, Portraits.person(100 + i, 200));
    }
    for (int i = 0; i < GUESTS; i++) {
      long id = 2001 + i;
      backup
          .guest(
              id,
              "G" + i,
              "mobile",
              "1380000000" + i / 2,
              "groupIds",
              "32",
              "host",
              "#502",
              "dateTimeFrom",
              "2026-01-01 08:00:00",
              "dateTimeTo",
              "2099-01-01 18:00:00",
              "photo",
              id + ".jpg")
          .photo(id, Portraits.person(5_000 + i, 200));
    }
    return backup;
  }

  @Test
  void a_restore_killed_again_and_again_ends_as_an_undisturbed_one() {
    Path backup = people().write(folder.resolve("backup"));
    Imported whole = undisturbed.restore(backup);
    assertThat(whole.exit()).as(whole.out() + whole.err()).isZero();
    List<String> expected = ServerState.of(undisturbed);
    int changes = undisturbed.server().commits().size();
    world.server(s -> s.withLatency(CallLatency.fixed(Duration.ofMillis(40))));
    world.fault(
        FaultRule.on("createGroup").after().reset().call(1),
        FaultRule.on("createDepartment").after().truncated().call(2),
        FaultRule.on("createUser").after().reset().call(4),
        FaultRule.on("createUser").after().status(502).call(11),
        FaultRule.on("createGuest").after().reset().call(2),
        FaultRule.on("updateDepartment").after().reset().call(1),
        FaultRule.on("updateDevice").after().reset().call(1));

    for (int kill = 1; kill <= KILLS; kill++) {
      int reached = changes * kill / (KILLS + 1);
      try (Program program = start(backup)) {
        boolean came =
            Until.within(
                PATIENCE, () -> world.server().commits().size() >= reached || !program.isAlive());
        assertThat(came && program.isAlive()).as(program.errors()).isTrue();
        program.kill();
      }
    }
    Imported last = world.restore(backup, "--timeout", "2");

    assertThat(last.exit()).as(last.out() + last.err()).isZero();
    assertThat(last.rows()).hasSize(STAFF + GUESTS);
    assertThat(last.endings()).containsOnly("CREATED");
    assertThat(ServerState.of(world)).isEqualTo(expected);
    assertThat(last.rows().stream().map(r -> r.personId()).distinct()).hasSize(STAFF + GUESTS);
    int open = world.ledger(l -> l.intents().open().size());
    assertThat(open).isZero();
    System.out.println(
        "restore of "
            + (STAFF + GUESTS)
            + " people, "
            + KILLS
            + " kills: as undisturbed, nobody twice");
  }

  private Program start(Path backup) {
    List<String> command = new ArrayList<>(List.of("restore", backup.toString()));
    command.addAll(world.connection());
    command.addAll(List.of("--timeout", "2", "--concurrency", "4"));
    command.addAll(List.of("--report", folder.resolve("report").toString()));
    return Program.start(folder, command);
  }
}
