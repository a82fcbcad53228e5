package dev.senselink.batch.enrol.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The second table of ENROLMENT: the server refuses a create because somebody looks alike. */
@Tag("slow")
class SimilarFaceRulesTest {
  private static final int TWIN = 900;

  @RegisterExtension final World world = new World().inHaste();

  @Test
  void review_is_the_standard_and_names_the_other_person() {
    long bo = world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    world.row("Ana", "E1").anotherPictureOf(TWIN);

    Imported run = world.run();

    assertThat(run.ended("Ana")).isEqualTo("REVIEW 30002");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.of("Ana").similarId()).isEqualTo(bo);
    assertThat(run.of("Ana").similarName()).isEqualTo("Bo");
    assertThat(run.of("Ana").personId()).isZero();
    assertThat(run.of("Ana").attempts()).isEqualTo(1);
    assertThat(run.conflicts())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("candidateId", String.valueOf(bo))
                    .containsEntry("candidateKey", "E9")
                    .containsEntry("canForce", "1")
                    .containsEntry("decision", ""));
  }

  @Test
  void somebody_whom_the_server_does_not_name_is_not_looked_for() {
    world.fault(FaultRule.on("createUser").call(1).apiCode(30002));
    world.row("Ana", "E1");

    Imported run = world.run();

    assertThat(run.ended("Ana")).isEqualTo("REVIEW 30002");
    assertThat(run.of("Ana").reason()).contains("does not say who");
    assertThat(run.of("Ana").similarId()).isZero();
    assertThat(world.people()).isEmpty();
  }

  @Test
  void skip_skips_and_needs_no_attention() {
    long bo = world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    world.row("Ana", "E1").anotherPictureOf(TWIN);

    Imported run = world.run("--on-similar", "skip");

    assertThat(run.ended("Ana")).isEqualTo("SKIPPED_SIMILAR 30002");
    assertThat(run.of("Ana").similarId()).isEqualTo(bo);
    assertThat(run.exit()).isZero();
    assertThat(world.people()).hasSize(1);
  }

  @Test
  void force_is_one_more_request_where_the_server_allows_it() {
    long bo = world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    world.row("Ana", "E1").anotherPictureOf(TWIN);

    Imported run = world.run("--on-similar", "force");

    assertThat(run.ended("Ana")).isEqualTo("FORCED 30002");
    assertThat(run.of("Ana").personId()).isEqualTo(world.person("Ana").id());
    assertThat(run.of("Ana").similarId()).isEqualTo(bo);
    assertThat(run.of("Ana").attempts()).isEqualTo(2);
    assertThat(run.writes()).extracting(call -> call.field("force")).containsExactly("0", "1");
    assertThat(run.exit()).isZero();
  }

  @Test
  void force_is_not_sent_where_the_server_does_not_allow_it() {
    world.server(s -> s.withCanForce(0));
    world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    world.row("Ana", "E1").anotherPictureOf(TWIN);

    Imported run = world.run("--on-similar", "force");

    assertThat(run.ended("Ana")).isEqualTo("REVIEW 30002");
    assertThat(run.writes()).extracting(call -> call.field("force")).containsExactly("0");
    assertThat(run.conflicts().get(0)).containsEntry("canForce", "0");
  }

  @ParameterizedTest
  @CsvSource({
    // Equal name, and no number that both have differs.
    "Ana, '', '', UPDATED",
    "ana, '', '', UPDATED",
    // A name or a number that differs.
    "Bo, '', '', REVIEW 30002",
    "Ana, E9, '', REVIEW 30002",
    "Ana, '', 13800000009, REVIEW 30002",
  })
  void update_updates_only_who_may_be_the_same(
      String name, String jobNumber, String mobile, String ended) {
    world.alreadyWithFace(TWIN, name, "jobNumber", jobNumber, "mobile", mobile);
    world.row("Ana", "E1").with("mobile", "13800000001").anotherPictureOf(TWIN);

    Imported run = world.run("--on-similar", "update", "--on-existing", "skip");

    assertThat(run.ended("Ana")).isEqualTo(ended);
    assertThat(world.people()).hasSize(1);
  }

  @Test
  void a_visitor_who_looks_alike_is_somebody_else_and_is_never_updated() {
    world.visitorWithFace(TWIN, "Ana", "mobile", "13800000001");
    world.row("Ana", "E1").with("mobile", "13800000001").anotherPictureOf(TWIN);

    Imported run = world.run("--on-similar", "update");

    assertThat(run.ended("Ana")).isEqualTo("REVIEW 30002");
    assertThat(run.of("Ana").reason()).contains("guest");
    assertThat(world.people()).hasSize(1);
  }

  @Test
  void a_visitor_who_looks_alike_can_be_forced_past() {
    world.visitorWithFace(TWIN, "Ana", "mobile", "13800000001");
    world.row("Ana", "E1").with("mobile", "13800000001").anotherPictureOf(TWIN);

    assertThat(world.run("--on-similar", "force").ended("Ana")).isEqualTo("FORCED 30002");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void the_reason_names_the_line_of_the_roster_that_made_the_other_person(String lookup) {
    world.row("Ana", "E1").portrait(TWIN);
    world.row("Bo", "E2").anotherPictureOf(TWIN);

    Imported run = world.run("--lookup", lookup);

    assertThat(run.endings()).containsExactlyInAnyOrder("CREATED", "REVIEW 30002");
    boolean anaFirst = run.ended("Ana").equals("CREATED");
    assertThat(run.of(anaFirst ? "Bo" : "Ana").reason())
        .contains(", line " + (anaFirst ? 2 : 3) + " of this roster");
  }

  @Test
  void a_person_who_is_gone_meanwhile_costs_one_more_request_without_force() {
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    world.alreadyWithFace(TWIN, "Bo");
    leavesAsTheSimilarPersonIsAskedFor(1, "Bo");

    Imported run = world.run("--on-similar", "force");

    assertThat(run.ended("Ana")).isEqualTo("CREATED");
    assertThat(run.of("Ana").attempts()).isEqualTo(2);
    assertThat(run.writes()).extracting(call -> call.field("force")).containsExactly("0", "0");
  }

  @Test
  void people_who_are_gone_twice_are_for_review() {
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    world.alreadyWithFace(TWIN, "Bo");
    leavesAsTheSimilarPersonIsAskedFor(1, "Bo");
    world.at("createUser", 2, () -> world.alreadyWithFace(TWIN, "Bo again"));
    leavesAsTheSimilarPersonIsAskedFor(2, "Bo again");

    Imported run = world.run("--on-similar", "force");

    assertThat(run.ended("Ana")).isEqualTo("REVIEW SIMILAR_GONE");
    assertThat(run.writes()).extracting(call -> call.field("force")).containsExactly("0", "0");
    assertThat(run.conflicts().get(0)).containsEntry("candidateName", "Bo again");
  }

  private void leavesAsTheSimilarPersonIsAskedFor(int time, String name) {
    world.at(
        "listUsers",
        fields -> fields.containsKey("id"),
        time,
        () -> world.server().removePerson(world.person(name).id()));
  }

  @Test
  void somebody_with_the_same_key_and_name_exists() {
    Late late = new Late("Ana", "E1");
    world.row("Ana", "E1").anotherPictureOf(TWIN);

    Imported run = world.run("--on-similar", "force");

    assertThat(run.ended("Ana")).isEqualTo("SKIPPED_EXISTING");
    assertThat(run.of("Ana").personId()).isEqualTo(late.id);
    assertThat(run.writes()).hasSize(1);
  }

  @Test
  void somebody_with_the_same_key_and_name_is_updated_if_that_is_the_policy() {
    Late late = new Late("Ana", "E1");
    world.row("Ana", "E1").anotherPictureOf(TWIN).with("position", "Director");

    Imported run = world.run("--on-existing", "update");

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(run.of("Ana").personId()).isEqualTo(late.id);
    assertThat(world.person("Ana").position()).isEqualTo("Director");
    assertThat(world.commits("createUser")).isEmpty();
  }

  @Test
  void somebody_with_the_same_key_and_another_name_is_for_review() {
    new Late("Bo", "E1");
    world.row("Ana", "E1").anotherPictureOf(TWIN);

    Imported run = world.run("--on-similar", "force", "--on-existing", "update");

    assertThat(run.ended("Ana")).isEqualTo("REVIEW NAME_DIFFERS");
    assertThat(run.writes()).hasSize(1);
  }

  @Test
  void somebody_with_the_same_key_and_name_whom_a_lost_request_of_this_row_made_is_adopted() {
    world.row("Ana", "E1");
    world.fault(FaultRule.on("createUser").after().reset().call(1));
    // The server's list lags behind: until the second create nobody is found by the number.
    world.at("listUsers", 4, () -> world.edited(world.person("Ana").id(), "jobNumber", "later"));
    world.at("createUser", 2, () -> world.edited(world.person("Ana").id(), "jobNumber", "E1"));

    Imported run = world.run("--timeout", "1", "--on-similar", "force");

    assertThat(run.ended("Ana")).isEqualTo("CREATED");
    assertThat(run.of("Ana").personId()).isEqualTo(world.person("Ana").id());
    assertThat(run.of("Ana").attempts()).isEqualTo(2);
    assertThat(world.commits("createUser")).singleElement().matches(made -> !made.force());
  }

  /** Somebody who comes onto the server after the row was looked up. */
  private final class Late {
    private long id;

    Late(String name, String jobNumber) {
      world.at(
          "countFaces", 1, () -> id = world.alreadyWithFace(TWIN, name, "jobNumber", jobNumber));
    }
  }
}
