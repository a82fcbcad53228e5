package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.RowDecision;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.RowReference;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A decision that was cut short is carried out once, whoever takes it up. */
@Tag("slow")
class DecidedCutShortTest {
  private static final int TWIN = 900;

  @RegisterExtension final World world = new World().inHaste();

  private long old;

  /** Somebody of another name has Ana's job number. */
  private Imported otherName() {
    old = world.already("Anna Old", "jobNumber", "E1");
    world.row("Ana", "E1");
    return world.run();
  }

  private Imported similar() {
    old = world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    return world.run();
  }

  /** As a process leaves it that is killed between a request for Ana and its answer. */
  private void killed(Imported run, Intent.Call call, @Nullable Long person, List<Long> earlier) {
    Decision decision =
        switch (call) {
          case CREATE -> Decision.CREATE;
          case UPDATE -> Decision.UPDATE;
          default -> Decision.FORCE;
        };
    Intent intent =
        new Intent(
            run.runId(),
            new RowReference(1, 2),
            call,
            Instant.now(),
            Duration.ofSeconds(1),
            "hash",
            1,
            "JOB_NUMBER",
            "E1",
            "Ana",
            person,
            earlier,
            "1.jpg",
            null);
    world.ledger(
        ledger -> {
          RowDecision made = new RowDecision(decision, old, "of the file", false);
          ledger.decisions().begin(run.runId(), 1, made, "R9", "30002").join();
          return ledger.intents().open(intent).join();
        });
    world.asIfKilled();
  }

  /** The server has said of the request that no door knows of it. */
  private void killedAfterUnknownFace(Imported run, Intent.Call call, List<Long> earlier) {
    killed(run, call, null, earlier);
    killed(run, Intent.Call.UNKNOWN_FACE, null, earlier);
  }

  private static Path decided(Imported run, String decision) {
    return Decisions.of(run).decide("Ana", decision).write();
  }

  @Test
  void a_create_that_was_carried_out_is_found() {
    Imported run = otherName();
    killed(run, Intent.Call.CREATE, null, List.of(old));
    long ana = world.already("Ana", "jobNumber", "E1");

    Imported resolved = world.resolve(decided(run, "create"));

    assertThat(resolved.ended("Ana"))
        .as(resolved.err())
        .isEqualTo("CREATED STORED_DIFFERENTLY"); // what it has kept of the row, nobody has seen
    assertThat(resolved.of("Ana").personId()).isEqualTo(ana);
    assertThat(resolved.writes()).isEmpty();
  }

  @Test
  void a_create_that_was_not_carried_out_is_sent() {
    Imported run = otherName();
    killed(run, Intent.Call.CREATE, null, List.of(old));

    Imported resolved = world.resolve(decided(run, "create"));

    assertThat(resolved.ended("Ana")).isEqualTo("CREATED");
    assertThat(resolved.writes()).hasSize(1);
    assertThat(world.people()).hasSize(2);
  }

  @Test
  void whoever_was_there_before_it_is_not_whom_a_lost_create_has_made() {
    old = world.already("Ana", "jobNumber", "E1", "groups", "1");
    world.already("Ana", "jobNumber", "E1", "groups", "1");
    world.row("Ana", "E1").withoutPhoto();
    Imported run = world.run("--allow-no-photo");
    assertThat(run.ended("Ana")).isEqualTo("REVIEW KEY_NOT_UNIQUE");
    world.fault(FaultRule.on("createUser").before().reset().call(1));

    Path decided = Decisions.of(run).decide("Ana", old, "create").write();
    Imported resolved = world.resolve(decided, "--timeout", "1");

    assertThat(resolved.ended("Ana")).as(resolved.err()).isEqualTo("CREATED");
    assertThat(resolved.calls("createUser")).hasSize(2);
    assertThat(world.people()).hasSize(3);
  }

  @Test
  void who_was_deleted_since_the_import_is_no_matter_of_what_is_decided_now() {
    old = world.already("Anna Old", "jobNumber", "E1");
    world.row("Ana", "E1");
    world.row("Cem", "E2");
    Imported run = world.run();
    world.made(PeopleCalls.deleteUser(world.person("Cem").id()));

    Imported resolved = world.resolve(decided(run, "create"));

    assertThat(resolved.ended("Ana")).isEqualTo("CREATED");
    assertThat(endings(run)).isEqualTo("CREATED CREATED");
  }

  @Test
  void
      who_was_made_by_an_import_that_was_stopped_before_its_last_look_is_looked_for_with_what_is_decided_now() {
    old = world.already("Anna Old", "jobNumber", "E1");
    world.row("Ana", "E1");
    world.row("Cem", "E2");
    Imported run = world.run();
    world.made(PeopleCalls.deleteUser(world.person("Cem").id()));
    world.ledger(
        ledger -> {
          Run ended = ledger.runs().find(run.runId()).orElseThrow();
          RunRegistry.Change change = new RunRegistry.Change(ended);
          ledger.runs().save(change.status(Run.Status.STOPPED, true, "stopped", null));
          return true;
        });

    Imported resolved = world.resolve(decided(run, "create"));

    assertThat(resolved.ended("Ana")).isEqualTo("CREATED");
    assertThat(endings(run)).isEqualTo("CREATED FAILED");
  }

  @Test
  void whom_a_process_has_made_that_did_not_come_to_its_last_look_is_looked_for_by_the_next() {
    old = world.already("Anna Old", "jobNumber", "E1");
    world.row("Ana", "E1");
    Imported run = world.run();
    Path file = decided(run, "create");
    world.fault(FaultRule.on("listUsers").when(DecidedCutShortTest::isOfAll).status(500));
    assertThat(world.resolve(file).exit()).isEqualTo(4);
    world.allIsWell();
    world.made(PeopleCalls.deleteUser(world.person("Ana").id()));

    Imported again = world.resolve(file);

    assertThat(again.writes()).isEmpty();
    assertThat(endings(run)).isEqualTo("FAILED");
  }

  private static boolean isOfAll(Map<String, String> search) {
    return !search.containsKey("id") && !search.containsKey("jobNumber");
  }

  @Test
  void who_was_looked_at_once_is_not_looked_for_again_with_what_is_decided_later() {
    old = world.already("Anna Old", "jobNumber", "E1");
    world.already("Cemal", "jobNumber", "E2");
    world.row("Ana", "E1");
    world.row("Cem", "E2");
    Imported run = world.run();
    world.resolve(decided(run, "create"));
    world.made(PeopleCalls.deleteUser(world.person("Ana").id()));
    Path file = Decisions.of(run).decide("Cem", "create").write();
    world.fault(FaultRule.on("listUsers").when(DecidedCutShortTest::isOfAll).status(500));
    world.resolve(file);
    world.allIsWell();

    world.resolve(file);

    assertThat(endings(run)).isEqualTo("CREATED CREATED");
  }

  @Test
  void what_was_sent_for_a_row_that_is_not_decided_now_is_still_looked_for_later() {
    old = world.already("Anna Old", "jobNumber", "E1");
    world.row("Ana", "E1");
    world.row("Cem", "E2");
    world.fault(
        FaultRule.on("createUser").after().where("name", "Cem").status(500),
        FaultRule.on("listUsers").where("jobNumber", "E2").fromCall(2).status(500));
    Imported run = world.run();
    assertThat(run.ended("Cem")).isEqualTo("FAILED UNKNOWN_STATE");
    world.allIsWell();

    assertThat(world.resolve(decided(run, "create")).ended("Ana")).isEqualTo("CREATED");

    world.run();
    assertThat(world.ledger(ledger -> ledger.outcomes().of(run.runId(), 2)).orElseThrow())
        .returns(world.person("Cem").id(), Outcome::personId);
  }

  private String endings(Imported run) {
    return world.ledger(
        ledger ->
            Stream.of(1, 2)
                .flatMap(row -> ledger.outcomes().of(run.runId(), row).stream())
                .map(outcome -> outcome.ending().name())
                .collect(Collectors.joining(" ")));
  }

  @Test
  void a_force_that_was_carried_out_is_found_and_tells_past_whom() {
    Imported run = similar();
    killed(run, Intent.Call.FORCE, null, List.of());
    world.already("Ana", "jobNumber", "E1");

    Imported resolved = world.resolve(decided(run, "force"));

    assertThat(resolved.ended("Ana")).isEqualTo("FORCED 30002");
    assertThat(resolved.of("Ana").similarName()).isEqualTo("Bo");
    assertThat(resolved.writes()).isEmpty();
    assertThat(resolved.exit()).isZero();
  }

  @Test
  void a_force_that_made_somebody_for_no_door_is_gone_on_with_and_not_forced_again() {
    Imported run = similar();
    killedAfterUnknownFace(run, Intent.Call.FORCE, List.of());
    long ana =
        world
            .server()
            .addPerson(
                1,
                Map.of("name", "Ana", "jobNumber", "E1", "groups", "1"),
                Portraits.person(TWIN, 200, Portraits.Variation.SIMILAR));

    Imported resolved = world.resolve(decided(run, "force"));

    assertThat(resolved.ended("Ana")).isEqualTo("FORCED 30002");
    assertThat(resolved.of("Ana").personId()).isEqualTo(ana);
    assertThat(resolved.order("createUser", "updateUser")).containsExactly("updateUser");
  }

  @Test
  void somebody_else_of_their_key_and_name_is_not_forced_over() {
    Imported run = similar();
    killedAfterUnknownFace(run, Intent.Call.FORCE, List.of());
    world.already("Ana", "jobNumber", "E1", "position", "Director");

    Imported resolved = world.resolve(decided(run, "force"));

    assertThat(resolved.ended("Ana")).isEqualTo("REVIEW FORCE_UNCERTAIN");
    assertThat(resolved.writes()).isEmpty();
  }

  @Test
  void whoever_may_be_unknown_to_the_doors_did_not_just_come_meanwhile() {
    Imported run = otherName();
    killedAfterUnknownFace(run, Intent.Call.CREATE, List.of(old));
    world.already("Ana", "jobNumber", "E1", "position", "Director");

    Imported resolved = world.resolve(decided(run, "create"));

    assertThat(resolved.ended("Ana")).isEqualTo("FAILED 50001");
    assertThat(resolved.writes()).isEmpty();
  }

  @Test
  void a_force_that_was_not_carried_out_is_never_sent_again_by_itself() {
    Imported run = similar();
    killed(run, Intent.Call.FORCE, null, List.of());

    Imported resolved = world.resolve(decided(run, "force"));

    assertThat(resolved.ended("Ana")).isEqualTo("REVIEW FORCE_UNCERTAIN");
    assertThat(resolved.writes()).isEmpty();
    assertThat(resolved.conflicts().get(0))
        .containsEntry("candidateId", String.valueOf(old))
        .containsEntry("runId", run.runId());

    Imported created = world.resolve(Decisions.of(resolved).decide("Ana", "create").write());
    assertThat(created.ended("Ana")).isEqualTo("REVIEW 30002");
  }

  @Test
  void an_update_that_was_carried_out_has_not_changed_the_candidate_for_others() {
    Imported run = otherName();
    killed(run, Intent.Call.UPDATE, old, List.of(old));
    world.edited(old, "name", "Ana");

    Imported resolved = world.resolve(decided(run, "update"));

    assertThat(resolved.ended("Ana")).as(resolved.err()).isEqualTo("UPDATED");
    assertThat(resolved.of("Ana").personId()).isEqualTo(old);
  }

  @Test
  void an_import_that_comes_first_leaves_the_row_to_its_decision() {
    Imported run = otherName();
    killed(run, Intent.Call.CREATE, null, List.of(old));

    Imported imported = world.run();
    assertThat(imported.ended("Ana")).isEqualTo("REVIEW NAME_DIFFERS");
    String still =
        world.ledger(l -> l.outcomes().of(run.runId(), 1).map(o -> o.code()).orElse("none"));
    assertThat(still).isEqualTo("NAME_DIFFERS");

    Imported resolved = world.resolve(decided(run, "create"));
    assertThat(resolved.ended("Ana")).as(resolved.err()).isEqualTo("CREATED");
    assertThat(world.people()).hasSize(2);

    Imported twice = world.resolve(decided(imported, "create"));
    assertThat(twice.ended("Ana"))
        .as("the conflict of the other run")
        .isEqualTo("SKIPPED_EXISTING");
    assertThat(world.people()).hasSize(2);
  }

  @Test
  void a_fatal_answer_stops_and_leaves_the_row_undecided() {
    Imported run = similar();
    world.fault(FaultRule.on("createUser").apiCode(10004));

    Imported stopped = world.resolve(decided(run, "force"));

    assertThat(stopped.exit()).isEqualTo(4);
    assertThat(stopped.ended("Ana")).isEqualTo("REVIEW 30002");
    int open = world.ledger(l -> l.intents().open().size());
    assertThat(open).isZero();

    world.allIsWell();
    assertThat(world.resolve(decided(run, "force")).ended("Ana")).isEqualTo("FORCED 30002");
  }

  @Test
  void whoever_the_face_service_does_not_know_is_sent_once_more_as_an_update() {
    Imported run = otherName();
    world.fault(FaultRule.on("createUser").after().apiCode(50001).times(1));

    Imported resolved = world.resolve(decided(run, "create"));

    assertThat(resolved.ended("Ana")).isEqualTo("CREATED");
    assertThat(resolved.order("createUser", "updateUser"))
        .containsExactly("createUser", "updateUser");
    assertThat(world.people()).hasSize(2);
  }

  @Test
  void a_namesake_of_before_is_not_adopted_when_the_answer_was_lost() {
    world.alreadyWithFace(TWIN, "Ana", "jobNumber", "E1");
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    Imported run = world.run();
    assertThat(run.ended("Ana")).isEqualTo("REVIEW KEY_NOT_UNIQUE");
    world.fault(FaultRule.on("createUser").before().reset().times(1));
    String other = run.conflicts().get(1).get("candidateId");
    Path file = Decisions.of(run).decide("Ana", Long.parseLong(other), "create").write();

    Imported resolved = world.resolve(file, "--timeout", "1");

    assertThat(resolved.ended("Ana")).isEqualTo("REVIEW 30002");
    assertThat(resolved.writes()).hasSize(2);
    assertThat(resolved.conflicts().get(0)).containsEntry("canForce", "1");
  }

  @Test
  void a_server_that_cannot_be_reached_leaves_everything_as_it_is() {
    Imported run = similar();
    world.fault(FaultRule.on("createUser").before().reset());

    Imported stopped =
        world.resolve(
            Decisions.of(run).decide("Ana", "create").write(), "--timeout", "1", "--tries", "2");

    assertThat(stopped.ended("Ana")).isEqualTo("FAILED UNKNOWN_STATE");
    assertThat(stopped.exit()).isEqualTo(3);
    world.allIsWell();
    world.server().removePerson(old);

    Imported again = world.resolve(Decisions.of(run).decide("Ana", "create").write());

    assertThat(again.ended("Ana")).isEqualTo("REVIEW CANDIDATE_CHANGED");
  }
}
