package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.people.GuestVisit;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.fixture.HastyMachine;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.SeenCall;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.store.SentGuestFields;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.RowReference;
import dev.senselink.batch.sandbox.call.FilterMode;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of requests whose answers an earlier process never got. */
@Tag("slow")
class IntentReconciliationTest {
  @RegisterExtension final World world = new World().inHaste();

  /** A run with two rows of which the second one, Bo, is left; nothing has been sent for Bo. */
  private Imported anUnfinishedRun() {
    world.row("Ana", "E1");
    world.row("Bo", "E2");
    Imported run = world.run("--limit", "1");
    assertThat(run.endings()).containsExactly("CREATED", "NOT_ATTEMPTED");
    return run;
  }

  /** As a process leaves it that is killed between a request and its answer. */
  private void anOpenIntent(
      Imported run, Intent.Call call, @Nullable Long person, List<Long> earlier) {
    Intent intent =
        new Intent(
            run.runId(),
            new RowReference(2, 3),
            call,
            Instant.now(),
            Duration.ofSeconds(1),
            "hash",
            1,
            "JOB_NUMBER",
            "E2",
            "Bo",
            person,
            earlier,
            "2.jpg",
            null);
    world.ledger(ledger -> ledger.intents().open(intent).join());
    world.asIfKilled();
  }

  private Outcome second(Imported run) {
    return world.ledger(ledger -> ledger.outcomes().of(run.runId(), 2).orElseThrow());
  }

  /** E20: a defect of the server's is none of ours. */
  @Test
  void a_server_that_ignores_filters_is_told_in_words_also_while_something_is_open() {
    world.server(s -> s.withFilters(FilterMode.IGNORED));
    Imported before = anUnfinishedRun();
    anOpenIntent(before, Intent.Call.CREATE, null, List.of());
    for (int i = 0; i < 1_001; i++) {
      world.already("Somebody", "jobNumber", "X" + i);
    }

    Imported run = world.run();

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out() + run.err()).contains("this server ignores the filter");
  }

  private boolean nothingIsOpen() {
    return world.ledger(ledger -> ledger.intents().open().isEmpty());
  }

  @Test
  void a_create_that_was_carried_out_is_adopted_and_not_sent_again() {
    Imported run = anUnfinishedRun();
    anOpenIntent(run, Intent.Call.CREATE, null, List.of());
    long bo = world.alreadyWithFace(2, "Bo", "jobNumber", "E2");

    Imported resumed = world.run();

    assertThat(resumed.ended("Bo")).isEqualTo("CREATED");
    assertThat(resumed.of("Bo").personId()).isEqualTo(bo);
    assertThat(resumed.of("Bo").attempts()).isEqualTo(1);
    assertThat(resumed.writes()).isEmpty();
    assertThat(nothingIsOpen()).isTrue();
  }

  @Test
  void a_question_that_is_not_answered_before_the_look_does_not_forget_what_was_sent() {
    Imported run = anUnfinishedRun();
    anOpenIntent(run, Intent.Call.CREATE, null, List.of());
    long bo = world.alreadyWithFace(2, "Bo", "jobNumber", "E2");
    world.fault(FaultRule.on("countFaces").apiCode(10004));
    assertThat(world.run().ended("Bo")).isEqualTo("FAILED UNKNOWN_STATE");
    world.allIsWell();

    Imported resumed = world.run();

    assertThat(resumed.runId()).isEqualTo(run.runId());
    assertThat(resumed.ended("Bo")).isEqualTo("CREATED");
    assertThat(resumed.of("Bo").personId()).isEqualTo(bo);
  }

  @Test
  void a_create_that_was_not_carried_out_is_worked_from_the_start() {
    anOpenIntent(anUnfinishedRun(), Intent.Call.CREATE, null, List.of());

    Imported resumed = world.run();

    assertThat(resumed.ended("Bo")).isEqualTo("CREATED");
    assertThat(resumed.writes()).hasSize(1);
    assertThat(resumed.of("Bo").attempts()).isEqualTo(2);
    assertThat(nothingIsOpen()).isTrue();
  }

  @Test
  void whoever_had_the_key_before_is_not_taken_for_the_rows_own_person() {
    Imported run = anUnfinishedRun();
    long before = world.already("Bo", "jobNumber", "E2");
    anOpenIntent(run, Intent.Call.CREATE, null, List.of(before));

    assertThat(world.run().ended("Bo")).isEqualTo("SKIPPED_EXISTING");
  }

  @Test
  void a_create_of_another_run_that_was_carried_out_is_told_there_and_left_to_its_own_row() {
    Imported other = anUnfinishedRun();
    anOpenIntent(other, Intent.Call.CREATE, null, List.of());
    long bo = world.already("Bo", "jobNumber", "E2");
    world.row("Cy", "E3");

    Imported run = world.run();

    assertThat(run.runId()).isNotEqualTo(other.runId());
    assertThat(run.endings()).containsExactly("SKIPPED_EXISTING", "SKIPPED_EXISTING", "CREATED");
    assertThat(second(other).ending().name()).isEqualTo("NOT_ATTEMPTED");
    assertThat(second(other).reason()).contains("person " + bo + " is there now", "compared");
    assertThat(second(other).personId()).isEqualTo(bo);
    assertThat(nothingIsOpen()).isTrue();
  }

  @Test
  void what_another_run_found_is_compared_when_its_own_goes_on() {
    Imported own = anUnfinishedRun();
    anOpenIntent(own, Intent.Call.CREATE, null, List.of());
    long bo = world.alreadyWithFace(2, "Bo", "jobNumber", "E2");
    world.noRows().row("Cy", "E3").withoutPhoto();
    world.run("--allow-no-photo");
    world.noRows().row("Ana", "E1");
    world.row("Bo", "E2");

    Imported resumed = world.run();

    assertThat(resumed.runId()).isEqualTo(own.runId());
    assertThat(resumed.ended("Bo")).isEqualTo("CREATED");
    assertThat(resumed.of("Bo").personId()).isEqualTo(bo);
    assertThat(resumed.writes()).isEmpty();
  }

  @Test
  void nothing_is_sent_for_a_row_of_another_run() {
    Imported other = anUnfinishedRun();
    anOpenIntent(other, Intent.Call.CREATE, null, List.of());
    world.noRows().row("Cy", "E3");

    Imported run = world.run();

    assertThat(run.writes()).extracting(call -> call.field("name")).containsExactly("Cy");
    assertThat(second(other).ending().name()).isEqualTo("NOT_ATTEMPTED");
    assertThat(nothingIsOpen()).isTrue();
  }

  @Test
  void a_forced_create_that_was_carried_out_is_told_as_forced() {
    Imported run = anUnfinishedRun();
    anOpenIntent(run, Intent.Call.FORCE, null, List.of());
    long bo = world.alreadyWithFace(2, "Bo", "jobNumber", "E2");

    Imported resumed = world.run("--on-similar", "force");

    assertThat(resumed.ended("Bo")).isEqualTo("FORCED 30002");
    assertThat(resumed.of("Bo").personId()).isEqualTo(bo);
    assertThat(resumed.writes()).isEmpty();
  }

  @Test
  void whom_a_forced_create_of_another_run_has_made_for_no_door_is_gone_on_with_by_its_own() {
    Imported own = anUnfinishedRun();
    anOpenIntent(own, Intent.Call.FORCE, null, List.of());
    anOpenIntent(own, Intent.Call.UNKNOWN_FACE, null, List.of());
    long bo = world.alreadyWithFace(2, "Bo", "jobNumber", "E2");
    world.noRows().row("Cy", "E3").withoutPhoto();
    world.run("--allow-no-photo");
    assertThat(second(own).ending().name()).isEqualTo("FAILED");
    assertThat(second(own).personId()).isEqualTo(bo);
    world.noRows().row("Ana", "E1");
    world.row("Bo", "E2");

    Imported resumed = world.run("--on-similar", "force");

    assertThat(resumed.runId()).isEqualTo(own.runId());
    assertThat(resumed.ended("Bo")).isEqualTo("FORCED 30002");
    assertThat(resumed.order("createUser", "updateUser")).containsExactly("updateUser");
  }

  @Test
  void a_forced_create_that_was_not_carried_out_is_never_sent_again() {
    anOpenIntent(anUnfinishedRun(), Intent.Call.FORCE, null, List.of());

    Imported resumed = world.run("--on-similar", "force");
    Imported again = world.run("--on-similar", "force", "--limit", "1");

    assertThat(resumed.ended("Bo")).isEqualTo("REVIEW FORCE_UNCERTAIN");
    assertThat(resumed.exit()).isEqualTo(3);
    assertThat(resumed.writes()).isEmpty();
    assertThat(again.runId()).as("that run is over").isNotEqualTo(resumed.runId());
  }

  @ParameterizedTest
  @EnumSource(
      value = Intent.Call.class,
      names = {"UPDATE", "FORCE_UPDATE"})
  void an_update_is_not_adopted_but_a_forced_one_is_not_repeated(Intent.Call call) {
    Imported run = anUnfinishedRun();
    long bo = world.already("Bo", "jobNumber", "E2");
    anOpenIntent(run, call, bo, List.of());

    Imported resumed = world.run("--on-existing", "update");

    boolean forced = call == Intent.Call.FORCE_UPDATE;
    assertThat(resumed.ended("Bo")).isEqualTo(forced ? "REVIEW FORCE_UNCERTAIN" : "UPDATED");
    assertThat(resumed.writes()).hasSize(forced ? 0 : 1);
  }

  @Test
  void an_update_of_another_run_is_not_sent_again() {
    Imported other = anUnfinishedRun();
    long bo = world.already("Bo", "jobNumber", "E2");
    anOpenIntent(other, Intent.Call.UPDATE, bo, List.of());
    world.noRows().row("Cy", "E3");

    Imported run = world.run("--on-existing", "update");

    assertThat(run.writes()).extracting(call -> call.field("name")).containsExactly("Cy");
    assertThat(second(other).ending().name()).isEqualTo("NOT_ATTEMPTED");
  }

  @Test
  void a_request_of_this_run_without_an_answer_is_looked_for_first() {
    world.already("Zoe", "jobNumber", "Z9");
    world.row("Ana", "E1");
    world.row("Bo", "E2");
    world.fault(
        FaultRule.on("createUser").after().reset().where("name", "Ana"),
        FaultRule.on("listUsers").status(500).where("jobNumber", "E1"));
    Imported stopped =
        world.run("--timeout", "1", "--tries", "1", "--lookup", "list", "--limit", "1");
    world.allIsWell();

    Imported resumed = world.run();

    assertThat(stopped.endings()).containsExactly("FAILED UNKNOWN_STATE", "NOT_ATTEMPTED");
    assertThat(resumed.runId()).isEqualTo(stopped.runId());
    assertThat(resumed.endings()).containsExactly("CREATED", "CREATED");
    assertThat(resumed.of("Ana").attempts()).isEqualTo(1);
    assertThat(resumed.writes()).extracting(call -> call.field("name")).containsExactly("Bo");
    assertThat(world.people()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void after_a_crash_no_look_up_counts_before_what_was_sent_has_come_to_light(boolean killed) {
    anOpenIntentOfAMinute(anUnfinishedRun(), killed);
    Instant start = Instant.now();

    Imported resumed = world.run("--timeout", "1");

    SeenCall look =
        resumed.calls("listUsers").stream()
            .filter(call -> call.field("jobNumber").equals("E2"))
            .findFirst()
            .orElseThrow();
    assertThat(resumed.ended("Bo")).isEqualTo("CREATED");
    if (killed) {
      Duration longest = Duration.ofSeconds(3 * 4 + 6); // stored time-outs, and a list's lag
      assertThat(Duration.between(start, look.at()))
          .isGreaterThan(HastyMachine.seenByServer(longest));
      assertThat(resumed.err()).contains("waiting");
    } else {
      assertThat(resumed.err()).doesNotContain("waiting");
    }
  }

  private void anOpenIntentOfAMinute(Imported run, boolean killed) {
    Intent intent =
        new Intent(
            run.runId(),
            new RowReference(2, 3),
            Intent.Call.CREATE,
            Instant.now().minus(Duration.ofMinutes(1)), // its age proves nothing
            Duration.ofSeconds(4),
            "hash",
            1,
            "JOB_NUMBER",
            "E2",
            "Bo",
            null,
            List.of(),
            "",
            null);
    world.ledger(ledger -> ledger.intents().open(intent).join());
    if (killed) {
      world.asIfKilled();
    }
  }

  @Test
  void a_server_that_does_not_tell_what_became_of_them_stops_the_run_with_nothing_sent() {
    anOpenIntent(anUnfinishedRun(), Intent.Call.CREATE, null, List.of());
    world.fault(FaultRule.on("listUsers").status(500).where("jobNumber", "E2"));

    Imported stopped = world.run("--tries", "2");
    world.allIsWell();
    Imported resumed = world.run();

    assertThat(stopped.exit()).isEqualTo(4);
    assertThat(stopped.writes()).isEmpty();
    assertThat(resumed.ended("Bo")).isEqualTo("CREATED");
  }

  @Test
  void restart_begins_anew_but_reconciles_all_the_same() {
    Imported other = anUnfinishedRun();
    anOpenIntent(other, Intent.Call.CREATE, null, List.of());
    world.already("Bo", "jobNumber", "E2");

    Imported run = world.run("--restart");

    assertThat(run.runId()).isNotEqualTo(other.runId());
    assertThat(run.endings()).containsOnly("SKIPPED_EXISTING");
    assertThat(second(other).ending().name()).isEqualTo("NOT_ATTEMPTED");
  }

  @Test
  void a_row_that_was_sent_twice_is_looked_up_once_more_at_the_end() {
    world.row("Ana", "E1");
    world.row("Bo", "E2");
    world.fault(FaultRule.on("createUser").reset().where("name", "Ana").call(1));
    // The first request turns out to have been carried out after all, long after its time.
    world.at(
        "createUser",
        fields -> fields.get("name").equals("Ana"),
        2,
        () -> world.already("Ana", "jobNumber", "E1"));

    Imported run = world.run("--timeout", "1");

    assertThat(run.ended("Ana")).isEqualTo("REVIEW DUPLICATE_CREATED");
    assertThat(run.ended("Bo")).isEqualTo("CREATED");
    assertThat(run.conflicts()).hasSize(2);
    assertThat(world.people())
        .filteredOn(p -> p.name().equals("Ana"))
        .hasSize(2)
        .allSatisfy(p -> assertThat(run.of("Ana").reason()).contains(String.valueOf(p.id())));
    assertThat(nothingIsOpen()).isTrue();
  }

  /** As a process leaves it that is killed after the create of a guest left. */
  private Imported anUnansweredGuest() {
    world.guest("Ana", "13800000001");
    world.guest("Bea", "13800000002");
    Imported run = world.run("--limit", "1");
    SentGuestFields sent =
        SentFields.guest(
            UserFields.named("Bea")
                .mobile("13800000002")
                .groups(List.of(2L))
                .visit(new GuestVisit(world.host(), "2026-01-01 08:00:00", "2099-12-31 18:00:00"))
                .build());
    Intent intent =
        new Intent(
            run.runId(),
            new RowReference(2, 3),
            Intent.Call.CREATE,
            Instant.now(),
            Duration.ofSeconds(1),
            "hash",
            2,
            "MOBILE_AND_NAME",
            "13800000002",
            "Bea",
            null,
            List.of(),
            "2.jpg",
            sent);
    world.ledger(ledger -> ledger.intents().open(intent).join());
    world.asIfKilled();
    return run;
  }

  @Test
  void a_guest_whose_create_was_carried_out_is_adopted_with_the_window_that_was_sent() {
    Imported run = anUnansweredGuest();
    long bea =
        world.visitorWithFace(2, "Bea", "mobile", "13800000002", "idNumber", "ID13800000002");

    Imported resumed = world.run();

    assertThat(resumed.runId()).isEqualTo(run.runId());
    assertThat(resumed.ended("Bea")).isEqualTo("CREATED");
    assertThat(resumed.writes()).isEmpty();
    KnownGuest known = world.ledger(ledger -> ledger.guests().byId(bea).orElseThrow());
    assertThat(known.made()).as("so that it may be deleted when the visit is over").isTrue();
    assertThat(known.sent().to()).isEqualTo("2099-12-31 18:00:00");
    Imported next = world.run();
    assertThat(next.ended("Bea")).as("the photo is not known to be there").isEqualTo("UPDATED");
    assertThat(world.run().ended("Bea")).isEqualTo("UNCHANGED");
  }

  @Test
  void a_guest_found_for_a_row_of_another_run_may_never_be_deleted() {
    Imported other = anUnansweredGuest();
    long bea = world.visitorWithFace(2, "Bea", "mobile", "13800000002");
    world.noRows().guest("Cy", "13800000003");

    world.run();

    assertThat(second(other).personId()).isEqualTo(bea);
    KnownGuest known = world.ledger(ledger -> ledger.guests().byId(bea).orElseThrow());
    assertThat(known.made()).as("by key and name alone nobody is proven ours").isFalse();
  }

  @Test
  void a_guest_whose_create_was_not_carried_out_is_created() {
    anUnansweredGuest();
    world.visitor("Cy", "mobile", "13800000002"); // the mobile alone is nobody's key

    Imported resumed = world.run();

    assertThat(resumed.ended("Bea")).isEqualTo("CREATED");
    assertThat(world.commits("createGuest")).hasSize(2);
  }

  @Test
  void an_update_that_was_cut_short_is_looked_after_although_the_visit_is_over_by_now() {
    String soon =
        LocalDateTime.now(ZoneId.systemDefault())
            .plusHours(1)
            .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
    RosterRow ana = world.guest("Ana", "13800000001");
    RosterRow bea = world.guest("Bea", "13800000002").with("dateTimeTo", soon);
    world.run();
    ana.with("remark", "new");
    bea.with("remark", "new");
    Imported run = world.run("--limit", "1");
    Intent intent =
        new Intent(
            run.runId(),
            new RowReference(2, 3),
            Intent.Call.UPDATE,
            Instant.now(),
            Duration.ofMillis(10),
            "hash",
            2,
            "MOBILE_AND_NAME",
            "13800000002",
            "Bea",
            world.person("Bea").id(),
            List.of(),
            "2.jpg",
            null);
    world.ledger(ledger -> ledger.intents().open(intent).join());
    world.asIfKilled();
    world.server().skewClock(Duration.ofHours(3));

    Imported resumed = world.run();

    assertThat(resumed.ended("Bea")).isEqualTo("UPDATED");
    assertThat(world.person("Bea").remark()).isEqualTo("new");
  }
}
