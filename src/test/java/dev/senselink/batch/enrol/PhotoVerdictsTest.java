package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server says of a photo, what follows from it, and how long it is remembered. */
@Tag("slow")
class PhotoVerdictsTest {
  @RegisterExtension final World world = new World().inHaste();

  @ParameterizedTest
  @ValueSource(strings = {"strict", "warn", "off"})
  void a_photo_of_nobody_or_of_several_is_refused_whatever_is_said_of_quality(String quality) {
    world.row("nobody", "E1").photo("nobody.jpg", Portraits.noFace(300));
    world.row("couple", "E2").photo("couple.jpg", Portraits.faces(2, 400));

    Imported run = world.run("--quality", quality);

    assertThat(run.endings())
        .containsExactly("REJECTED_PHOTO NO_FACE", "REJECTED_PHOTO MULTIPLE_FACES");
    assertThat(run.writes()).isEmpty();
    assertThat(run.calls("checkFaceQuality")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "strict, REJECTED_PHOTO 10405, 1",
    "warn, CREATED 10405, 1",
    "off, CREATED, 0",
  })
  void quality_decides_as_the_option_says(String quality, String ended, int asked) {
    world.row("Ana", "E1").photo("blurred.jpg", Portraits.blurred(900, 300));

    Imported run = world.run("--quality", quality);

    assertThat(run.ended("Ana")).isEqualTo(ended);
    assertThat(run.calls("checkFaceQuality")).hasSize(asked);
    assertThat(run.exit()).isEqualTo(quality.equals("strict") ? 3 : 0);
  }

  @Test
  void the_qa_code_decides_and_not_the_code_of_the_envelope() {
    world.row("Ana", "E1").photo("dark.jpg", Portraits.dark(900, 300));

    // The server answers code 200 for it.
    assertThat(world.run().ended("Ana")).isEqualTo("REJECTED_PHOTO 10404");
  }

  @Test
  void a_verdict_is_remembered_by_later_runs_until_it_is_to_be_forgotten() {
    world.row("Ana", "E1").photo("blurred.jpg", Portraits.blurred(900, 300));
    world.row("Bo", "E2").photo("nobody.jpg", Portraits.noFace(300));
    world.row("Cy", "E3").photo("couple.jpg", Portraits.faces(2, 400));

    Imported first = world.run();
    Imported second = world.run();
    Imported third = world.run("--recheck-photos");

    assertThat(first.calls("countFaces")).hasSize(3);
    assertThat(second.endings()).isEqualTo(first.endings());
    assertThat(second.calls("countFaces", "checkFaceQuality")).isEmpty();
    assertThat(third.endings()).isEqualTo(first.endings());
    assertThat(third.calls("countFaces")).hasSize(3);
  }

  @Test
  void a_photo_that_passed_without_the_quality_check_is_judged_once_it_is_wanted() {
    world.row("Ana", "E1").photo("blurred.jpg", Portraits.blurred(900, 300));
    world.fault(FaultRule.on("createUser").apiCode(30001).call(1));

    Imported off = world.run("--quality", "off");
    Imported strict = world.run("--quality", "strict");

    assertThat(off.ended("Ana")).isEqualTo("REJECTED_ROW 30001");
    assertThat(strict.ended("Ana")).isEqualTo("REJECTED_PHOTO 10405");
  }

  @Test
  void a_dry_run_remembers_verdicts_too() {
    world.row("Ana", "E1");

    Imported dry = world.run("--dry-run");
    Imported real = world.run();

    assertThat(dry.ended("Ana")).isEqualTo("VALID");
    assertThat(dry.calls("countFaces")).hasSize(1);
    assertThat(real.ended("Ana")).isEqualTo("CREATED");
    assertThat(real.calls("countFaces")).isEmpty();
  }

  @Test
  void a_photo_that_is_too_small_is_tried_once_more_at_twice_the_size() {
    world.row("Ana", "E1").photo("large.jpg", Portraits.person(900, 400));

    // 75 by 100 is too small for the server, 150 by 200 is not.
    Imported run = world.run("--photo-side", "100");

    assertThat(run.ended("Ana")).isEqualTo("CREATED");
    assertThat(run.calls("checkFaceQuality")).hasSize(2);
  }

  @Test
  void an_original_that_is_too_small_is_not_enlarged() {
    world.row("Ana", "E1").photo("tiny.jpg", Portraits.tiny(900));

    Imported run = world.run();

    assertThat(run.ended("Ana")).isEqualTo("REJECTED_PHOTO 10201");
    assertThat(run.calls("checkFaceQuality")).hasSize(1);
  }

  @Test
  void an_upload_that_is_too_large_for_the_server_is_the_photos_fault() {
    world.server(s -> s.withMaxBody(2_000));
    world.row("Ana", "E1");

    Imported run = world.run();

    assertThat(run.ended("Ana")).isEqualTo("REJECTED_PHOTO PHOTO_TOO_LARGE");
    assertThat(run.of("Ana").reason()).contains("--photo-kb");
  }

  @ParameterizedTest
  @CsvSource({
    "createUser, 30003, REJECTED_PHOTO 30003",
    "createUser, 30005, REJECTED_PHOTO 30005",
    "countFaces, 30005, REJECTED_PHOTO 30005",
    "checkFaceQuality, 30003, REJECTED_PHOTO NO_FACE",
  })
  void a_photo_the_server_refuses_by_code_is_told_with_the_code(
      String operation, int code, String ended) {
    world.row("Ana", "E1");
    world.fault(FaultRule.on(operation).apiCode(code));

    assertThat(world.run().ended("Ana")).isEqualTo(ended);
  }

  @Test
  void a_photo_that_could_not_be_judged_is_a_failure_and_nothing_is_remembered() {
    world.row("Ana", "E1");
    world.fault(FaultRule.on("countFaces").status(500).times(2));

    Imported first = world.run("--tries", "2");
    Imported second = world.run();

    assertThat(first.of("Ana").outcome()).isEqualTo("FAILED");
    assertThat(first.writes()).isEmpty();
    assertThat(second.ended("Ana")).isEqualTo("CREATED");
  }

  @ParameterizedTest
  @CsvSource({"false, REJECTED_PHOTO PHOTO_NOT_FOUND, 3", "true, CREATED, 0"})
  void somebody_without_a_photo_is_created_only_if_that_is_allowed(
      boolean allowed, String ended, int exit) {
    world.row("Ana", "E1").withoutPhoto();

    Imported run = allowed ? world.run("--allow-no-photo") : world.run();

    assertThat(run.ended("Ana")).isEqualTo(ended);
    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.calls("countFaces")).isEmpty();
  }
}
