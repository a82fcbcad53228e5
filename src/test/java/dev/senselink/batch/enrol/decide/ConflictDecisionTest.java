package dev.senselink.batch.enrol.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table "Decisions of people" of ENROLMENT, line by line. */
@Tag("slow")
class ConflictDecisionTest {
  private static final int TWIN = 900;

  @RegisterExtension final World world = new World().inHaste();

  /** Bo is on the server and looks like Ana of the roster. */
  private Imported similar() {
    world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    Imported run = world.run();
    assertThat(run.ended("Ana")).isEqualTo("REVIEW 30002");
    return run;
  }

  /** Somebody of another name has Ana's job number. */
  private Imported otherName() {
    world.already("Anna Old", "jobNumber", "E1", "remark", "kept");
    world.row("Ana", "E1");
    Imported run = world.run();
    assertThat(run.ended("Ana")).isEqualTo("REVIEW NAME_DIFFERS");
    return run;
  }

  @Test
  void blank_stays_as_it_is_and_every_row_of_the_file_is_in_the_report() {
    Imported run = similar();

    Imported resolved = world.resolve(Decisions.of(run).write());

    assertThat(resolved.exit()).as(resolved.err()).isEqualTo(3);
    assertThat(resolved.endings()).containsExactly("REVIEW 30002");
    assertThat(resolved.writes()).isEmpty();
    assertThat(resolved.summary()).contains("\"job\" : \"resolve\"", "\"rows\" : 1");
    assertThat(resolved.runId()).isEqualTo(run.runId());
    assertThat(resolved.conflicts()).isEqualTo(run.conflicts());
  }

  @Test
  void skip_because_of_a_face_sends_nothing() {
    Imported run = similar();

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "skip").write());

    assertThat(resolved.exit()).as(resolved.err()).isZero();
    assertThat(resolved.ended("Ana")).isEqualTo("SKIPPED_SIMILAR 30002");
    assertThat(resolved.of("Ana").similarName()).isEqualTo("Bo");
    assertThat(resolved.writes()).isEmpty();
    assertThat(world.people()).hasSize(1);
  }

  @Test
  void skip_because_of_a_key_leaves_them_as_they_are() {
    Imported run = otherName();

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "skip").write());

    assertThat(resolved.ended("Ana")).isEqualTo("SKIPPED_EXISTING NAME_DIFFERS");
    assertThat(resolved.of("Ana").reason()).startsWith("decided on 20");
    assertThat(resolved.writes()).isEmpty();
    assertThat(resolved.exit()).isZero();
  }

  @Test
  void update_updates_the_candidate_with_the_row() {
    Imported run = otherName();

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "update").write());

    assertThat(resolved.ended("Ana")).as(resolved.err()).isEqualTo("UPDATED");
    assertThat(resolved.exit()).isZero();
    assertThat(world.people()).hasSize(1);
    assertThat(world.person("Ana").remark()).isEqualTo("kept");
    assertThat(world.person("Ana").avatarId()).isNotEmpty();
    assertThat(resolved.of("Ana").personId()).isEqualTo(world.person("Ana").id());
    assertThat(resolved.order("updateUser", "createUser")).containsExactly("updateUser");
  }

  @Test
  void update_takes_the_candidate_of_its_own_line() {
    long one = world.already("Ana", "jobNumber", "E1", "remark", "one");
    long two = world.already("Ana", "jobNumber", "E1", "remark", "two");
    world.row("Ana", "E1").with("position", "Clerk");
    Imported run = world.run();
    assertThat(run.ended("Ana")).isEqualTo("REVIEW KEY_NOT_UNIQUE");

    Imported resolved =
        world.resolve(
            Decisions.of(run).decide("Ana", one, "skip").decide("Ana", two, "update").write());

    assertThat(resolved.ended("Ana")).isEqualTo("UPDATED");
    assertThat(resolved.writes()).singleElement().matches(c -> c.field("id").equals("" + two));
    assertThat(world.people())
        .filteredOn(p -> p.remark().equals("one"))
        .allMatch(p -> p.position() == null);
  }

  @Test
  void create_is_one_request_although_somebody_has_the_key() {
    Imported run = otherName();

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "create").write());

    assertThat(resolved.ended("Ana")).as(resolved.err()).isEqualTo("CREATED");
    assertThat(resolved.writes()).singleElement().matches(c -> c.field("force").equals("0"));
    assertThat(world.people()).hasSize(2);
    assertThat(resolved.of("Ana").personId()).isEqualTo(world.person("Ana").id());
    assertThat(resolved.exit()).isZero();
  }

  @Test
  void a_lost_answer_to_a_decided_create_adopts_only_who_was_not_there_before() {
    Imported run = otherName();
    world.fault(FaultRule.on("createUser").after().reset().times(1));

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "create").write());

    assertThat(resolved.ended("Ana")).isEqualTo("CREATED");
    assertThat(resolved.of("Ana").personId()).isEqualTo(world.person("Ana").id());
    assertThat(world.commits("createUser")).hasSize(1);
  }

  @Test
  void a_create_that_never_arrived_is_sent_again() {
    Imported run = otherName();
    world.fault(FaultRule.on("createUser").before().reset().times(1));

    Imported resolved =
        world.resolve(Decisions.of(run).decide("Ana", "create").write(), "--timeout", "1");

    assertThat(resolved.ended("Ana")).isEqualTo("CREATED");
    assertThat(world.commits("createUser")).hasSize(1);
    assertThat(world.people()).hasSize(2);
  }

  @Test
  void a_create_of_whom_the_server_finds_similar_is_for_review_and_can_be_forced_then() {
    world.alreadyWithFace(TWIN, "Anna Old", "jobNumber", "E1");
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    Imported run = world.run();
    assertThat(run.ended("Ana")).isEqualTo("REVIEW NAME_DIFFERS");

    Imported created = world.resolve(Decisions.of(run).decide("Ana", "create").write());

    assertThat(created.ended("Ana")).isEqualTo("REVIEW 30002");
    assertThat(created.conflicts().get(0)).containsEntry("canForce", "1");
    assertThat(world.people()).hasSize(1);

    Imported forced = world.resolve(Decisions.of(created).decide("Ana", "force").write());

    assertThat(forced.ended("Ana")).isEqualTo("FORCED 30002");
    assertThat(forced.writes()).extracting(c -> c.field("force")).containsExactly("1");
    assertThat(world.people()).hasSize(2);
  }

  @Test
  void force_is_one_request_with_force() {
    Imported run = similar();

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "force").write());

    assertThat(resolved.ended("Ana")).as(resolved.err()).isEqualTo("FORCED 30002");
    assertThat(resolved.writes()).extracting(c -> c.field("force")).containsExactly("1");
    assertThat(resolved.of("Ana").personId()).isEqualTo(world.person("Ana").id());
    assertThat(resolved.of("Ana").similarName()).isEqualTo("Bo");
    assertThat(resolved.of("Ana").attempts()).isEqualTo(2);
    assertThat(resolved.exit()).isZero();
  }

  @Test
  void a_forced_request_whose_answer_is_lost_is_looked_for_and_never_sent_again() {
    Imported run = similar();
    world.fault(FaultRule.on("createUser").where("force", "1").before().reset());

    Imported resolved =
        world.resolve(Decisions.of(run).decide("Ana", "force").write(), "--timeout", "1");

    assertThat(resolved.ended("Ana")).isEqualTo("REVIEW FORCE_UNCERTAIN");
    assertThat(resolved.writes()).hasSize(1);

    world.allIsWell();
    Imported again = world.resolve(Decisions.of(run).decide("Ana", "force").write());

    assertThat(again.ended("Ana")).isEqualTo("REVIEW FORCE_UNCERTAIN");
    assertThat(again.writes()).isEmpty();
    assertThat(world.people()).hasSize(1);
  }

  private Path uncertain(Imported run) {
    world.fault(FaultRule.on("createUser").where("force", "1").before().reset());
    Path file = Decisions.of(run).decide("Ana", "force").write();
    Imported resolved = world.resolve(file, "--timeout", "1");
    assertThat(resolved.ended("Ana")).isEqualTo("REVIEW FORCE_UNCERTAIN");
    world.allIsWell();
    return Decisions.of(resolved).decide("Ana", "force").write();
  }

  @Test
  void a_forced_request_that_stayed_uncertain_can_be_decided_anew_by_the_new_file_alone() {
    Imported run = similar();
    Path asked = uncertain(run);
    assertThat(world.resolve(Decisions.of(run).decide("Ana", "force").write()).writes())
        .as("what was decided before says nothing of this")
        .isEmpty();

    Imported again = world.resolve(asked);

    assertThat(again.ended("Ana")).as(again.err()).isEqualTo("FORCED 30002");
    assertThat(again.writes()).hasSize(1);
    assertThat(world.resolve(asked).writes()).as("once").isEmpty();
    assertThat(world.people()).hasSize(2);
  }

  @Test
  void whom_an_uncertain_request_has_made_after_all_is_adopted() {
    Imported run = similar();
    Path asked = uncertain(run);
    long ana =
        world
            .server()
            .addPerson(
                1,
                Map.of("name", "Ana", "jobNumber", "E1", "groups", "1"),
                Portraits.person(TWIN, 200, Portraits.Variation.SIMILAR));

    Imported again = world.resolve(asked);

    assertThat(again.ended("Ana")).as(again.err()).isEqualTo("FORCED 30002");
    assertThat(again.of("Ana").personId()).isEqualTo(ana);
    assertThat(again.writes()).isEmpty();
  }

  @Test
  void a_forced_request_that_was_carried_out_is_found() {
    Imported run = similar();
    world.fault(FaultRule.on("createUser").where("force", "1").after().reset());

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "force").write());

    assertThat(resolved.ended("Ana")).isEqualTo("FORCED 30002");
    assertThat(resolved.writes()).hasSize(1);
    assertThat(world.people()).hasSize(2);
  }

  @Test
  void a_conflict_of_an_update_is_forced_as_an_update_of_that_person() {
    long ana = world.alreadyWithFace(1, "Ana", "jobNumber", "E1");
    world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    Imported run = world.run("--on-existing", "update");
    assertThat(run.ended("Ana")).isEqualTo("REVIEW 30002");
    assertThat(run.of("Ana").personId()).isEqualTo(ana);

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "force").write());

    assertThat(resolved.ended("Ana")).as(resolved.err()).isEqualTo("UPDATED 30002");
    assertThat(resolved.writes())
        .singleElement()
        .matches(c -> c.operation().equals("updateUser") && c.field("force").equals("1"));
    assertThat(world.people()).hasSize(2);
  }

  @Test
  void a_candidate_of_another_name_by_now_is_asked_about_again() {
    Imported run = otherName();
    long old = world.person("Anna Old").id();
    world.edited(old, "name", "Somebody Else");
    Decisions decided = Decisions.of(run).decide("Ana", "update");

    Imported resolved = world.resolve(decided.write());

    assertThat(resolved.ended("Ana")).isEqualTo("REVIEW CANDIDATE_CHANGED");
    assertThat(resolved.exit()).isEqualTo(3);
    assertThat(resolved.writes()).isEmpty();
    assertThat(resolved.conflicts().get(0)).containsEntry("candidateName", "Somebody Else");

    Imported again = world.resolve(decided.write());

    assertThat(again.ended("Ana")).as("decided before").isEqualTo("REVIEW CANDIDATE_CHANGED");
    assertThat(again.writes()).isEmpty();

    Imported anew = world.resolve(Decisions.of(resolved).decide("Ana", "update").write());

    assertThat(anew.ended("Ana")).isEqualTo("UPDATED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"update", "create", "force"})
  void a_candidate_who_is_gone_is_asked_about_again(String decision) {
    Imported run = similar();
    world.server().removePerson(world.person("Bo").id());

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", decision).write());

    assertThat(resolved.ended("Ana")).isEqualTo("REVIEW CANDIDATE_CHANGED");
    assertThat(resolved.writes()).isEmpty();
    assertThat(resolved.conflicts().get(0)).containsEntry("candidateId", "");

    Imported created = world.resolve(Decisions.of(resolved).decide("Ana", "create").write());

    assertThat(created.ended("Ana")).isEqualTo("CREATED");
  }

  @Test
  void a_row_that_is_not_in_the_roster_of_today_is_asked_about_again() {
    Imported run = similar();
    Decisions decided = Decisions.of(run).decide("Ana", "force");

    world.noRows();
    world.row("Ana", "E1").with("remark", "moved");
    world.writeRoster();
    Imported resolved = world.resolve(decided.write(), "--roster", world.roster().toString());

    assertThat(resolved.ended("Ana")).isEqualTo("REVIEW ROW_CHANGED");
    assertThat(resolved.writes()).isEmpty();

    assertThat(world.resolve(decided.write()).ended("Ana")).isEqualTo("FORCED 30002");
  }

  @Test
  void whoever_has_come_meanwhile_with_key_and_name_is_not_created_once_more() {
    Imported run = similar();
    long ana = world.already("Ana", "jobNumber", "E1");

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "force").write());

    assertThat(resolved.ended("Ana")).isEqualTo("SKIPPED_EXISTING");
    assertThat(resolved.of("Ana").personId()).isEqualTo(ana);
    assertThat(resolved.writes()).isEmpty();
  }

  @Test
  void a_visitor_is_never_updated_with_a_row_of_staff() {
    world.visitorWithFace(TWIN, "Ana", "mobile", "13800000001");
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    Imported run = world.run();

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "update").write());

    assertThat(resolved.ended("Ana")).isEqualTo("REVIEW 30002");
    assertThat(resolved.of("Ana").reason()).contains("visitor");
    assertThat(resolved.writes()).isEmpty();
  }

  @Test
  void a_photo_that_is_no_good_is_told_and_the_same_file_goes_on_once_it_is_mended() {
    world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    RosterRow row = world.row("Ana", "E1").anotherPictureOf(TWIN);
    Decisions decided = Decisions.of(world.run()).decide("Ana", "force");
    row.photo(TWIN + "-again.jpg", Portraits.noFace(150));

    Imported resolved = world.resolve(decided.write());

    assertThat(resolved.ended("Ana")).isEqualTo("REJECTED_PHOTO NO_FACE");
    assertThat(resolved.writes()).isEmpty();

    row.anotherPictureOf(TWIN);

    assertThat(world.resolve(decided.write()).ended("Ana")).isEqualTo("FORCED 30002");
  }

  @Test
  void an_id_number_that_only_the_server_knows_is_erased_where_that_is_said() {
    world.already("Ana", "jobNumber", "E1", "idNumber", "ID77");
    world.row("Ana", "E1").with("remark", "new");
    Imported run = world.run("--on-existing", "update");
    assertThat(run.ended("Ana")).isEqualTo("REVIEW ID_NUMBER_UNKNOWN");
    Decisions decided = Decisions.of(run).decide("Ana", "update");

    assertThat(world.resolve(decided.write()).ended("Ana")).isEqualTo("REVIEW ID_NUMBER_UNKNOWN");
    Imported erased = world.resolve(decided.write(), "--unknown-id-number", "erase");

    assertThat(erased.ended("Ana")).isEqualTo("UPDATED");
    assertThat(world.person("Ana").remark()).isEqualTo("new");
  }

  @Test
  void the_import_run_shows_what_was_decided_and_the_same_file_again_does_nothing() {
    Imported run = similar();
    Decisions decided = Decisions.of(run).decide("Ana", "force");
    world.resolve(decided.write());

    Imported again = world.resolve(decided.write());

    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.ended("Ana")).isEqualTo("FORCED 30002");
    assertThat(again.calls("createUser", "updateUser", "listUsers", "countFaces")).isEmpty();
    assertThat(again.err()).contains("1 carried out before");
    String ended =
        world.ledger(
            l -> l.outcomes().of(run.runId(), 1).map(o -> o.ending().name()).orElse("none"));
    assertThat(ended).isEqualTo("FORCED");
  }
}
