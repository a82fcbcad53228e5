package dev.senselink.batch.enrol.leavers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.ChangedAnswers;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever has left is taken out of every group, and gets them back when a roster names them again:
 * twelve people are on the list, two groups beside the standard one.
 */
@Tag("slow")
class RevokeTest {
  private static final int STAFF = 12;
  private static final String REMOVE = "removeUsersFromGroup";
  private static final String ADD = "addUsersToGroup";

  @RegisterExtension final World world = new World().inHaste().withoutPhotos();
  private final Map<String, RosterRow> rows = new LinkedHashMap<>();
  private long guards;
  private long lab;
  private int strangers;

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

  private void leave(String name) {
    world.without(rows.get(name));
  }

  private RosterRow comesBack(String name) {
    int number = Integer.parseInt(name.substring(1));
    RosterRow row = world.row(name, "E" + number).portrait(number);
    rows.put(name, row);
    return row;
  }

  private RosterRow stranger(String name, String jobNumber) {
    return world.row(name, jobNumber).portrait(100 + strangers++);
  }

  private Imported month(String... more) {
    List<String> options = new ArrayList<>(List.of("--list", "staff", "--leavers", "revoke"));
    options.addAll(List.of(more));
    return world.run(options.toArray(String[]::new));
  }

  private List<RevokedPerson> revoked() {
    return world.ledger(ledger -> ledger.revoked().all());
  }

  private static void counts(Imported run, int revoked, int returned, int left) {
    assertThat(run.summary())
        .contains(
            "\"revoked\" : " + revoked + ",",
            "\"returned\" : " + returned + ",",
            "\"leaversLeft\" : " + left + ",");
  }

  @Test
  void whoever_has_left_is_in_no_group_any_more_and_nobody_else_is_touched() {
    List<PersonView> others =
        world.people().stream().filter(person -> !person.name().equals("P1")).toList();
    leave("P1");

    Imported run = month();

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(groups("P1")).isEmpty();
    assertThat(world.commits(REMOVE)).as("one request a group").hasSize(3);
    assertThat(run.writes()).as("never an update").isEmpty();
    assertThat(world.people().stream().filter(p -> !p.name().equals("P1")).toList())
        .isEqualTo(others);
    assertThat(run.leavers()).containsExactly("REVOKED P1");
    assertThat(run.leaverLines().get(0).get("groups")).contains("Guards", "Lab");
    counts(run, 1, 0, 0);
  }

  @Test
  void whose_groups_are_not_shown_may_be_in_one_that_is_to_be_kept() {
    leave("P1");
    String byId = "id=" + id("P1") + "&";
    AtomicInteger tries = new AtomicInteger();
    world
        .answers()
        .to(
            asked -> (asked.getQuery() + "&").contains(byId) && tries.incrementAndGet() <= 4,
            body -> "{}");

    Imported run =
        month("--keep-group", "Lab", "--same-server-as", world.server().url().toString());

    assertThat(run.leavers()).as(run.err()).containsExactly("LEFT P1 REVOKE_FAILED");
    assertThat(groups("P1")).hasSize(3);
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void who_was_revoked_before_is_only_reported() {
    leave("P1");
    month();
    stranger("New", "E90");

    Imported next = month();

    assertThat(next.leavers()).containsExactly("REPORTED P1");
    assertThat(next.leaverLines().get(0).get("reason")).contains("taken out of every group on");
    assertThat(world.commits(REMOVE)).hasSize(3);
  }

  @Test
  void who_is_in_groups_again_by_other_hands_is_left() {
    leave("P1");
    month();
    world.edited(id("P1"), "groups", String.valueOf(lab));
    stranger("New", "E90");

    Imported next = month();

    assertThat(next.leavers()).containsExactly("LEFT P1 CHANGED_SINCE");
    assertThat(next.exit()).isEqualTo(3);
    assertThat(groups("P1")).containsExactly(lab);
  }

  @Test
  void nobody_is_revoked_before_the_time_of_grace_is_over() {
    leave("P1");
    Imported run = month("--grace", "14d");
    assertThat(run.leavers()).containsExactly("REPORTED P1");
    assertThat(run.leaverLines().get(0).get("reason")).contains("from 20");
    world.server().passTime(Duration.ofDays(13));
    stranger("New", "E90");
    assertThat(month("--grace", "14d").leavers()).containsExactly("REPORTED P1");
    assertThat(groups("P1")).hasSize(3);
    world.server().passTime(Duration.ofDays(15));
    stranger("Newer", "E91");

    assertThat(month("--grace", "14d").leavers()).containsExactly("REVOKED P1");
    assertThat(groups("P1")).isEmpty();
  }

  @Test
  void a_lost_answer_is_looked_after_and_nothing_is_sent_twice() {
    leave("P1");
    world.fault(
        FaultRule.on(REMOVE).call(1).after().reset(),
        FaultRule.on(REMOVE).call(2).after().htmlPage(),
        FaultRule.on(REMOVE).call(3).after().apiCode(50002));

    Imported run = month("--timeout", "2");

    assertThat(run.leavers()).containsExactly("REVOKED P1");
    assertThat(world.commits(REMOVE)).hasSize(3);
  }

  @Test
  void a_request_that_was_not_carried_out_is_sent_again_after_a_look() {
    leave("P1");
    world.fault(FaultRule.on(REMOVE).before().apiCode(50002).times(1));

    assertThat(month().leavers()).containsExactly("REVOKED P1");
    assertThat(groups("P1")).isEmpty();
  }

  @Test
  void a_refusal_leaves_the_person_and_says_why() {
    leave("P1");
    world.fault(FaultRule.on(REMOVE).apiCode(30001));

    Imported run = month();

    assertThat(run.leavers()).containsExactly("LEFT P1 REVOKE_FAILED");
    assertThat(run.exit()).isEqualTo(3);
    counts(run, 0, 0, 1);
  }

  @Test
  void a_refusal_of_the_first_is_no_reason_to_leave_the_next() {
    String first = id("P1") < id("P2") ? "P1" : "P2";
    String next = first.equals("P1") ? "P2" : "P1";
    String refused = String.valueOf(id(first));
    leave("P1");
    leave("P2");
    world.fault(FaultRule.on(REMOVE).apiCode(30001).when(of -> refused.equals(of.get("userIds"))));

    Imported run = month();

    assertThat(run.leavers())
        .containsExactlyInAnyOrder("LEFT " + first + " REVOKE_FAILED", "REVOKED " + next);
    assertThat(groups(first)).isNotEmpty();
    assertThat(groups(next)).isEmpty();
  }

  @Test
  void a_server_that_only_says_so_is_sent_nothing_for_the_next() {
    leave("P1");
    leave("P2");
    world.server().misbehave(Misbehaviour.leavingDoesNothing());

    Imported run = month();

    assertThat(run.leavers())
        .containsExactlyInAnyOrder("LEFT P1 REVOKE_FAILED", "LEFT P2 REVOKE_FAILED");
    assertThat(run.leaverLines().get(0).get("reason")).contains("said yes, twice");
    assertThat(run.leaverLines().get(1).get("reason")).contains("not tried");
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void who_is_in_no_group_is_told_and_comes_back_to_none() {
    world.edited(id("P1"), "groups", "");
    leave("P1");

    Imported run = month();

    assertThat(run.leavers()).containsExactly("REPORTED P1");
    assertThat(run.leaverLines().get(0).get("reason")).contains("in no group");
    assertThat(world.commits(REMOVE)).isEmpty();
    comesBack("P1").with("remark", "is back");
    assertThat(month().ended("P1")).isEqualTo("SKIPPED_EXISTING");
    assertThat(world.commits(ADD)).isEmpty();
    assertThat(revoked()).isEmpty();
  }

  @Test
  void somebody_else_who_has_got_the_id_gets_nothing() {
    world.ledger(
        ledger -> {
          RevokedPerson other =
              new RevokedPerson(
                  id("P1"),
                  "R-OTHER",
                  ledger.listMembers().of("staff", id("P2")).orElseThrow().hashes(),
                  List.of(guards),
                  RevokedPerson.State.REVOKED,
                  Instant.now(),
                  "");
          ledger.revoked().note(other, Duration.ofSeconds(2));
          return true;
        });
    world.edited(id("P1"), "groups", "");
    stranger("New", "E90");

    assertThat(month().ended("P1")).as("an ordinary row").isEqualTo("SKIPPED_EXISTING");
    assertThat(groups("P1")).isEmpty();
    assertThat(world.commits(ADD)).isEmpty();
  }

  @Test
  void a_run_that_stops_in_between_says_so_of_everybody_left_and_is_continued() {
    leave("P1");
    leave("P2");
    world.fault(FaultRule.on(REMOVE).apiCode(10004).fromCall(2));

    Imported run = month();

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.leavers()).isNotEmpty().noneMatch(line -> line.startsWith("FOUND"));
    assertThat(run.leavers()).anyMatch(line -> line.endsWith("RUN_NOT_COMPLETE"));
    world.allIsWell();
    assertThat(month().leavers()).containsExactlyInAnyOrder("REVOKED P1", "REVOKED P2");
    assertThat(revoked()).allMatch(one -> !one.state().isOpen());
  }

  @Test
  void l18_a_line_tells_the_groups_of_all_processes() {
    leave("P1");
    world.fault(FaultRule.on(REMOVE).apiCode(10004).fromCall(3));
    assertThat(month().exit()).isEqualTo(4);
    world.allIsWell();

    Imported run = month();

    assertThat(run.leavers()).containsExactly("REVOKED P1");
    assertThat(run.leaverLines().get(0).get("groups").split(";")).hasSize(3);
    assertThat(run.leaverLines().get(0).get("groups")).contains("Guards", "Lab");
  }

  /** P1 is taken out of two of three groups; then the process dies, with nothing noted of it. */
  @Test
  void l18_a_line_tells_the_groups_of_a_killed_process_too() {
    leave("P1");
    world.fault(FaultRule.on(REMOVE).apiCode(10004).fromCall(3));
    assertThat(month().exit()).isEqualTo(4);
    world.ledger(
        ledger -> {
          RevokedPerson cut = ledger.revoked().all().get(0);
          ledger.revoked().note(cut.in(RevokedPerson.State.REVOKING), Duration.ofSeconds(2));
          ledger.leavers().of(cut.run()).forEach(ledger.leavers()::drop);
          return true;
        });
    world.asIfKilled().allIsWell();

    Imported run = month();

    assertThat(run.leavers()).containsExactly("REVOKED P1");
    assertThat(run.leaverLines().get(0).get("groups").split(";")).hasSize(3);
    assertThat(run.leaverLines().get(0).get("groups")).contains("Guards", "Lab");
  }

  @Test
  void l18_whom_another_list_names_since_the_plan_is_told() throws IOException {
    leave("P1");
    Path plan = world.folder("plan");
    assertThat(month("--plan", plan.toString()).leavers()).containsExactly("REPORTED P1");
    byte[] roster = Files.readAllBytes(world.roster());
    rows.values().forEach(world::without);
    world.row("P1", "E1");
    world.run("--list", "annex", "--new-list");
    Files.write(world.roster(), roster);

    Imported applied = world.apply(plan, "--yes");

    assertThat(applied.leavers()).containsExactly("KEPT P1 ON_OTHER_LIST");
    assertThat(world.commits(REMOVE)).isEmpty();
  }

  @Test
  void whose_groups_the_server_does_not_tell_is_left() {
    leave("P1");
    world.server().misbehave(Misbehaviour.listHidesGroups());

    Imported run = month();

    assertThat(run.leavers()).containsExactly("LEFT P1 GROUPS_UNKNOWN");
    assertThat(world.commits(REMOVE)).isEmpty();
  }

  @Test
  void a_brake_leaves_everybody_in_their_groups() {
    for (int n = 1; n <= 6; n++) {
      leave("P" + n);
      stranger("New" + n, "N" + n);
    }

    Imported run = month("--max-leavers", "5");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.leavers()).hasSize(6).allMatch(line -> line.endsWith("TOO_MANY"));
    assertThat(world.commits(REMOVE)).isEmpty();
  }

  @Test
  void whom_one_look_afterwards_does_not_show_is_there_and_has_a_way_back() {
    long id = id("P1");
    ChangedAnswers answers = world.answers(); // the same server, called otherwise
    Imported first = month("--same-server-as", world.server().url().toString());
    assertThat(first.exit()).as(first.err()).isZero();
    AtomicInteger looks = new AtomicInteger();
    answers.to(
        asked ->
            asked.getPath().endsWith("/user/list")
                && asked.getQuery().contains("id=" + id)
                && world.commits(REMOVE).size() == 3
                && looks.getAndIncrement() == 0,
        answer -> answer.replaceAll("\"data\":\\[.*]", "\"data\":[]"));
    leave("P1");

    Imported run = month();

    assertThat(looks).hasPositiveValue();
    assertThat(run.leavers()).containsExactly("REVOKED P1");
    assertThat(revoked())
        .extracting(RevokedPerson::groups)
        .containsExactly(List.of(1L, guards, lab));
  }

  @Test
  void whom_the_list_shows_and_a_search_by_id_does_not_is_told_and_not_taken_for_gone() {
    long id = id("P1");
    ChangedAnswers answers = world.answers();
    month("--same-server-as", world.server().url().toString());
    answers.instead(
        asked ->
            asked.getPath().endsWith("/user/list")
                && asked.getQuery().matches("(.*&)?id=" + id + "(&.*)?"),
        "{\"code\":200,\"message\":\"OK\",\"data\":[]}");
    leave("P1");

    Imported run = month();

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.leavers()).containsExactly("LEFT P1 REVOKE_FAILED");
    answers.clear();
    assertThat(month().leavers()).containsExactly("REVOKED P1");
  }

  /** What a killed process left: it had meant to take P1 out of all three, and came to one. */
  @Test
  void what_a_killed_process_left_open_is_looked_at_first_and_gone_on_with() {
    world.ledger(
        ledger -> {
          RevokedPerson meant =
              new RevokedPerson(
                  id("P1"),
                  "R-OTHER",
                  ledger.listMembers().of("staff", id("P1")).orElseThrow().hashes(),
                  List.of(1L, guards, lab),
                  RevokedPerson.State.REVOKING,
                  Instant.now(),
                  "");
          ledger.revoked().note(meant, Duration.ofSeconds(2));
          return true;
        });
    world.edited(id("P1"), "groups", guards + "," + lab);
    world.asIfKilled();
    leave("P1");

    Imported run = month();

    assertThat(run.leavers()).containsExactly("REVOKED P1");
    assertThat(groups("P1")).isEmpty();
    assertThat(revoked()).hasSize(1);
    assertThat(revoked().get(0).groups()).as("all three are owed").hasSize(3);
  }

  @Test
  void who_was_taken_out_before_a_process_died_is_told_though_a_brake_falls_afterwards() {
    leave("P2");
    leave("P3");
    world.fault(FaultRule.on(REMOVE).apiCode(10004).fromCall(2));
    assertThat(month().exit()).isEqualTo(4);
    String out = groups("P2").isEmpty() ? "P2" : "P3";
    String in = out.equals("P2") ? "P3" : "P2";
    assertThat(groups(out)).isEmpty();
    assertThat(groups(in)).isNotEmpty();
    String run = revoked().get(0).run();
    long person = id(out);
    world.ledger(
        ledger -> {
          // As if it had died between the answer and its note of it.
          ledger.leavers().of(run).stream()
              .filter(one -> one.person() == person)
              .forEach(ledger.leavers()::drop);
          return true;
        });
    world.allIsWell();
    for (int n = 4; n <= STAFF; n++) {
      world.server().removePerson(id("P" + n));
    }

    List<String> told = month().leavers();

    assertThat(told)
        .containsExactlyInAnyOrder("REVOKED " + out, "LEFT " + in + " SERVER_LIST_SHRANK");
  }

  // Returning.

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void who_is_named_again_gets_exactly_their_groups_back_by_any_import(boolean ofList) {
    leave("P1");
    month();
    comesBack("P1").with("remark", "is back");

    Imported run = ofList ? month() : world.run();

    assertThat(run.ended("P1")).isEqualTo("SKIPPED_EXISTING");
    assertThat(groups("P1")).containsExactly(1L, guards, lab);
    assertThat(world.commits(ADD)).hasSize(3);
    assertThat(run.leavers()).containsExactly("RETURNED P1");
    counts(run, 0, 1, 0);
    assertThat(run.exit()).isZero();
    assertThat(revoked()).isEmpty();
  }

  @Test
  void the_groups_of_the_row_win() {
    leave("P1");
    month();
    comesBack("P1").with("groups", "Lab");

    month();

    assertThat(groups("P1")).containsExactly(lab);
    leave("P1");
    stranger("New", "E90");
    month();
    comesBack("P1").with("groups", "Guards");

    Imported updated = month("--on-existing", "update");

    assertThat(updated.ended("P1")).isEqualTo("UPDATED");
    assertThat(updated.leavers()).containsExactly("RETURNED P1");
    assertThat(groups("P1")).containsExactly(guards);
  }

  @Test
  void who_has_groups_already_gets_nothing() {
    leave("P1");
    month();
    world.edited(id("P1"), "groups", String.valueOf(lab));
    comesBack("P1").with("remark", "is back");

    assertThat(month().leavers()).isEmpty();
    assertThat(groups("P1")).containsExactly(lab);
    assertThat(revoked()).isEmpty();
  }

  @Test
  void a_row_that_waits_for_a_person_returns_nobody() {
    leave("P1");
    month();
    stranger("Somebody Else", "E1");

    Imported run = month();

    assertThat(run.ended("Somebody Else")).isEqualTo("REVIEW NAME_DIFFERS");
    assertThat(groups("P1")).isEmpty();
    assertThat(revoked()).hasSize(1);
  }

  @Test
  void a_lost_answer_to_putting_back_is_looked_after() {
    leave("P1");
    month();
    comesBack("P1").with("remark", "is back");
    world.fault(FaultRule.on(ADD).after().reset().times(1));

    Imported run = month("--timeout", "2");

    assertThat(run.leavers()).containsExactly("RETURNED P1");
    assertThat(groups("P1")).containsExactly(1L, guards, lab);
  }

  @Test
  void who_cannot_be_put_back_is_for_a_person_to_look_at() {
    leave("P1");
    month();
    comesBack("P1").with("remark", "is back");
    world.fault(FaultRule.on(ADD).apiCode(30001));

    Imported run = month();

    assertThat(run.ended("P1")).isEqualTo("REVIEW RETURN_FAILED");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(revoked()).hasSize(1);
  }

  @Test
  void an_old_list_brings_nobody_back() {
    for (int n = 1; n <= 6; n++) {
      leave("P" + n);
      stranger("New" + n, "N" + n);
    }
    assertThat(month("--max-leavers", "6").leavers()).hasSize(6);
    for (int n = 1; n <= 6; n++) {
      comesBack("P" + n);
    }

    Imported run = month();

    assertThat(run.ended("P1")).isEqualTo("REVIEW TOO_MANY_RETURNED");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(world.commits(ADD)).isEmpty();
    assertThat(groups("P1")).isEmpty();
    assertThat(world.commits("createUser")).hasSize(STAFF + 6);
    Imported allowed = month("--max-leavers", "6");
    assertThat(allowed.leavers()).hasSize(6).allMatch(line -> line.startsWith("RETURNED"));
    assertThat(groups("P1")).hasSize(3);
  }

  private void atTheRequest(String operation, Runnable action) {
    world.at(operation, 1, action);
    world.fault(FaultRule.on(operation).before().apiCode(50002).times(1));
  }

  @Test
  void whose_groups_others_change_between_two_tries_is_left() {
    leave("P1");
    long id = id("P1");
    String more = "1," + guards + "," + lab + "," + world.group("Other");
    atTheRequest(REMOVE, () -> world.edited(id, "groups", more));

    Imported run = month();

    assertThat(run.leavers()).containsExactly("LEFT P1 CHANGED_SINCE");
    assertThat(run.leaverLines().get(0).get("reason")).contains("by other hands");
    assertThat(world.commits(REMOVE)).isEmpty();
    assertThat(groups("P1")).hasSize(4);
  }

  @Test
  void who_becomes_somebody_else_between_two_tries_is_left() {
    leave("P1");
    long id = id("P1");
    atTheRequest(REMOVE, () -> world.edited(id, "name", "Somebody"));

    Imported run = month();

    assertThat(run.leavers()).containsExactly("LEFT P1 CANDIDATE_CHANGED");
    assertThat(world.commits(REMOVE)).isEmpty();
  }

  /** Between the look by which it was decided and the one before the request. */
  @Test
  void who_was_changed_before_anything_was_sent_is_as_if_nothing_had_been_meant() {
    leave("P1");
    long id = id("P1");
    world.at(
        "listUsers",
        fields -> String.valueOf(id).equals(fields.get("id")),
        2,
        () -> world.edited(id, "groups", String.valueOf(lab)));

    Imported run = month();

    assertThat(run.leavers()).containsExactly("LEFT P1 CHANGED_SINCE");
    assertThat(groups("P1")).containsExactly(lab);
    assertThat(revoked()).isEmpty();
    assertThat(world.<Integer>ledger(l -> l.before().counts(run.runId()).size())).isZero();
    stranger("New", "E90");
    assertThat(month().leavers()).containsExactly("REVOKED P1");
  }

  @Test
  void who_is_put_into_groups_by_others_between_two_tries_gets_no_more() {
    leave("P1");
    month();
    comesBack("P1");
    long id = id("P1");
    String other = String.valueOf(world.group("Other"));
    atTheRequest(ADD, () -> world.edited(id, "groups", other));

    Imported run = month();

    assertThat(run.ended("P1")).isEqualTo("REVIEW RETURN_FAILED");
    assertThat(world.commits(ADD)).isEmpty();
    assertThat(groups("P1")).hasSize(1);
  }
}
