package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The second table of ENROLMENT: the server refuses an update because somebody looks alike. */
@Tag("slow")
class SimilarOnUpdateTest {
  private static final int TWIN = 900;

  @RegisterExtension final World world = new World().inHaste();

  @ParameterizedTest
  @CsvSource({
    "review, 1, REVIEW 30002",
    "skip, 1, SKIPPED_SIMILAR 30002",
    // The row cannot be both: the person it updates and the one who looks alike.
    "update, 1, REVIEW 30002",
    "force, 1, UPDATED 30002",
    "force, 0, REVIEW 30002",
  })
  void anybody_else_is_answered_by_the_policy(String policy, int canForce, String ended) {
    world.server(s -> s.withCanForce(canForce));
    long ana = world.already("Ana", "jobNumber", "E1");
    long bo = world.alreadyWithFace(TWIN, "Ana", "mobile", "13800000009");
    world.row("Ana", "E1").anotherPictureOf(TWIN);

    Imported run = world.run("--on-existing", "update", "--on-similar", policy);

    assertThat(run.ended("Ana")).isEqualTo(ended);
    assertThat(run.of("Ana").personId()).isEqualTo(ana);
    boolean forced = ended.startsWith("UPDATED");
    assertThat(run.writes()).hasSize(forced ? 2 : 1);
    assertThat(run.writes())
        .filteredOn(call -> call.field("force").equals("1"))
        .hasSize(forced ? 1 : 0);
    assertThat(run.of("Ana").similarId()).isEqualTo(bo);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void oneself_is_forced_once_where_the_server_allows_it(int canForce) {
    world.server(s -> s.withSimilarNamesOneself(true).withCanForce(canForce));
    world.alreadyWithFace(TWIN, "Ana", "jobNumber", "E1");
    world.row("Ana", "E1").anotherPictureOf(TWIN);

    Imported run = world.run("--on-existing", "update");

    assertThat(run.ended("Ana")).isEqualTo(canForce == 1 ? "UPDATED 30002" : "REVIEW 30002");
    assertThat(run.writes())
        .extracting(call -> call.field("force"))
        .containsExactlyElementsOf(canForce == 1 ? List.of("0", "1") : List.of("0"));
  }

  @Test
  void a_person_who_is_gone_meanwhile_costs_one_more_request_without_force() {
    world.already("Ana", "jobNumber", "E1");
    long bo = world.alreadyWithFace(TWIN, "Bo");
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    leavesWhenAskedFor(1, bo);

    Imported run = world.run("--on-existing", "update", "--on-similar", "force");

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(run.writes()).extracting(call -> call.field("force")).containsExactly("0", "0");
  }

  @Test
  void people_who_are_gone_twice_are_for_review() {
    long ana = world.already("Ana", "jobNumber", "E1");
    long bo = world.alreadyWithFace(TWIN, "Bo");
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    leavesWhenAskedFor(1, bo);
    long[] again = {0};
    world.at("updateUser", 2, () -> again[0] = world.alreadyWithFace(TWIN, "Bo again"));
    world.at(
        "listUsers",
        fields -> String.valueOf(again[0]).equals(fields.get("id")),
        1,
        () -> world.server().removePerson(again[0]));

    Imported run = world.run("--on-existing", "update", "--on-similar", "force");

    assertThat(run.ended("Ana")).isEqualTo("REVIEW SIMILAR_GONE");
    assertThat(run.of("Ana").personId()).isEqualTo(ana);
    assertThat(run.writes()).extracting(call -> call.field("force")).containsExactly("0", "0");
  }

  @Test
  void another_person_with_the_same_key_makes_the_key_ambiguous_whatever_the_policy() {
    long ana = world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    long[] late = {0};
    world.at(
        "countFaces", 1, () -> late[0] = world.alreadyWithFace(TWIN, "Ana", "jobNumber", "E1"));

    Imported run = world.run("--on-existing", "update", "--on-similar", "force");

    assertThat(run.ended("Ana")).isEqualTo("REVIEW KEY_NOT_UNIQUE");
    assertThat(run.writes()).hasSize(1);
    assertThat(run.conflicts())
        .extracting(line -> line.get("candidateId"))
        .containsExactlyInAnyOrder(String.valueOf(ana), String.valueOf(late[0]));
  }

  private void leavesWhenAskedFor(int time, long id) {
    world.at(
        "listUsers",
        fields -> String.valueOf(id).equals(fields.get("id")),
        time,
        () -> world.server().removePerson(id));
  }
}
