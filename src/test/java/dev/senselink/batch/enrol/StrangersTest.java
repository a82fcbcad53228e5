package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody whom another hand adds while a create is lost is not taken for the row's own. */
@Tag("slow")
class StrangersTest {
  @RegisterExtension final World world = new World().inHaste();

  /** Our create of Ana is lost; meanwhile somebody adds a person by hand. */
  private void lostWhile(Runnable addedByHand) {
    world.already("Zoe", "jobNumber", "Z9");
    world.row("Ana", "E1").with("position", "Porter");
    world.fault(FaultRule.on("createUser").reset().call(1));
    world.at("listUsers", fields -> "E1".equals(fields.get("jobNumber")), 1, addedByHand);
  }

  private Imported run(String... options) {
    String[] all = new String[options.length + 4];
    System.arraycopy(new String[] {"--timeout", "1", "--lookup", "list"}, 0, all, 0, 4);
    System.arraycopy(options, 0, all, 4, options.length);
    return world.run(all);
  }

  @ParameterizedTest
  @CsvSource({
    // portrait 1 is the row's own
    "Ana, Porter, 1, CREATED",
    "ANA, Porter, 1, CREATED STORED_DIFFERENTLY",
    "Ana, Director, 1, SKIPPED_EXISTING",
    "Ana, Porter, 2, SKIPPED_EXISTING",
    "Ana, Porter, 0, SKIPPED_EXISTING",
    "Bo, Porter, 1, REVIEW NAME_DIFFERS",
  })
  void only_whoever_is_all_that_was_sent_is_adopted(
      String name, String position, long portrait, String ended) {
    String[] fields = {"jobNumber", "E1", "position", position};
    lostWhile(
        () -> {
          if (portrait == 0) {
            world.already(name, fields);
          } else {
            world.alreadyWithFace(portrait, name, fields);
          }
        });

    Imported run = run();

    assertThat(run.ended("Ana")).isEqualTo(ended);
    assertThat(run.writes()).as("nobody is made beside them, nobody overwritten").hasSize(1);
    assertThat(world.people()).as("Zoe and Ana").hasSize(2);
  }

  @Test
  void a_stranger_is_updated_where_that_is_the_policy_and_keeps_the_rest() {
    lostWhile(() -> world.already("Ana", "jobNumber", "E1", "mobile", "13800000009"));

    Imported run = run("--on-existing", "update");

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    PersonView ana = world.person("Ana");
    assertThat(ana.position()).isEqualTo("Porter");
    assertThat(ana.mobile()).isEqualTo("13800000009");
  }

  @Test
  void after_50001_a_stranger_is_not_overwritten_and_may_be_whom_no_door_knows() {
    world.already("Zoe", "jobNumber", "Z9");
    world.row("Ana", "E1");
    world.fault(FaultRule.on("createUser").apiCode(50001).call(1));
    world.at(
        "listUsers",
        fields -> "E1".equals(fields.get("jobNumber")),
        1,
        () -> world.already("Ana", "jobNumber", "E1", "position", "Director"));

    Imported run = run();

    assertThat(run.ended("Ana")).isEqualTo("FAILED 50001");
    assertThat(run.of("Ana").personId()).isEqualTo(world.person("Ana").id());
    assertThat(run.calls("updateUser")).isEmpty();
    assertThat(world.person("Ana").position()).isEqualTo("Director");
    assertThat(run("--on-existing", "update").ended("Ana")).isEqualTo("UPDATED");
  }

  @Test
  void the_photo_of_somebody_adopted_never_counts_as_sent() {
    world.row("Ana", "E1");
    world.fault(FaultRule.on("createUser").after().reset().call(1));
    assertThat(run("--on-existing", "update").ended("Ana")).isEqualTo("CREATED");
    world.allIsWell();

    Imported next = world.run("--on-existing", "update");

    assertThat(next.ended("Ana")).isEqualTo("UPDATED");
    assertThat(world.run("--on-existing", "update").ended("Ana")).isEqualTo("UNCHANGED");
  }

  @Test
  void whom_an_update_after_50001_was_for_keeps_what_another_hand_has_filled_meanwhile() {
    world.row("Ana", "E1").with("position", "Porter");
    world.fault(FaultRule.on("createUser").after().apiCode(50001).call(1));
    // Between the first look at her and the update that makes the face service know her.
    world.at(
        "getImage",
        1,
        () ->
            world.edited(
                world.person("Ana").id(), "mobile", "13800000009", "mail", "ana@example.org"));

    Imported run = run();

    assertThat(run.ended("Ana")).isEqualTo("CREATED");
    assertThat(run.calls("updateUser")).hasSize(1);
    assertThat(world.person("Ana"))
        .returns("13800000009", PersonView::mobile)
        .returns("ana@example.org", PersonView::mail)
        .returns("Porter", PersonView::position);
  }

  @Test
  void a_similar_person_with_key_and_name_is_ours_only_if_all_that_was_sent_is_there() {
    world.row("Ana", "E1").with("position", "Porter");
    world.fault(FaultRule.on("createUser").reset().call(1));
    // Nobody is found after the lost create; then she is added by hand, with the row's face.
    world.at(
        "createUser",
        2,
        () -> world.alreadyWithFace(1, "Ana", "jobNumber", "E1", "position", "Director"));

    Imported run = run();

    assertThat(run.ended("Ana")).isEqualTo("SKIPPED_EXISTING");
    assertThat(world.people()).hasSize(1);
    assertThat(Map.of("position", String.valueOf(world.person("Ana").position())))
        .containsEntry("position", "Director");
  }
}
