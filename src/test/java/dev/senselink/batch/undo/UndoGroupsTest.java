package dev.senselink.batch.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whom a list's import took out of groups is put back into exactly those. */
@Tag("slow")
class UndoGroupsTest {
  private static final int STAFF = 12;

  @RegisterExtension final World world = new World().inHaste().withoutPhotos();
  private final Map<String, RosterRow> rows = new LinkedHashMap<>();
  private long guards;
  private long lab;

  @BeforeEach
  void firstMonth() {
    guards = world.group("Guards");
    lab = world.group("Lab");
    for (int n = 1; n <= STAFF; n++) {
      rows.put("P" + n, world.row("P" + n, "E" + n));
    }
    Imported first = world.run("--list", "staff", "--new-list", "--leavers", "revoke");
    assertThat(first.exit()).as(first.err()).isZero();
    world.edited(id("P1"), "groups", "1," + guards + "," + lab);
  }

  private long id(String name) {
    return world.person(name).id();
  }

  private List<Long> groups(String name) {
    return world.person(name).groups().stream().sorted().toList();
  }

  private Imported month(String... more) {
    List<String> options = new ArrayList<>(List.of("--list", "staff", "--leavers", "revoke"));
    options.addAll(List.of(more));
    return world.run(options.toArray(String[]::new));
  }

  private Imported revoked() {
    List<Long> before = groups("P1");
    world.without(rows.get("P1"));
    Imported run = month();
    assertThat(run.leavers()).containsExactly("REVOKED P1");
    assertThat(groups("P1")).isEmpty();
    assertThat(before).hasSize(3);
    return run;
  }

  @Test
  void whoever_was_revoked_is_in_exactly_their_groups_again() {
    List<Long> before = groups("P1");
    Imported run = revoked();

    Imported undone = world.undo(run.runId());

    assertThat(undone.ended("P1")).as(undone.err()).isEqualTo("UPDATED");
    assertThat(undone.exit()).isZero();
    assertThat(groups("P1")).isEqualTo(before);
    assertThat(undone.calls("updateUser")).as("never an update").isEmpty();
    assertThat(world.<Integer>ledger(ledger -> ledger.revoked().all().size())).isZero();
  }

  @Test
  void who_is_in_another_group_since_is_left() {
    Imported run = revoked();
    long other = world.group("Other");
    world.edited(id("P1"), "groups", String.valueOf(other));

    Imported undone = world.undo(run.runId());

    assertThat(undone.ended("P1")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(groups("P1")).containsExactly(other);
  }

  @Test
  void who_has_another_name_since_is_left() {
    Imported run = revoked();
    world.edited(id("P1"), "name", "Somebody");

    Imported undone = world.undo(run.runId());

    assertThat(undone.endings()).containsExactly("REVIEW CHANGED_SINCE");
    assertThat(groups("Somebody")).isEmpty();
  }

  @Test
  void undone_twice_they_are_out_again_and_return_by_a_later_list() {
    List<Long> before = groups("P1");
    Imported run = revoked();
    Imported undone = world.undo(run.runId());

    Imported again = world.undo(undone.runId());

    assertThat(again.ended("P1")).as(again.of("P1").reason()).isEqualTo("UPDATED");
    assertThat(groups("P1")).isEmpty();
    rows.put("P1", world.row("P1", "E1").portrait(1));
    Imported back = month();
    assertThat(back.leavers()).as(back.err()).contains("RETURNED P1");
    assertThat(groups("P1")).isEqualTo(before);
  }

  @Test
  void whom_a_later_list_names_keeps_the_groups_they_got_back() {
    List<Long> before = groups("P1");
    revoked();
    rows.put("P1", world.row("P1", "E1").portrait(1));
    Imported back = month();
    assertThat(back.leavers()).as(back.err()).contains("RETURNED P1");
    world.row("P13", "E13");
    Imported later = month();
    assertThat(later.ended("P1")).isEqualTo("SKIPPED_EXISTING");

    Imported undone = world.undo(back.runId());

    assertThat(undone.ended("P1")).as(undone.err()).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(undone.of("P1").reason()).contains(later.runId());
    assertThat(groups("P1")).isEqualTo(before);
  }

  @Test
  void whoever_returned_and_was_taken_out_by_others_since_stays_out() {
    Imported run = revoked();
    rows.put("P1", world.row("P1", "E1").portrait(1));
    assertThat(month("--no-undo").leavers()).contains("RETURNED P1");
    world.without(rows.get("P1"));
    world.row("P13", "E13");
    assertThat(month("--no-undo").leavers()).contains("REVOKED P1");

    Imported undone = world.undo(run.runId());

    assertThat(undone.ended("P1")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(groups("P1")).isEmpty();
  }

  @Test
  void a_lost_answer_is_looked_for() {
    List<Long> before = groups("P1");
    Imported run = revoked();
    world.fault(FaultRule.on("addUsersToGroup").after().reset().times(1));

    Imported undone = world.undo(run.runId());

    assertThat(undone.ended("P1")).as(undone.err()).isEqualTo("UPDATED");
    assertThat(groups("P1")).isEqualTo(before);
    assertThat(undone.calls("addUsersToGroup")).hasSize(3);
  }

  @Test
  void nobody_is_put_into_a_group_that_has_another_name_now() {
    Imported run = revoked();
    world.made(OrganisationCalls.updateGroup(lab, "Vault", 1));

    Imported undone = world.undo(run.runId());

    assertThat(undone.ended("P1")).isEqualTo("UPDATED NOT_RESTORABLE");
    assertThat(undone.of("P1").reason()).contains("Lab");
    assertThat(groups("P1")).contains(guards).doesNotContain(lab);
  }

  @Test
  void who_is_put_into_a_group_by_others_between_two_tries_gets_no_more() {
    Imported run = revoked();
    long id = id("P1");
    long other = world.group("Other");
    world.at("addUsersToGroup", 1, () -> world.edited(id, "groups", String.valueOf(other)));
    world.fault(FaultRule.on("addUsersToGroup").before().apiCode(50002).times(1));

    Imported undone = world.undo(run.runId());

    assertThat(undone.ended("P1")).as(undone.err()).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(groups("P1")).containsExactly(other);
  }

  /** Between the look by which it was decided and the one before the request. */
  @Test
  void whom_an_undo_has_sent_nothing_for_can_be_undone_later() {
    List<Long> before = groups("P1");
    Imported run = revoked();
    long id = id("P1");
    long other = world.group("Other");
    List<RevokedPerson> known = known();
    world.at(
        "listUsers",
        fields -> String.valueOf(id).equals(fields.get("id")),
        2,
        () -> world.edited(id, "groups", String.valueOf(other)));
    Imported undone = world.undo(run.runId());
    assertThat(undone.ended("P1")).as(undone.err()).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(known()).as("nothing was sent").isEqualTo(known);
    world.allIsWell();
    world.edited(id, "groups", "");

    Imported again = world.undo(run.runId());

    assertThat(again.ended("P1")).as(again.of("P1").reason()).isEqualTo("UPDATED");
    assertThat(groups("P1")).isEqualTo(before);
  }

  @Test
  void whom_others_have_taken_out_after_the_server_refused_it_stays_out() {
    Imported undone = world.undo(revoked().runId());
    List<RevokedPerson> known = known();
    long id = id("P1");
    world.fault(
        FaultRule.on("removeUsersFromGroup")
            .before()
            .apiCode(30001)
            .when(
                fields ->
                    !String.valueOf(lab).equals(fields.get("groupId"))
                        || world.edited(id, "groups", "") == world));

    Imported again = world.undo(undone.runId());

    assertThat(again.ended("P1")).as(again.err()).isEqualTo("UNCHANGED");
    assertThat(again.of("P1").reason()).contains("before the run already", "has failed");
    assertThat(known()).as("no list gives back what others took").isEqualTo(known);
    world.allIsWell();
    world.undo(again.runId());
    assertThat(groups("P1")).as("others have taken them out").isEmpty();
  }

  @Test
  void only_what_the_undo_itself_has_put_back_is_taken_out_again() {
    Imported run = revoked();
    long id = id("P1");
    String all = "1," + guards + "," + lab;
    world.fault(
        FaultRule.on("addUsersToGroup")
            .before()
            .apiCode(30001)
            .when(
                fields ->
                    String.valueOf(lab).equals(fields.get("groupId"))
                        && world.edited(id, "groups", all) == world));
    Imported undone = world.undo(run.runId());
    assertThat(undone.ended("P1")).as(undone.err()).isEqualTo("UPDATED");
    world.allIsWell();

    Imported again = world.undo(undone.runId());

    assertThat(again.ended("P1")).as(again.of("P1").reason()).isEqualTo("UPDATED");
    assertThat(groups("P1")).containsExactly(lab);
  }

  @Test
  void whom_the_server_has_refused_to_take_out_is_not_put_back_after_others_did() {
    Imported undone = world.undo(revoked().runId());
    List<RevokedPerson> known = known();
    world.fault(FaultRule.on("removeUsersFromGroup").before().apiCode(30001));
    Imported again = world.undo(undone.runId());
    assertThat(again.ended("P1")).isEqualTo("FAILED REVOKE_FAILED");
    assertThat(known()).as("nothing was done").isEqualTo(known);
    world.allIsWell();
    world.edited(id("P1"), "groups", "");

    world.undo(again.runId());

    assertThat(groups("P1")).as("others have taken them out").isEmpty();
  }

  private List<RevokedPerson> known() {
    return world.ledger(ledger -> ledger.revoked().all());
  }
}
