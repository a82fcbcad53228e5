package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.SeenCall;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first write of a kind goes alone and is read back: a server that lies stops the run. */
@Tag("slow")
class CanaryTest {
  /** Long enough that sixteen requests would overlap, if they were let. */
  private static final CallLatency SLOW =
      CallLatency.none().with("createUser", Duration.ofMillis(150));

  private static final CallLatency SLOW_UPDATES =
      CallLatency.none().with("updateUser", Duration.ofMillis(150));

  @RegisterExtension final World world = new World().inHaste();

  private Imported run(String... more) {
    List<String> options = new ArrayList<>(List.of("--lookup", "list"));
    if (!Arrays.asList(more).contains("--concurrency")) {
      options.addAll(List.of("--concurrency", "16"));
    }
    options.addAll(Arrays.asList(more));
    return world.run(options.toArray(String[]::new));
  }

  /** Whose value the update repeats, and by which people are found: told by a code of its own. */
  private static final Set<String> STORED_WRONGLY =
      Set.of("name", "jobNumber", "mobile", "icNumber", "mail");

  private static void stoppedNaming(Imported run, String field) {
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out())
        .contains("this server does not behave as its manual says")
        .contains("(field: " + field + ")");
    assertThat(run.writes())
        .extracting(call -> call.field("name"))
        .as("nothing is sent for anybody after the first")
        .hasSizeLessThan(3)
        .containsOnly(run.writes().get(0).field("name"));
    assertThat(run.endings())
        .filteredOn(ended -> ended.endsWith("STORED_DIFFERENTLY"))
        .as("the first one is told with what is wrong")
        .hasSize(1);
    assertThat(run.endings()).filteredOn("NOT_ATTEMPTED"::equals).hasSize(run.rows().size() - 1);
  }

  @Test
  void the_first_create_is_read_back_before_another_one_starts() {
    world.server(s -> s.withLatency(SLOW)).rows(12);
    world.already("Bo", "jobNumber", "X1");

    List<String> order = run().order("createUser", "listUsers");

    assertThat(order).startsWith("listUsers", "createUser", "listUsers", "createUser");
    assertThat(order).filteredOn("createUser"::equals).hasSize(12);
    assertThat(order)
        .filteredOn("listUsers"::equals)
        .as("the first, both lists, and the groups of each at the end")
        .hasSize(3 + 12);
  }

  @Test
  void a_first_create_that_is_refused_is_no_canary() {
    world.server(s -> s.withLatency(SLOW)).rows(6);
    world.already("Bo", "jobNumber", "X1");
    world.fault(FaultRule.on("createUser").apiCode(30001).call(1));

    assertThat(run().order("createUser", "listUsers"))
        .startsWith("listUsers", "createUser", "createUser", "listUsers", "createUser");
  }

  @Test
  void a_first_create_that_cannot_be_read_back_is_no_canary() {
    world.server(s -> s.withLatency(SLOW)).rows(6);
    world.already("Bo", "jobNumber", "X1");
    world.fault(FaultRule.on("listUsers").status(500).when(f -> f.containsKey("id")).times(2));

    assertThat(run("--tries", "2").order("createUser", "listUsers"))
        .startsWith("listUsers", "createUser", "listUsers", "listUsers", "createUser", "listUsers");
  }

  @Test
  void a_list_that_lags_behind_the_first_create_is_looked_at_again() {
    guests(3);
    world.server().misbehave(Misbehaviour.listFindsNoGuestById());
    world.at("listUsers", f -> f.containsKey("id"), 3, () -> world.server().misbehave());

    Imported run = run();

    assertThat(run.exit()).isZero();
    assertThat(run.endings()).containsOnly("CREATED");
  }

  @Test
  void creates_that_are_all_refused_do_not_go_one_at_a_time() {
    world.server(s -> s.withLatency(SLOW)).rows(40);
    world.fault(FaultRule.on("createUser").apiCode(30003));

    Imported run = run();

    Duration all = run.writes().get(39).after(run.writes().get(0));
    assertThat(run.writes()).hasSize(40);
    assertThat(all).as("40 times 150 ms one by one").isLessThan(Duration.ofMillis(39 * 150));
  }

  @Test
  void a_create_whose_answer_shows_no_photo_is_told() {
    world.rows(4);
    world.at("createUser", 3, () -> world.server().misbehave(Misbehaviour.createRefusesPhoto()));

    Imported run = run("--concurrency", "1");

    assertThat(run.endings())
        .containsExactlyInAnyOrder(
            "CREATED", "CREATED", "CREATED STORED_DIFFERENTLY", "CREATED STORED_DIFFERENTLY");
  }

  @Test
  void a_create_that_drops_the_groups_stops_the_run() {
    world.server(s -> s.withLatency(SLOW).withMisbehaviours(Misbehaviour.createDropsGroups()));
    world.rows(8);

    stoppedNaming(run(), "groups");
  }

  @Test
  void a_create_that_drops_the_photo_stops_the_run() {
    world.server(s -> s.withLatency(SLOW).withMisbehaviours(Misbehaviour.createDropsPhoto()));
    world.rows(8);

    stoppedNaming(run(), "avatarFile");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jobNumber", "mobile", "icNumber", "remark", "mail", "birthday", "gender"})
  void a_create_that_drops_a_field_stops_the_run(String field) {
    world.server(s -> s.withLatency(SLOW).withMisbehaviours(Misbehaviour.createDrops(field)));
    for (int i = 1; i <= 6; i++) {
      world
          .row("P" + i, "E" + i)
          .with("mobile", "1380000000" + i)
          .with("icNumber", "IC" + i)
          .with("remark", "some")
          .with("mail", "p@example.org")
          .with("birthday", "1990-01-02")
          .with("gender", "F");
    }

    stoppedNaming(run(), field);
  }

  @Test
  void a_stopped_run_goes_on_where_the_server_was_put_right() {
    world.server(s -> s.withMisbehaviours(Misbehaviour.createDropsGroups())).rows(4);
    Imported stopped = run();
    world.allIsWell();

    Imported resumed = run();

    assertThat(stopped.exit()).isEqualTo(4);
    assertThat(resumed.exit()).as("the first one lacks the groups").isEqualTo(3);
    assertThat(resumed.endings()).allMatch(ended -> ended.startsWith("CREATED"));
    assertThat(world.commits("createUser")).hasSize(4);
  }

  private void peopleToUpdate(Misbehaviour... wrong) {
    world.server(s -> s.withLatency(SLOW_UPDATES).withMisbehaviours(wrong));
    for (int i = 1; i <= 6; i++) {
      world.already(
          "P" + i,
          "jobNumber",
          "E" + i,
          "mobile",
          "1380000000" + i,
          "icNumber",
          "IC" + i,
          "remark",
          "some",
          "mail",
          "p@example.org",
          "position",
          "Porter",
          "location",
          "1-01",
          "birthday",
          "1990-01-02",
          "areaCode",
          "86",
          "entryTime",
          "2020-05-06");
      world.row("P" + i, "E" + i).withoutPhoto().with("position", "Director");
    }
  }

  @Test
  void the_first_updates_with_and_without_a_photo_are_each_read_back_before_another_starts() {
    peopleToUpdate();
    world.noRows();
    for (int i = 1; i <= 6; i++) {
      RosterRow row = world.row("P" + i, "E" + i).with("position", "Director");
      if (i <= 3) {
        row.withoutPhoto();
      }
    }

    Imported run = run("--on-existing", "update");

    assertThat(run.endings()).containsOnly("UPDATED");
    firstIsReadBack(run, List.of("P1", "P2", "P3"));
    firstIsReadBack(run, List.of("P4", "P5", "P6"));
  }

  /** Between the first update of these people and the second the first one is asked for. */
  private void firstIsReadBack(Imported run, List<String> people) {
    List<SeenCall> calls = run.calls();
    List<SeenCall> updates =
        run.calls("updateUser").stream().filter(c -> people.contains(c.field("name"))).toList();
    String id = String.valueOf(world.person(updates.get(0).field("name")).id());

    assertThat(calls.subList(calls.indexOf(updates.get(0)), calls.indexOf(updates.get(1))))
        .anyMatch(call -> call.operation().equals("listUsers") && call.field("id").equals(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "jobNumber",
        "mobile",
        "icNumber",
        "remark",
        "mail",
        "location",
        "birthday",
        "areaCode",
        "entryTime"
      })
  void an_update_that_changes_a_field_nobody_asked_for_stops_the_run(String field) {
    peopleToUpdate(Misbehaviour.updateChanges(field));

    Imported run = run("--on-existing", "update");

    if (STORED_WRONGLY.contains(field)) {
      assertThat(run.exit()).isEqualTo(4);
      assertThat(run.out()).contains("STORED_WRONGLY", "--accept-stored " + field);
      assertThat(run.endings()).filteredOn("NOT_ATTEMPTED"::equals).hasSize(run.rows().size() - 1);
    } else {
      stoppedNaming(run, field);
    }
  }

  /** The audit of a run that stopped at its canary finds its person, and makes nobody. */
  @Test
  void what_was_decided_of_a_run_that_stopped_so_waits_until_it_is_accepted() {
    peopleToUpdate(Misbehaviour.updateChanges("mail"));
    world.row("Somebody", "E1");
    Imported run = run("--on-existing", "update", "--concurrency", "1");
    assertThat(run.exit()).isEqualTo(4);
    world.noRows();
    world.row("Somebody", "E2");
    Imported refused = run("--on-existing", "update");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("STORED_WRONGLY");
    assertThat(refused.writes()).isEmpty();
    // The number of somebody who is stored wrongly is somebody else's by now: not overwritten.
    Imported decided = run("--on-existing", "update", "--accept-stored", "mail");
    assertThat(decided.ended("Somebody")).isEqualTo("REVIEW NAME_DIFFERS");
    Path conflicts = Decisions.of(decided).decide("Somebody", "skip").write();
    assertThat(world.resolve(conflicts).exit()).isEqualTo(2);
    Imported resolved = world.resolve(conflicts, "--accept-stored", "mail");
    assertThat(resolved.exit()).as(resolved.err()).isZero();
    assertThat(resolved.writes()).isEmpty();
  }

  @Test
  void a_restore_waits_too_while_somebody_is_stored_wrongly() {
    peopleToUpdate(Misbehaviour.updateChanges("mail"));
    Path backup = world.folder("backup");
    world.export(backup);
    assertThat(run("--on-existing", "update").exit()).isEqualTo(4);

    Imported restored = world.restore(backup);

    assertThat(restored.exit()).isEqualTo(2);
    assertThat(restored.err()).contains("STORED_WRONGLY");
    assertThat(restored.writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mobile", "remark", "mail", "location"})
  void an_update_that_clears_a_field_nobody_asked_for_stops_the_run(String field) {
    peopleToUpdate(Misbehaviour.updateClears(field));

    stoppedNaming(run("--on-existing", "update"), field);
  }

  @Test
  void an_update_that_clears_the_very_field_it_was_to_change_stops_the_run() {
    peopleToUpdate(Misbehaviour.updateClears("position"));

    stoppedNaming(run("--on-existing", "update"), "position");
  }

  @Test
  void an_update_that_trims_what_it_stores_is_told_and_stops_nothing() {
    world.server(s -> s.withMisbehaviours(Misbehaviour.updateTrims("position")));
    for (int i = 1; i <= 3; i++) {
      world.already("P" + i, "jobNumber", "E" + i, "position", "Chief ");
      world.row("P" + i, "E" + i).withoutPhoto().with("remark", "new");
    }

    Imported run = run("--on-existing", "update");

    assertThat(run.exit()).isZero();
    assertThat(run.endings()).allMatch(ended -> ended.startsWith("UPDATED"));
    assertThat(run.endings()).filteredOn("UPDATED STORED_DIFFERENTLY"::equals).hasSize(1);
  }

  @Test
  void an_update_that_drops_the_groups_stops_the_run() {
    peopleToUpdate(Misbehaviour.updateDropsGroups());

    stoppedNaming(run("--on-existing", "update"), "groups");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_update_that_drops_the_photo_stops_the_run(boolean withPhoto) {
    world.server(
        s -> s.withLatency(SLOW_UPDATES).withMisbehaviours(Misbehaviour.updateDropsPhoto()));
    for (int i = 1; i <= 6; i++) {
      world.alreadyWithFace(800 + i, "P" + i, "jobNumber", "E" + i);
      RosterRow row = world.row("P" + i, "E" + i).with("remark", "new");
      if (!withPhoto) {
        row.withoutPhoto();
      }
    }

    stoppedNaming(run("--on-existing", "update"), "avatarFile");
  }

  private List<RosterRow> guests(int count) {
    List<RosterRow> rows = new ArrayList<>();
    for (int n = 1; n <= count; n++) {
      rows.add(world.guest("G" + n, String.valueOf(13_800_000_000L + n)).with("remark", "visit"));
    }
    return rows;
  }

  @Test
  void a_create_of_a_guest_that_drops_groups_or_photo_stops_the_run() {
    guests(10);
    world.server().misbehave(Misbehaviour.createDropsPhoto());

    stoppedNaming(run(), "avatarFile");
  }

  @Test
  void an_update_of_a_guest_that_changes_what_nobody_asked_for_stops_the_run() {
    List<RosterRow> rows = guests(10);
    assertThat(run().endings()).containsOnly("CREATED");
    rows.forEach(row -> row.with("dateTimeTo", "2099-01-01"));
    world.server().misbehave(Misbehaviour.updateChanges("remark"));

    stoppedNaming(run(), "remark");
  }

  /** Only those after the first one, which is read back. */
  @Test
  void a_photo_that_an_update_lost_is_told_and_sent_again_by_the_next_import() {
    List<RosterRow> rows = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      world.alreadyWithFace(800 + n, "P" + n, "jobNumber", "E" + n);
      rows.add(world.row("P" + n, "E" + n).portrait(900 + n));
    }
    world.at("updateUser", 3, () -> world.server().misbehave(Misbehaviour.updateDropsPhoto()));

    Imported run = run("--on-existing", "update", "--concurrency", "1");

    assertThat(run.endings())
        .containsExactlyInAnyOrder("UPDATED", "UPDATED", "UPDATED STORED_DIFFERENTLY");
    world.server().misbehave();
    Imported next = run("--on-existing", "update");
    assertThat(next.endings()).containsExactlyInAnyOrder("UNCHANGED", "UNCHANGED", "UPDATED");
    assertThat(world.people()).extracting(PersonView::avatarId).doesNotContainNull();
  }
}
