package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Guests of a backup: their hosts, their visits, and the ID numbers that no backup holds. */
@Tag("slow")
class RestoreGuestsTest {
  private static final String WINDOW = "2026-01-01 08:00/2098-12-31 18:00";
  private static final String MOBILE = "13800000001";

  @RegisterExtension final World world = new World();

  private Path backup(BackedUp backup) {
    return backup.write(world.folder("backup"));
  }

  /** A guest of whom the backup knows no visit. */
  private static BackedUp guest(BackedUp backup) {
    return backup
        .guest(601, "Bo", "mobile", MOBILE, "photo", "601.jpg")
        .photo(601, Portraits.person(6, 300));
  }

  @Test
  void a_server_that_insists_on_id_numbers_refuses_each_guest_and_all_else_is_done() {
    world.already("Ana", "jobNumber", "E1");
    BackedUp backup =
        new BackedUp()
            .group(31, 1, "Night shift")
            .user(501, "Ana", "jobNumber", "E1", "groupIds", "31");
    for (int i = 1; i <= 21; i++) {
      backup.expected(600 + i, "G" + i, "138000000" + (10 + i), "E1");
    }
    world.fault(FaultRule.on("createGuest").apiCode(30001));

    Imported run = world.restore(backup(backup));

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(3);
    assertThat(run.endings()).filteredOn("REJECTED_ROW 30001"::equals).hasSize(21);
    assertThat(run.of("G21").reason()).contains("idNumber");
    assertThat(world.person("Ana").groups()).as("members come after guests").hasSize(2);
  }

  @Test
  void the_host_of_all_is_read_as_a_rosters_is_by_the_plan_too() {
    Path backup = backup(guest(new BackedUp().user(501, "Ana Li", "jobNumber", "E1")));
    for (String host : new String[] {"Ana Li", "E1"}) {
      Imported plan =
          world.restore(backup, "--plan", "--json", "--guest-host", host, "--guest-window", WINDOW);
      assertThat(plan.out()).contains("\"guests\":{\"create\":1,\"exists\":0,\"notRestorable\":0}");
      assertThat(plan.exit()).isZero();
    }

    Imported run = world.restore(backup, "--guest-host", "Ana Li", "--guest-window", WINDOW);

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(world.person("Bo").receptionUserId()).isEqualTo(world.person("Ana Li").id());
  }

  @Test
  void the_host_of_all_may_be_somebody_whom_the_backup_does_not_mean() {
    long anna = world.already("Anna", "jobNumber", "E1");
    Path backup = backup(guest(new BackedUp().user(501, "Ana", "jobNumber", "E1")));
    String[] options = {"--guest-host", "E1", "--guest-window", WINDOW};

    Imported plan =
        world.restore(
            backup,
            Stream.concat(Stream.of("--plan", "--json"), Stream.of(options))
                .toArray(String[]::new));
    Imported run = world.restore(backup, options);

    assertThat(plan.out()).contains("\"guests\":{\"create\":1,\"exists\":0,\"notRestorable\":0}");
    assertThat(run.endings()).containsExactly("REVIEW NAME_DIFFERS", "CREATED");
    assertThat(world.person("Bo").receptionUserId()).isEqualTo(anna);
  }

  @Test
  void a_decision_about_a_guest_means_the_visit_that_the_restore_was_told() {
    world.already("Ana", "jobNumber", "E1");
    world.alreadyWithFace(6, "Twin", "jobNumber", "E2");
    Path backup = backup(guest(new BackedUp().user(501, "Ana", "jobNumber", "E1")));

    Imported run = world.restore(backup, "--guest-host", "E1", "--guest-window", WINDOW);
    Imported resolved = world.resolve(Decisions.of(run).decide("Bo", "force").write());

    assertThat(run.endings()).containsExactly("SKIPPED_EXISTING", "REVIEW 30002");
    assertThat(resolved.endings()).as(resolved.err()).containsExactly("FORCED 30002");
    assertThat(world.person("Bo").receptionUserId()).isEqualTo(world.person("Ana").id());
    assertThat(world.person("Bo").dateTimeTo()).isEqualTo(LocalDateTime.of(2098, 12, 31, 18, 0));
    assertThat(world.restore(backup).endings())
        .as("nothing is left to say of a guest who is there")
        .containsExactly("SKIPPED_EXISTING", "SKIPPED_EXISTING");
  }

  @Test
  void nobody_has_to_find_the_host_of_a_visit_that_is_over() {
    Path backup =
        backup(
            new BackedUp()
                .user(501, " ", "jobNumber", "E1")
                .guest(
                    601,
                    "Bo",
                    "mobile",
                    MOBILE,
                    "host",
                    "E1",
                    "dateTimeFrom",
                    "2026-01-01 08:00:00",
                    "dateTimeTo",
                    "2026-01-02 18:00:00")
                .expected(602, "Cy", "13800000002", "E1"));

    Imported run = world.restore(backup);

    assertThat(run.endings())
        .containsExactly("REJECTED_ROW MISSING_NAME", "SKIPPED_OVER", "REJECTED_ROW UNKNOWN_HOST");
  }
}
