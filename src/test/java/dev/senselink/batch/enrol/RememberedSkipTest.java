package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person decided to skip is skipped again, until what they saw has changed. */
@Tag("slow")
class RememberedSkipTest {
  private static final int TWIN = 900;
  private static final String[] ABOUT_PHOTOS = {"countFaces", "checkFaceQuality"};

  @RegisterExtension final World world = new World();

  private RosterRow ana;

  private void faceSkipped() {
    world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    ana = world.row("Ana", "E1").anotherPictureOf(TWIN);
    skip("REVIEW 30002");
  }

  private void keySkipped() {
    world.already("Anna Old", "jobNumber", "E1");
    ana = world.row("Ana", "E1");
    skip("REVIEW NAME_DIFFERS");
  }

  private void skip(String ended) {
    Imported run = world.run();
    assertThat(run.ended("Ana")).isEqualTo(ended);
    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "skip").write());
    assertThat(resolved.exit()).as(resolved.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void a_face_that_was_skipped_is_skipped_without_a_post_or_a_look_at_the_photo(String lookup) {
    faceSkipped();

    Imported again = world.run("--lookup", lookup);

    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.ended("Ana")).isEqualTo("SKIPPED_SIMILAR 30002");
    assertThat(again.of("Ana").reason()).startsWith("decided on " + LocalDate.now());
    assertThat(again.of("Ana").similarName()).isEqualTo("Bo");
    assertThat(again.writes()).isEmpty();
    assertThat(again.calls(ABOUT_PHOTOS)).isEmpty();
    assertThat(again.conflicts().get(0)).containsEntry("canForce", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void a_key_that_was_skipped_is_skipped(String lookup) {
    keySkipped();

    Imported again = world.run("--lookup", lookup);

    assertThat(again.ended("Ana")).isEqualTo("SKIPPED_EXISTING NAME_DIFFERS");
    assertThat(again.of("Ana").reason()).startsWith("decided on " + LocalDate.now());
    assertThat(again.exit()).isZero();
    assertThat(again.writes()).isEmpty();
  }

  @Test
  void another_cell_does_not_matter() {
    faceSkipped();
    ana.with("remark", "moved");

    assertThat(world.run().ended("Ana")).isEqualTo("SKIPPED_SIMILAR 30002");
  }

  @Test
  void another_photo_is_asked_about() {
    faceSkipped();
    ana.portrait(TWIN);

    assertThat(world.run().ended("Ana")).isEqualTo("REVIEW 30002");
  }

  @Test
  void another_key_is_asked_about() {
    faceSkipped();
    ana.with("jobNumber", "E2");

    assertThat(world.run().ended("Ana")).isEqualTo("REVIEW 30002");
  }

  @Test
  void another_name_is_asked_about() {
    faceSkipped();
    ana.with("name", "Annabel");

    assertThat(world.run().ended("Annabel")).isEqualTo("REVIEW 30002");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "jobNumber"})
  void a_candidate_who_has_changed_is_asked_about(String field) {
    faceSkipped();
    world.edited(world.person("Bo").id(), field, "Z9");

    assertThat(world.run().ended("Ana")).isEqualTo("REVIEW 30002");
  }

  @Test
  void a_candidate_who_has_gone_is_no_reason_any_more() {
    faceSkipped();
    world.server().removePerson(world.person("Bo").id());

    assertThat(world.run().ended("Ana")).isEqualTo("CREATED");
  }

  @Test
  void a_second_one_with_the_key_is_asked_about() {
    keySkipped();
    world.already("Anna New", "jobNumber", "E1");

    assertThat(world.run().ended("Ana")).isEqualTo("REVIEW KEY_NOT_UNIQUE");
  }

  @Test
  void several_with_the_key_are_skipped_as_long_as_they_are_the_same() {
    world.already("Ana", "jobNumber", "E1");
    world.already("Ana", "jobNumber", "E1");
    ana = world.row("Ana", "E1");
    skip("REVIEW KEY_NOT_UNIQUE");

    assertThat(world.run().ended("Ana")).isEqualTo("SKIPPED_EXISTING KEY_NOT_UNIQUE");

    world.already("Ana", "jobNumber", "E1");

    assertThat(world.run().ended("Ana")).isEqualTo("REVIEW KEY_NOT_UNIQUE");
  }

  @Test
  void recheck_decisions_forgets_and_so_the_next_run_asks_too() {
    faceSkipped();

    assertThat(world.run("--recheck-decisions").ended("Ana")).isEqualTo("REVIEW 30002");
    assertThat(world.run().ended("Ana")).isEqualTo("REVIEW 30002");
  }

  @Test
  void a_dry_run_that_rechecks_forgets_nothing() {
    keySkipped();

    Imported dry = world.run("--dry-run", "--recheck-decisions");

    assertThat(dry.ended("Ana")).isEqualTo("REVIEW NAME_DIFFERS");
    assertThat(world.run("--dry-run").ended("Ana")).isEqualTo("SKIPPED_EXISTING NAME_DIFFERS");
    assertThat(world.run().ended("Ana")).isEqualTo("SKIPPED_EXISTING NAME_DIFFERS");
  }

  @Test
  void what_is_decided_otherwise_later_is_not_skipped_any_more() {
    faceSkipped();
    Imported skipped = world.run();

    Imported forced = world.resolve(Decisions.of(skipped).decide("Ana", "force").write());
    assertThat(forced.ended("Ana")).as(forced.err()).isEqualTo("FORCED 30002");
    world.server().removePerson(world.person("Ana").id());

    assertThat(world.run().ended("Ana")).isEqualTo("REVIEW 30002");
  }

  @Test
  void what_is_remembered_names_nobody() {
    faceSkipped();

    String kept = world.ledger(l -> l.decisions().skips().toString());
    assertThat(kept)
        .as("digests alone outlive the run")
        .contains("SKIPPED_SIMILAR")
        .doesNotContain("Ana", "Bo", "E1", "E9");
  }

  @Test
  void a_row_that_on_similar_skip_left_can_be_remembered_too() {
    world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    ana = world.row("Ana", "E1").anotherPictureOf(TWIN);
    Imported run = world.run("--on-similar", "skip");
    world.resolve(Decisions.of(run).decide("Ana", "skip").write());

    Imported again = world.run();

    assertThat(again.ended("Ana")).isEqualTo("SKIPPED_SIMILAR 30002");
    assertThat(again.writes()).isEmpty();
  }

  @Test
  void a_conflict_of_an_update_that_was_skipped_is_skipped() {
    long id = world.alreadyWithFace(1, "Ana", "jobNumber", "E1");
    world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    Imported run = world.run("--on-existing", "update");
    assertThat(run.ended("Ana")).isEqualTo("REVIEW 30002");
    world.resolve(Decisions.of(run).decide("Ana", "skip").write());

    Imported again = world.run("--on-existing", "update");

    assertThat(again.ended("Ana")).isEqualTo("SKIPPED_SIMILAR 30002");
    assertThat(again.of("Ana").personId()).isEqualTo(id);
    assertThat(again.writes()).isEmpty();
  }

  @Test
  void a_guest_edited_on_the_server_stays_as_they_are() {
    world.guest("Bea", "13800000001");
    world.run();
    world.edited(world.person("Bea").id(), "remark", "their own");
    Imported run = world.run();
    assertThat(run.ended("Bea")).isEqualTo("REVIEW EDITED_ON_SERVER");

    Imported skipped = world.resolve(Decisions.of(run).decide("Bea", "skip").write());

    assertThat(skipped.ended("Bea")).isEqualTo("SKIPPED_EXISTING EDITED_ON_SERVER");
    Imported again = world.run();
    assertThat(again.ended("Bea")).isEqualTo("SKIPPED_EXISTING EDITED_ON_SERVER");
    assertThat(again.writes()).isEmpty();
    assertThat(world.person("Bea").remark()).isEqualTo("their own");
  }

  @ParameterizedTest
  @CsvSource({
    "dateTimeFrom, 2027-01-01 08:00:00",
    "dateTimeTo, 2099-12-30",
    "remark, another reason",
    "groups, Lobby"
  })
  void a_guest_edited_on_the_server_is_asked_about_again_for_another_visit(
      String column, String value) {
    world.visitorGroup("Lobby");
    RosterRow bea = world.guest("Bea", "13800000001");
    world.run();
    world.edited(world.person("Bea").id(), "remark", "their own");
    Imported skipped = world.resolve(Decisions.of(world.run()).decide("Bea", "skip").write());
    assertThat(skipped.of("Bea").reason()).contains("until the visit, the photo or the guest");
    bea.with(column, value);

    Imported next = world.run();

    assertThat(next.ended("Bea")).isEqualTo("REVIEW EDITED_ON_SERVER");
    assertThat(next.writes()).isEmpty();
  }

  @Test
  void an_update_of_a_guest_that_was_skipped_is_skipped_for_that_visit_alone() {
    RosterRow bea = world.guest("Bea", "13800000001").with("idNumber", "110101199003078888");
    world.run();
    bea.with("idNumber", "").with("dateTimeTo", "2099-01-01");
    Imported run = world.run();
    assertThat(run.ended("Bea")).isEqualTo("REVIEW ID_NUMBER_UNKNOWN");
    world.resolve(Decisions.of(run).decide("Bea", "skip").write());
    assertThat(world.run().ended("Bea")).isEqualTo("SKIPPED_EXISTING ID_NUMBER_UNKNOWN");

    bea.with("dateTimeTo", "2099-01-02");

    assertThat(world.run().ended("Bea")).isEqualTo("REVIEW ID_NUMBER_UNKNOWN");
  }

  @Test
  void a_guest_who_looks_like_another_stays_skipped_whenever_they_come() {
    world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    RosterRow bea = world.guest("Bea", "13800000001").anotherPictureOf(TWIN);
    world.resolve(Decisions.of(world.run()).decide("Bea", "skip").write());
    bea.with("dateTimeTo", "2099-01-01");

    Imported next = world.run();

    assertThat(next.ended("Bea")).isEqualTo("SKIPPED_SIMILAR 30002");
    assertThat(next.writes()).isEmpty();
  }

  @Test
  void a_guest_edited_on_the_server_gets_the_values_of_the_list_back() {
    world.guest("Bea", "13800000001").with("remark", "ours");
    world.run();
    world.edited(world.person("Bea").id(), "remark", "their own");
    Imported run = world.run();

    Imported updated = world.resolve(Decisions.of(run).decide("Bea", "update").write());

    assertThat(updated.ended("Bea")).as(updated.err()).isEqualTo("UPDATED");
    assertThat(world.person("Bea").remark()).isEqualTo("ours");
    assertThat(world.run().ended("Bea")).isEqualTo("UNCHANGED");
  }

  @Test
  void a_guest_who_looks_like_staff_can_be_forced() {
    world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    world.guest("Bea", "13800000001").anotherPictureOf(TWIN);
    Imported run = world.run();
    assertThat(run.ended("Bea")).isEqualTo("REVIEW 30002");

    Imported forced = world.resolve(Decisions.of(run).decide("Bea", "force").write());

    assertThat(forced.ended("Bea")).as(forced.err()).isEqualTo("FORCED 30002");
    assertThat(world.person("Bea").type()).isEqualTo(2);
    assertThat(world.run().ended("Bea")).isEqualTo("UNCHANGED");
  }

  @Test
  void a_visit_that_is_over_by_now_needs_no_decision_any_more() {
    world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    String soon =
        LocalDateTime.now(ZoneOffset.UTC)
            .plusHours(2)
            .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
    world.guest("Bea", "13800000001").with("dateTimeTo", soon).anotherPictureOf(TWIN);
    Imported run = world.run("--time-zone", "Z");
    assertThat(run.ended("Bea")).isEqualTo("REVIEW 30002");
    Path file = Decisions.of(run).decide("Bea", "force").write();

    assertThat(world.resolve(file, "--time-zone", "+14:00").ended("Bea")).isEqualTo("SKIPPED_OVER");
    Imported again = world.resolve(file, "--time-zone", "+14:00");

    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.ended("Bea")).isEqualTo("SKIPPED_OVER");
    assertThat(again.writes()).isEmpty();
  }
}
