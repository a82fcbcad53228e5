package dev.senselink.batch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.StaffJob;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.job.imports.ImportJob;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which run a command goes on with, what of it is kept, and what is tried again. */
@Tag("slow")
class RunsOfARosterTest {
  @RegisterExtension final World world = new World();

  private int runs() {
    return world.ledger(ledger -> ledger.runs().all().size());
  }

  @Test
  void a_resumed_run_keeps_what_was_decided_whatever_todays_options_and_photos_are() {
    world.alreadyWithFace(903, "Somebody", "jobNumber", "X1");
    world.row("Ana", "E1");
    world.row("Bo", "E2").photo("bo.jpg", Portraits.blurred(902, 300));
    world.row("Cy", "E3").anotherPictureOf(903);
    world.row("Di", "E4");
    world.fault(FaultRule.on("createUser").apiCode(30001).where("jobNumber", "E1"));
    Imported stopped = world.run("--limit", "3");
    world.allIsWell();
    photo("bo.jpg", Portraits.person(902, 200));

    Imported resumed = world.run("--on-similar", "force", "--quality", "off");

    assertThat(stopped.endings())
        .containsExactly(
            "REJECTED_ROW 30001", "REJECTED_PHOTO 10405", "REVIEW 30002", "NOT_ATTEMPTED");
    assertThat(resumed.runId()).isEqualTo(stopped.runId());
    assertThat(resumed.endings())
        .containsExactly("REJECTED_ROW 30001", "REJECTED_PHOTO 10405", "REVIEW 30002", "CREATED");
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void rows_that_failed_or_were_never_reached_are_worked_with_todays_options_and_photos() {
    world.row("Ana", "E1");
    world.row("Bo", "E2").photo("bo.jpg", Portraits.blurred(902, 300));
    world.row("Cy", "E3").photo("cy.jpg", Portraits.blurred(903, 300));
    world.fault(FaultRule.on("countFaces").status(500).call(1));
    Imported stopped = world.run("--limit", "1", "--tries", "1", "--quality", "strict");
    world.allIsWell();
    photo("bo.jpg", Portraits.person(902, 200));

    Imported resumed = world.run("--quality", "warn");

    assertThat(stopped.endings()).containsExactly("FAILED 500", "NOT_ATTEMPTED", "NOT_ATTEMPTED");
    assertThat(resumed.runId()).isEqualTo(stopped.runId());
    assertThat(resumed.endings()).containsExactly("CREATED", "CREATED", "CREATED 10405");
  }

  private void photo(String file, byte[] content) {
    try {
      Files.write(world.photos().resolve(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void after_a_complete_run_the_same_command_is_a_new_run_in_which_mended_photos_count() {
    world.row("Ana", "E1");
    world.row("Bo", "E2").photo("bo.jpg", Portraits.blurred(902, 300));
    Imported first = world.run();
    photo("bo.jpg", Portraits.person(902, 200));

    Imported second = world.run();

    assertThat(first.endings()).containsExactly("CREATED", "REJECTED_PHOTO 10405");
    assertThat(second.runId()).isNotEqualTo(first.runId());
    assertThat(second.endings()).containsExactly("SKIPPED_EXISTING", "CREATED");
    assertThat(runs()).isEqualTo(2);
  }

  @Test
  void another_roster_is_another_run() {
    world.rows(3);
    Imported first = world.run("--limit", "1");
    world.row("P4", "E4");

    Imported second = world.run();

    assertThat(second.runId()).isNotEqualTo(first.runId());
    assertThat(second.endings())
        .containsExactly("SKIPPED_EXISTING", "CREATED", "CREATED", "CREATED");
  }

  @Test
  void restart_leaves_the_unfinished_run_behind_for_good() {
    world.rows(3);
    Imported first = world.run("--limit", "1");

    Imported restarted = world.run("--restart", "--limit", "2");
    Imported next = world.run();

    assertThat(restarted.runId()).isNotEqualTo(first.runId());
    assertThat(restarted.endings()).containsExactly("SKIPPED_EXISTING", "CREATED", "NOT_ATTEMPTED");
    assertThat(next.runId()).isEqualTo(restarted.runId());
    assertThat(next.endings()).containsExactly("SKIPPED_EXISTING", "CREATED", "CREATED");
  }

  @Test
  void the_same_company_under_another_address_is_refused_until_it_is_said_to_be_the_same() {
    world.rows(2);
    Imported before = world.run("--limit", "1");
    String old = world.server().url().toString();
    world.movesTo(s -> s);

    Imported refused = world.run();
    Imported said = world.run("--same-server-as", old);
    Imported known = world.run();

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("--same-server-as " + old);
    assertThat(refused.writes()).isEmpty();
    assertThat(refused.rows()).isEmpty();
    assertThat(said.runId()).isEqualTo(before.runId());
    assertThat(said.endings()).containsExactly("CREATED", "CREATED");
    assertThat(known.exit()).isZero();
  }

  @Test
  void another_server_with_the_same_company_is_said_to_be_another_once() {
    world.rows(2);
    Imported before = world.run("--limit", "1");
    world.movesTo(s -> s);

    Imported refused = world.run();
    Imported said = world.run("--another-server");
    Imported known = world.run();
    world.movesTo(s -> s);
    Imported third = world.run();

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("--another-server");
    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.runId()).isNotEqualTo(before.runId());
    assertThat(known.exit()).as(known.err()).isZero();
    assertThat(third.exit()).as("the guard stays").isEqualTo(2);
  }

  @Test
  void another_company_on_another_server_is_nobodys_concern() {
    world.rows(1);
    world.run();
    world.movesTo(s -> s.withCompany(77, "Another Company"));

    assertThat(world.run().endings()).containsExactly("CREATED");
  }

  @Test
  void a_dry_run_says_what_would_be_done_and_leaves_neither_people_nor_a_run() {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.row("Bo", "E2");
    world.row("Cy", "E3").with("department", "Nowhere");
    world.row("Di", "E4").photo("di.jpg", Portraits.noFace(300));

    Imported dry = world.run("--dry-run", "--on-existing", "update");

    assertThat(dry.endings())
        .containsExactly(
            "VALID", "VALID", "REJECTED_ROW UNKNOWN_DEPARTMENT", "REJECTED_PHOTO NO_FACE");
    assertThat(dry.of("Ana").reason()).contains("updated").contains("remark");
    assertThat(dry.of("Bo").reason()).contains("created");
    assertThat(dry.exit()).isEqualTo(3);
    assertThat(world.server().commits()).isEmpty();
    assertThat(dry.calls("createUser", "updateUser", "createGroup", "createDepartment")).isEmpty();
    assertThat(runs()).isZero();
  }

  @Test
  void a_dry_run_does_not_go_on_with_an_unfinished_run_nor_disturb_it() {
    world.rows(3);
    Imported stopped = world.run("--limit", "1");

    Imported dry = world.run("--dry-run");
    Imported resumed = world.run();

    assertThat(dry.endings()).containsExactly("SKIPPED_EXISTING", "VALID", "VALID");
    assertThat(resumed.runId()).isEqualTo(stopped.runId());
    assertThat(resumed.endings()).containsOnly("CREATED");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_stop_in_the_middle_lets_what_is_in_flight_end_and_the_same_command_finishes(
      boolean withoutSpring) {
    world.server(s -> s.withLatency(CallLatency.fixed(Duration.ofMillis(30))));
    world.rows(40);
    StopSwitch stop = new StopSwitch();
    world.at("createUser", 12, () -> stop.stop("stopped by Ctrl-C"));

    RunEnd end = importJob(stop, withoutSpring);
    long done = end.tally().of(RowEnding.CREATED);

    assertThat(end.stopReason()).isEqualTo("stopped by Ctrl-C");
    assertThat(done).isBetween(12L, 20L);
    assertThat(world.commits("createUser")).as("each one recorded").hasSize((int) done);
    assertThat(end.tally().of(RowEnding.NOT_ATTEMPTED)).isEqualTo(40 - done);
    assertThat(end.summary()).containsEntry("status", "STOPPED");
    Imported resumed = world.run();
    assertThat(resumed.runId()).isEqualTo(end.runId());
    assertThat(resumed.endings()).containsOnly("CREATED");
    assertThat(world.people()).hasSize(40);
  }

  @Test
  void a_run_without_spring_goes_on_where_one_with_it_stopped() {
    world.rows(130);
    Imported stopped = world.run("--limit", "60");

    RunEnd end = importJob(new StopSwitch(), true);

    assertThat(stopped.endings()).contains("NOT_ATTEMPTED");
    assertThat(end.runId()).isEqualTo(stopped.runId());
    assertThat(end.summary()).containsEntry("status", "COMPLETED");
    assertThat(end.tally().of(RowEnding.CREATED)).isEqualTo(130);
    assertThat(world.people()).hasSize(130);
  }

  private RunEnd importJob(StopSwitch stop, boolean withoutSpring) {
    world.writeRoster();
    ImportSettings settings = StaffJob.settings(world, "stopped", null);
    ConnectionSettings connection =
        StaffJob.connection(world)
            .in(new RunEnvironment(Machine.real(), ServerTransport.http(), withoutSpring));
    JobProgress nobody =
        new JobProgress() {
          @Override
          public void say(String line) {}

          @Override
          public void rows(long done, long total, OutcomeTally tally) {}
        };
    return new ImportJob(settings, connection, new ThumbnailatorEngine(), nobody, stop).run();
  }
}
