package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.SeenCall;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests are created once, sent again only where something changed, and left alone otherwise. */
@Tag("slow")
class GuestsTest {
  private static final String[] UPLOADS = {"createGuest", "updateGuest", "countFaces"};

  @RegisterExtension final World world = new World().inHaste();

  private RosterRow bea() {
    return world.guest("Bea", "13800000001");
  }

  @Test
  void a_guest_is_created_with_host_window_and_photo() {
    bea().with("remark", "interview").with("dateTimeTo", "2099-01-02");

    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("CREATED");
    assertThat(run.exit()).as(run.err()).isZero();
    PersonView bea = world.person("Bea");
    assertThat(bea.type()).isEqualTo(2);
    assertThat(bea.mobile()).isEqualTo("13800000001");
    assertThat(bea.idNumber()).isEqualTo("ID13800000001");
    assertThat(bea.remark()).isEqualTo("interview");
    assertThat(bea.groups()).containsExactly(2L);
    assertThat(bea.receptionUserId()).isEqualTo(world.host());
    assertThat(bea.dateTimeFrom()).isEqualTo("2026-01-01T08:00");
    assertThat(bea.dateTimeTo()).isEqualTo("2099-01-02T23:59:59");
    assertThat(bea.avatarId()).isNotNull();
  }

  @Test
  void without_an_id_number_blank_is_sent_and_a_server_that_wants_one_makes_the_reason_say_so() {
    bea().without("idNumber");
    world.guest("Cy", "13800000002").without("idNumber");
    world.fault(FaultRule.on("createGuest").where("name", "Cy").apiCode(30004));

    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("CREATED");
    assertThat(world.person("Bea").idNumber()).isEmpty();
    assertThat(run.ended("Cy")).isEqualTo("REJECTED_ROW 30004");
    assertThat(run.of("Cy").reason()).contains("may require one for every guest", "idNumber");
  }

  @ParameterizedTest
  @CsvSource({
    "name, MISSING_NAME",
    "mobile, MISSING_MOBILE",
    "host, MISSING_HOST",
    "dateTimeFrom, MISSING_WINDOW",
    "dateTimeTo, MISSING_WINDOW"
  })
  void what_a_guest_cannot_be_without_is_told(String column, String code) {
    bea().without(column);

    Imported run = world.run();

    assertThat(run.endings()).containsExactly("REJECTED_ROW " + code);
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void a_guest_needs_a_photo() {
    bea().withoutPhoto();

    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("REJECTED_PHOTO PHOTO_NOT_FOUND");
    assertThat(run.of("Bea").reason()).doesNotContain("--allow-no-photo");
    assertThat(run.exit()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void an_unchanged_guest_costs_no_write_and_no_upload(String lookup) {
    bea().with("groups", "#2").with("remark", "r");
    world.run();

    Imported again = world.run("--lookup", lookup);

    assertThat(again.ended("Bea")).isEqualTo("UNCHANGED");
    assertThat(again.of("Bea").personId()).isEqualTo(world.person("Bea").id());
    assertThat(again.writes()).isEmpty();
    assertThat(again.calls(UPLOADS)).isEmpty();
    assertThat(again.calls("listUsers"))
        .filteredOn(call -> call.has("id"))
        .hasSize(lookup.equals("list") ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({
    "dateTimeTo, 2099-06-01 12:00, dateTimeTo, 2099-06-01 12:00:00",
    "dateTimeFrom, 2026-01-02, dateTimeFrom, 2026-01-02 00:00:00",
    "remark, new, remark, new",
    "idNumber, ID9, idNumber, ID9",
    "name, BEA, name, BEA",
    "groups, VIP, groups, 3",
  })
  void a_changed_cell_is_one_update_and_no_check(
      String column, String cell, String field, String sent) {
    RosterRow row = bea().with("remark", "old").with("groups", "#2");
    world.visitorGroup("VIP");
    world.run();

    row.with(column, cell);
    Imported run = world.run();

    assertThat(run.endings()).containsExactly("UPDATED");
    assertThat(run.order(UPLOADS)).containsExactly("updateGuest");
    assertThat(run.writes()).singleElement().extracting(c -> c.field(field)).isEqualTo(sent);
    assertThat(world.run().endings()).containsExactly("UNCHANGED");
  }

  @Test
  void another_host_is_an_update() {
    RosterRow row = bea();
    world.run();
    long other = world.already("Other Host", "jobNumber", "H2");

    row.with("host", "H2");

    assertThat(world.run().ended("Bea")).isEqualTo("UPDATED");
    assertThat(world.person("Bea").receptionUserId()).isEqualTo(other);
    assertThat(world.run().ended("Bea")).isEqualTo("UNCHANGED");
  }

  @Test
  void another_photo_is_checked_and_sent_as_an_update() {
    RosterRow row = bea();
    world.run();
    String before = world.person("Bea").avatarId();

    row.anotherPictureOf(1);
    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("UPDATED");
    assertThat(run.order(UPLOADS)).containsExactly("countFaces", "updateGuest");
    assertThat(world.person("Bea").avatarId()).isNotEqualTo(before);
    assertThat(world.run().ended("Bea")).isEqualTo("UNCHANGED");
  }

  @Test
  void blank_cells_keep_what_was_sent_and_clear_erases_it() {
    RosterRow row = bea().with("remark", "old").with("groups", "VIP");
    long vip = world.visitorGroup("VIP");
    world.run();

    row.without("remark").without("groups").without("idNumber");
    assertThat(world.run().ended("Bea")).isEqualTo("UNCHANGED");

    row.with("remark", "<clear>");
    Imported run = world.run("--unknown-id-number", "erase");
    assertThat(run.ended("Bea")).isEqualTo("UPDATED");
    assertThat(world.person("Bea").remark()).isEmpty();
    assertThat(world.person("Bea").groups()).containsExactly(vip);
  }

  @Test
  void an_id_number_that_only_the_server_knows_is_not_erased_unasked() {
    RosterRow row = bea();
    world.run();

    row.without("idNumber").with("dateTimeTo", "2099-01-01");

    assertThat(world.run().ended("Bea")).isEqualTo("REVIEW ID_NUMBER_UNKNOWN");
    assertThat(world.person("Bea").idNumber()).isEqualTo("ID13800000001");
  }

  @Test
  void without_a_photo_in_the_folder_an_update_sends_the_servers_own() {
    RosterRow row = bea();
    world.run();
    String before = world.commits("createGuest").get(0).photoSha256();

    row.withoutPhoto().with("dateTimeTo", "2099-01-01");
    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("UPDATED");
    assertThat(run.order("getImage", "countFaces", "updateGuest"))
        .containsExactly("getImage", "updateGuest");
    assertThat(world.commits("updateGuest").get(0).photoSha256()).isEqualTo(before);
    row.portrait(1);
    assertThat(world.run().ended("Bea")).as("the folder has it again").isEqualTo("UNCHANGED");
  }

  @ParameterizedTest
  @CsvSource({"NOT_SERVED, PHOTO_NOT_FOUND", "NO_AVATAR, PHOTO_NOT_FOUND"})
  void without_any_photo_an_update_is_refused(String why, String code) {
    RosterRow row = bea();
    long id = world.visitor("Bea", "mobile", "13800000001");
    if (why.equals("NOT_SERVED")) {
      world.server().removePerson(id);
      world.run();
      world.fault(FaultRule.on("getImage").status(404));
    }

    row.withoutPhoto().with("dateTimeTo", "2099-01-01");
    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("REJECTED_PHOTO " + code);
    assertThat(run.writes()).isEmpty();
    assertThat(world.run().ended("Bea")).isEqualTo("REJECTED_PHOTO " + code);
  }

  @Test
  void a_guest_who_vanished_is_created_anew() {
    bea();
    world.run();
    world.server().removePerson(world.person("Bea").id());

    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("CREATED");
    assertThat(run.order(UPLOADS))
        .as("the photo is known to be good")
        .containsExactly("createGuest");
    assertThat(world.run().ended("Bea")).isEqualTo("UNCHANGED");
  }

  @Test
  void a_known_guest_is_found_by_id_whatever_the_name_is_now() {
    bea();
    world.run();
    long id = world.person("Bea").id();
    world.edited(id, "name", "Beatrice");

    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("REVIEW EDITED_ON_SERVER");
    assertThat(run.of("Bea").personId()).isEqualTo(id);
    assertThat(run.of("Bea").reason()).contains("name, mobile or remark");
    assertThat(run.conflicts())
        .singleElement()
        .extracting(c -> c.get("candidateId"))
        .isEqualTo(id + "");
    assertThat(run.writes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"mobile, 13900000009", "remark, edited"})
  void whatever_can_be_seen_to_be_edited_is_for_review(String field, String value) {
    RosterRow row = bea();
    world.run();
    world.edited(world.person("Bea").id(), field, value);
    row.with("dateTimeTo", "2099-01-01");

    assertThat(world.run().ended("Bea")).isEqualTo("REVIEW EDITED_ON_SERVER");
    assertThat(world.run("--lookup", "list").ended("Bea")).isEqualTo("REVIEW EDITED_ON_SERVER");
  }

  @Test
  void another_photo_on_the_server_is_for_review() {
    bea();
    world.run();
    long id = world.person("Bea").id();
    world.server().editPerson(id, Map.of(), Portraits.person(77, 200));

    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("REVIEW EDITED_ON_SERVER");
    assertThat(run.of("Bea").reason()).contains("guest's photo");
  }

  @Test
  void a_guest_whom_somebody_else_registered_is_updated_since_the_window_is_not_known() {
    bea();
    world.visitorWithFace(1, "Bea", "mobile", "13800000001");

    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("UPDATED");
    assertThat(world.person("Bea").dateTimeTo()).isEqualTo("2099-12-31T18:00");
    assertThat(world.run().ended("Bea")).isEqualTo("UNCHANGED");
  }

  @Test
  void with_on_existing_skip_a_guest_who_is_there_is_left_alone() {
    RosterRow row = bea();
    world.run();
    row.with("dateTimeTo", "2099-01-01");

    assertThat(world.run("--on-existing", "skip").ended("Bea")).isEqualTo("SKIPPED_EXISTING");
  }

  @Test
  void guests_of_one_mobile_and_two_names_are_two_and_staff_does_not_count() {
    bea();
    world.guest("Cy", "13800000001").portrait(2).with("idNumber", "another");
    world.already("Bea", "mobile", "13800000001");

    assertThat(world.run().endings()).containsExactly("CREATED", "CREATED");
    assertThat(world.people()).hasSize(4);
  }

  @Test
  void two_windows_of_one_guest_are_refused() {
    bea();
    bea().with("dateTimeTo", "2099-01-01");

    assertThat(world.run().endings()).containsOnly("REJECTED_ROW DUPLICATE_IN_ROSTER");
  }

  @Test
  void a_dry_run_says_what_would_be_done_and_changes_nothing() {
    RosterRow row = bea();
    world.guest("Cy", "13800000002");
    Imported first = world.run("--dry-run");
    assertThat(first.endings()).containsExactly("VALID", "VALID");
    assertThat(world.people()).hasSize(1);
    world.run();

    row.with("dateTimeTo", "2099-01-01");
    Imported second = world.run("--dry-run");

    assertThat(second.of("Bea").reason()).isEqualTo("would be updated: dateTimeTo");
    assertThat(second.ended("Cy")).isEqualTo("UNCHANGED");
    assertThat(second.writes()).isEmpty();
    assertThat(world.run().endings()).containsExactly("UPDATED", "UNCHANGED");
  }

  @Test
  void missing_groups_are_created_for_guests() {
    bea().with("groups", "VIP");

    assertThat(world.run().ended("Bea")).isEqualTo("REJECTED_ROW UNKNOWN_GROUP");
    assertThat(world.run("--create-missing").ended("Bea")).isEqualTo("CREATED");
    assertThat(world.commits("createGroup")).singleElement().extracting(c -> c.type()).isEqualTo(2);
  }

  @Test
  void a_refused_update_leaves_what_is_remembered_as_it_was() {
    RosterRow row = bea();
    world.run();
    world.fault(FaultRule.on("updateGuest").apiCode(30001).times(1));
    row.with("dateTimeTo", "2099-01-01");
    assertThat(world.run().ended("Bea")).isEqualTo("REJECTED_ROW 30001");

    row.with("dateTimeTo", "2099-12-31 18:00:00");
    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("UNCHANGED");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void a_lost_update_is_sent_again_since_its_window_cannot_be_seen() {
    RosterRow row = bea();
    world.run();
    world.fault(FaultRule.on("updateGuest").after().apiCode(50002).times(1));
    row.with("dateTimeTo", "2099-01-01");

    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("UPDATED");
    assertThat(run.of("Bea").attempts()).isEqualTo(2);
    assertThat(world.run().ended("Bea")).isEqualTo("UNCHANGED");
  }

  @Test
  void an_update_whose_fate_is_unknown_is_sent_again_by_the_next_run() {
    RosterRow row = bea();
    world.run();
    world.fault(FaultRule.on("updateGuest").after().apiCode(50002));
    row.with("dateTimeTo", "2099-01-01");
    assertThat(world.run("--tries", "1").of("Bea").outcome()).isEqualTo("FAILED");
    world.allIsWell();

    row.with("dateTimeTo", "2099-12-31 18:00:00").withoutPhoto();
    Imported run = world.run();

    assertThat(run.ended("Bea")).as("what was sent before may be gone").isEqualTo("UPDATED");
    assertThat(world.person("Bea").dateTimeTo()).isEqualTo("2099-12-31T18:00");
    assertThat(world.run().ended("Bea")).isEqualTo("UNCHANGED");
  }

  @Test
  void a_lost_create_is_adopted_with_all_that_was_sent() {
    bea();
    world.fault(FaultRule.on("createGuest").after().apiCode(50002).times(1));

    assertThat(world.run().ended("Bea")).isEqualTo("CREATED");
    assertThat(world.commits("createGuest")).hasSize(1);
    Imported next = world.run();
    assertThat(next.ended("Bea")).as("whose photo it is, is not known").isEqualTo("UPDATED");
    assertThat(world.run().ended("Bea")).isEqualTo("UNCHANGED");
  }

  @Test
  void on_similar_update_takes_no_guest_of_another_mobile() {
    bea().portrait(50);
    world.visitorWithFace(50, "Bea", "mobile", "13912345678");

    Imported run = world.run("--on-similar", "update");

    assertThat(run.ended("Bea")).isEqualTo("REVIEW 30002");
    assertThat(run.of("Bea").reason()).contains("name or numbers differ");
  }

  @Test
  void the_calls_of_an_unchanged_run_are_few() {
    for (int i = 1; i <= 25; i++) {
      world.guest("G" + i, "138000000" + (10 + i));
    }
    world.run();

    List<SeenCall> calls = world.run().calls();

    assertThat(calls)
        .extracting(SeenCall::operation)
        .containsExactlyInAnyOrder("getCompany", "listGroups", "getDepartmentTree", "listUsers");
  }
}
