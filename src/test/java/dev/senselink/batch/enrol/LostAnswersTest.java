package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.SeenCall;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.CommittedChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A create whose answer does not tell: look first, adopt, and never make anybody twice. */
@Tag("slow")
class LostAnswersTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  @RegisterExtension final World world = new World().inHaste();

  /** Every way in which an answer can fail to tell what happened. */
  private static Map<String, UnaryOperator<FaultRule.Builder>> kinds() {
    Map<String, UnaryOperator<FaultRule.Builder>> kinds = new LinkedHashMap<>();
    kinds.put("500", rule -> rule.status(500));
    kinds.put("502", rule -> rule.status(502));
    kinds.put("503 with Retry-After", rule -> rule.status(503).retryAfter(1));
    kinds.put("429 with Retry-After", rule -> rule.status(429).retryAfter(1));
    kinds.put("50001", rule -> rule.apiCode(50001));
    kinds.put("50002", rule -> rule.apiCode(50002));
    kinds.put("50003", rule -> rule.apiCode(50003));
    kinds.put("99999", rule -> rule.apiCode(99999));
    kinds.put("HTML page", FaultRule.Builder::htmlPage);
    kinds.put("reset", FaultRule.Builder::reset);
    kinds.put("truncated", FaultRule.Builder::truncated);
    kinds.put("no answer", FaultRule.Builder::noAnswer);
    return kinds;
  }

  /** One row for every kind, spoilt once; a good one in front, so that the canary is over. */
  private Imported everyKindOnce(UnaryOperator<FaultRule.Builder> phase) {
    world.row("good", "E0");
    kinds()
        .forEach(
            (name, kind) -> {
              world.row(name, key(name));
              FaultRule.Builder rule = FaultRule.on("createUser").where("jobNumber", key(name));
              world.fault(kind.apply(phase.apply(rule)).times(1));
            });
    return world.run("--timeout", "2");
  }

  private static String key(String kind) {
    return "E-" + kind.replace(' ', '-');
  }

  @Test
  void what_was_done_before_the_answer_failed_is_adopted_and_never_sent_again() {
    Imported run = everyKindOnce(FaultRule.Builder::after);

    assertThat(run.exit()).isZero();
    assertThat(run.endings()).containsOnly("CREATED");
    for (String name : kinds().keySet()) {
      assertThat(run.of(name).personId()).isEqualTo(world.person(name).id());
      assertThat(creates(run, name)).as(name).hasSize(1);
      // 50001 is the one that is settled by an update.
      assertThat(run.of(name).attempts()).as(name).isEqualTo(name.equals("50001") ? 2 : 1);
    }
    assertThat(world.commits("createUser")).hasSize(kinds().size() + 1);
  }

  @Test
  void what_was_not_done_is_sent_again_but_only_after_looking() {
    world.inRealTime();
    Imported run = everyKindOnce(FaultRule.Builder::before);

    assertThat(run.exit()).isZero();
    assertThat(run.endings()).containsOnly("CREATED");
    for (String name : kinds().keySet()) {
      assertThat(run.of(name).personId()).isEqualTo(world.person(name).id());
      assertThat(run.of(name).attempts()).as(name).isEqualTo(2);
      List<SeenCall> creates = creates(run, name);
      assertThat(creates).as(name).hasSize(2);
      assertThat(creates.get(1).after(creates.get(0))).as(name).isGreaterThanOrEqualTo(TIMEOUT);
      // Where no answer came the time is over already as the client stops waiting.
      assertThat(looksBetween(run, name, creates.get(0), creates.get(1)))
          .as(name)
          .hasSizeGreaterThanOrEqualTo(name.equals("no answer") ? 1 : 2);
    }
  }

  private static List<SeenCall> creates(Imported run, String name) {
    return run.calls("createUser").stream().filter(c -> c.field("name").equals(name)).toList();
  }

  private static List<SeenCall> looksBetween(
      Imported run, String name, SeenCall first, SeenCall second) {
    List<SeenCall> calls = run.calls();
    return new ArrayList<>(calls.subList(calls.indexOf(first), calls.indexOf(second)))
        .stream()
            .filter(call -> call.operation().equals("listUsers"))
            .filter(call -> call.field("jobNumber").equals(key(name)))
            .toList();
  }

  @Test
  void the_last_look_before_a_second_request_comes_when_the_time_is_over() {
    world.inRealTime();
    world.already("Bo", "jobNumber", "E9");
    world.row("Ana", "E1");
    world.fault(FaultRule.on("createUser").reset().call(1));

    Imported run = world.run("--timeout", "3", "--lookup", "list");

    List<String> order = run.order("createUser", "listUsers");
    assertThat(order).startsWith("listUsers", "createUser", "listUsers");
    SeenCall first = run.calls("createUser").get(0);
    SeenCall second = run.calls("createUser").get(1);
    SeenCall lastLook = run.calls().get(run.calls().indexOf(second) - 1);
    assertThat(lastLook.operation()).isEqualTo("listUsers");
    assertThat(lastLook.after(first)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void somebody_who_turns_up_late_while_the_row_waits_is_adopted() {
    world.already("Bo", "jobNumber", "E9");
    world.row("Ana", "E1");
    world.fault(FaultRule.on("createUser").reset().call(1));
    // The server is still at work when the client looks for the first time.
    world.at(
        "listUsers",
        fields -> "E1".equals(fields.get("jobNumber")),
        2,
        () -> world.alreadyWithFace(1, "Ana", "jobNumber", "E1"));

    Imported run = world.run("--timeout", "3", "--lookup", "list");

    assertThat(run.ended("Ana")).isEqualTo("CREATED");
    assertThat(run.of("Ana").personId()).isEqualTo(world.person("Ana").id());
    assertThat(run.writes()).hasSize(1);
  }

  @Test
  void only_an_id_that_did_not_have_the_key_before_can_be_ours() {
    // A visitor has the mobile; the row is created all the same, and must not be taken for her.
    long visitor = world.visitor("Ana", "mobile", "13800000001");
    world.row("Ana", "").with("mobile", "13800000001");
    world.fault(FaultRule.on("createUser").reset().call(1));

    Imported run = world.run("--timeout", "1");

    assertThat(run.ended("Ana")).isEqualTo("CREATED");
    assertThat(run.of("Ana").personId()).isNotEqualTo(visitor);
    assertThat(run.of("Ana").attempts()).isEqualTo(2);
  }

  @Test
  void a_name_that_was_folded_is_adopted_and_shown() {
    world.already("Bo", "jobNumber", "E9");
    world.row("Ana", "E1");
    world.fault(FaultRule.on("createUser").after().reset().call(1));
    world.at(
        "listUsers",
        fields -> "E1".equals(fields.get("jobNumber")),
        1,
        () -> world.edited(world.person("Ana").id(), "name", "ANA"));

    Imported run = world.run("--timeout", "1", "--lookup", "list");

    assertThat(run.ended("Ana")).isEqualTo("CREATED STORED_DIFFERENTLY");
    assertThat(run.writes()).hasSize(1);
  }

  /** Somebody makes the same person while it is looked for. */
  private Imported madeTwice() {
    world.already("Bo", "jobNumber", "E9");
    world.row("Ana", "E1");
    world.fault(FaultRule.on("createUser").after().reset().call(1));
    world.at(
        "listUsers",
        fields -> "E1".equals(fields.get("jobNumber")),
        1,
        () -> world.alreadyWithFace(1, "Ana", "jobNumber", "E1"));
    return world.run("--timeout", "1", "--lookup", "list");
  }

  @Test
  void two_people_made_by_lost_answers_are_a_duplicate_with_all_ids() {
    Imported run = madeTwice();

    assertThat(run.ended("Ana")).isEqualTo("REVIEW DUPLICATE_CREATED");
    assertThat(world.people())
        .filteredOn(p -> p.name().equals("Ana"))
        .hasSize(2)
        .allSatisfy(p -> assertThat(run.of("Ana").reason()).contains(String.valueOf(p.id())));
  }

  @Test
  void whom_a_row_has_made_twice_no_decision_makes_once_more() {
    Imported run = madeTwice();

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "create").write());

    assertThat(resolved.exit()).isEqualTo(2);
    assertThat(resolved.err()).contains("create is not possible", "Decide skip, update");
    assertThat(resolved.writes()).isEmpty();
    assertThat(world.people()).filteredOn(p -> p.name().equals("Ana")).hasSize(2);
  }

  @Test
  void a_person_adopted_after_50001_is_made_known_to_the_face_service_by_one_update() {
    world.row("Ana", "E1").with("position", "Porter");
    world.fault(FaultRule.on("createUser").after().apiCode(50001).call(1));

    Imported run = world.run();

    assertThat(run.ended("Ana")).isEqualTo("CREATED");
    assertThat(run.order("createUser", "updateUser")).containsExactly("createUser", "updateUser");
    CommittedChange settled = world.commits("updateUser").get(0);
    assertThat(settled.photoSha256())
        .isNotEmpty()
        .isEqualTo(world.commits("createUser").get(0).photoSha256());
    assertThat(world.person("Ana").position()).isEqualTo("Porter");
    assertThat(world.person("Ana").groups()).containsExactly(1L);
  }

  @Test
  void a_person_whom_the_face_service_refuses_even_then_is_a_failure_with_the_id() {
    world.row("Ana", "E1");
    world.fault(
        FaultRule.on("createUser").after().apiCode(50001).call(1),
        FaultRule.on("updateUser").apiCode(30005));

    Imported run = world.run();

    assertThat(run.ended("Ana")).isEqualTo("FAILED 50001");
    assertThat(run.of("Ana").personId()).isEqualTo(world.person("Ana").id());
    assertThat(world.commits("createUser")).hasSize(1);
  }

  @Test
  void whom_the_doors_turn_out_to_know_is_compared_with_what_was_sent_all_the_same() {
    world.row("Ana", "E1").with("position", "Porter");
    world.fault(FaultRule.on("createUser").after().apiCode(50001).call(1));
    long ana = world.already("Bo", "jobNumber", "E9") + 1;
    world
        .answers()
        .to(uri -> uri.getPath().endsWith("/list"), body -> body.replace("Porter", " Porter"))
        .instead(
            uri -> uri.getPath().endsWith("/user/update/" + ana),
            "{\"code\":30002,\"data\":{\"similar_user_id\":" + ana + "}}");

    Imported run = world.run();

    assertThat(run.ended("Ana")).isEqualTo("CREATED STORED_DIFFERENTLY");
    assertThat(run.of("Ana").personId()).isEqualTo(ana);
    assertThat(run.of("Ana").reason()).contains("position");
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "50001", "reset", "no answer"})
  void a_forced_create_whose_answer_is_lost_is_found_or_uncertain_and_never_sent_again(
      String kind) {
    world.alreadyWithFace(900, "Bo", "jobNumber", "E9");
    world.alreadyWithFace(901, "Cy", "jobNumber", "E8");
    world.row("done", "E1").anotherPictureOf(900);
    world.row("lost", "E2").anotherPictureOf(901);
    UnaryOperator<FaultRule.Builder> spoilt = kinds().get(kind);
    world.fault(
        spoilt.apply(FaultRule.on("createUser").after()).when(f -> isForced(f, "done")),
        spoilt.apply(FaultRule.on("createUser").before()).when(f -> isForced(f, "lost")));

    Imported run = world.run("--on-similar", "force", "--timeout", "2");

    assertThat(run.ended("done")).isEqualTo("FORCED 30002");
    assertThat(run.of("done").personId()).isEqualTo(world.person("done").id());
    assertThat(run.ended("lost")).isEqualTo("REVIEW FORCE_UNCERTAIN");
    assertThat(run.calls("createUser"))
        .extracting(call -> call.field("name") + " " + call.field("force"))
        .containsExactlyInAnyOrder("done 0", "done 1", "lost 0", "lost 1");
  }

  private static boolean isForced(Map<String, String> fields, String name) {
    return "1".equals(fields.get("force")) && name.equals(fields.get("name"));
  }

  @Test
  void a_forced_create_waits_for_the_time_out_before_it_is_uncertain() {
    world.alreadyWithFace(900, "Bo", "jobNumber", "E9");
    world.row("Ana", "E1").anotherPictureOf(900);
    world.fault(FaultRule.on("createUser").reset().when(f -> isForced(f, "Ana")));
    world.at(
        "listUsers",
        fields -> "E1".equals(fields.get("jobNumber")),
        2,
        () ->
            world
                .server()
                .addPerson(
                    1,
                    Map.of("name", "Ana", "jobNumber", "E1", "groups", "1"),
                    Portraits.person(900, 200, Portraits.Variation.SIMILAR)));

    Imported run = world.run("--on-similar", "force", "--timeout", "3", "--lookup", "list");

    assertThat(run.ended("Ana")).isEqualTo("FORCED 30002");
    assertThat(run.writes()).hasSize(2);
  }

  @Test
  void tries_used_up_leave_the_state_unknown() {
    world.row("Ana", "E1");
    world.fault(FaultRule.on("createUser").status(500));

    Imported run = world.run("--tries", "2");

    assertThat(run.ended("Ana")).isEqualTo("FAILED UNKNOWN_STATE");
    assertThat(run.of("Ana").attempts()).isEqualTo(2);
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void every_request_that_may_have_been_carried_out_has_an_intent_of_its_own() {
    world.row("Ana", "E1");
    world.fault(FaultRule.on("createUser").status(500));

    Imported run = world.run("--tries", "3");

    assertThat(run.writes()).hasSize(3);
    assertThat(world.<Integer>ledger(ledger -> ledger.intents().open().size())).isEqualTo(3);
  }

  @Test
  void so_has_every_update() {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").with("position", "Clerk").withoutPhoto();
    world.fault(FaultRule.on("updateUser").status(500));

    Imported run = world.run("--tries", "3", "--on-existing", "update");

    assertThat(run.writes()).hasSize(3);
    assertThat(world.<Integer>ledger(ledger -> ledger.intents().open().size())).isEqualTo(3);
  }

  @Test
  void without_a_look_that_tells_nothing_is_sent_again() {
    world.already("Bo", "jobNumber", "E9");
    world.row("Ana", "E1");
    world.fault(
        FaultRule.on("createUser").after().reset(),
        FaultRule.on("listUsers").status(500).where("jobNumber", "E1"));

    Imported run = world.run("--tries", "2", "--lookup", "list");

    assertThat(run.ended("Ana")).isEqualTo("FAILED UNKNOWN_STATE");
    assertThat(run.writes()).hasSize(1);
  }

  /** The server has dropped a field of the create, so that the row writes a second time. */
  @Test
  void whom_the_second_write_of_a_row_has_left_unknown_to_the_faces_gets_the_photo_with_the_next() {
    world.server().misbehave(Misbehaviour.createDrops("areaCode"));
    world.row("Ana", "E1").with("areaCode", "86");
    world.fault(FaultRule.on("updateUser").after().apiCode(50001).times(1));

    Imported run = world.run();

    assertThat(run.ended("Ana")).startsWith("CREATED");
    List<CommittedChange> written = world.commits("updateUser");
    assertThat(written).hasSizeGreaterThan(1);
    assertThat(written.get(1).photoSha256())
        .isNotEmpty()
        .isEqualTo(world.commits("createUser").get(0).photoSha256());
  }

  @Test
  void whom_the_face_service_refuses_after_the_second_write_of_a_row_is_a_failure_with_the_id() {
    world.server().misbehave(Misbehaviour.createDrops("areaCode"));
    world.row("Ana", "E1").with("areaCode", "86");
    world.fault(
        FaultRule.on("updateUser").after().apiCode(50001).call(1),
        FaultRule.on("updateUser").apiCode(30005));

    Imported run = world.run();

    assertThat(run.ended("Ana")).isEqualTo("FAILED 50001");
    assertThat(run.of("Ana").personId()).isEqualTo(world.person("Ana").id());
  }
}
