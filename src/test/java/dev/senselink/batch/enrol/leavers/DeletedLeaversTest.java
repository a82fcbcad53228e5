package dev.senselink.batch.enrol.leavers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.BeforePhotos;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.CommittedChange;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who was taken out of their groups long ago is deleted, if two imports since have missed them and
 * nobody has touched them: of twelve people on the list P1 leaves, and the months go by.
 */
@Tag("slow")
class DeletedLeaversTest {
  private static final int STAFF = 12;
  private static final String DELETE = "deleteUser";

  @RegisterExtension final World world = new World().inHaste().withoutPhotos();
  private final Map<String, RosterRow> rows = new LinkedHashMap<>();
  private int newcomers;
  private int months;

  @BeforeEach
  void firstMonth() {
    for (int n = 1; n <= STAFF; n++) {
      rows.put("P" + n, world.row("P" + n, "E" + n));
    }
    rows.get("P1").portrait(1);
    assertThat(month("--new-list").exit()).isZero();
    world.without(rows.get("P1"));
  }

  private Imported month(String... more) {
    List<String> options = new ArrayList<>(List.of("--list", "staff", "--leavers", "delete"));
    options.addAll(List.of(more));
    if (!options.contains("--no-yes")) {
      options.add("--yes");
    }
    options.remove("--no-yes");
    return world.run(options.toArray(String[]::new));
  }

  /** A month later, with a list that is another than the last. */
  private Imported nextMonth(String... more) {
    aMonthPasses();
    world.row("New" + newcomers, "N" + newcomers).portrait(200 + newcomers++);
    return month(more);
  }

  private void aMonthPasses() {
    months++;
    world.server().passTime(Duration.ofDays(31L * months));
  }

  private long id(String name) {
    return world.person(name).id();
  }

  private boolean isThere(String name) {
    return world.people().stream().map(PersonView::name).anyMatch(name::equals);
  }

  private List<String> deleted() {
    return world.commits(DELETE).stream().map(CommittedChange::name).toList();
  }

  /** Taken out in the second month, and missed in the third. */
  private void missedTwice() {
    assertThat(month().leavers()).containsExactly("REVOKED P1");
    Imported third = nextMonth();
    assertThat(third.leavers()).containsExactly("REPORTED P1");
    assertThat(third.leaverLines().get(0).get("reason")).contains("two complete imports");
  }

  private void isLeft(Imported run, String code) {
    assertThat(run.leavers()).containsExactly("LEFT P1 " + code);
    assertThat(run.exit()).isEqualTo(3);
    assertThat(world.commits(DELETE)).isEmpty();
    assertThat(isThere("P1")).isTrue();
  }

  @Test
  void who_was_taken_out_long_ago_is_deleted_and_nobody_else() throws IOException {
    long id = id("P1");
    byte[] face = world.image(world.person("P1").avatarId());
    missedTwice();

    Imported run = nextMonth();

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.leavers()).containsExactly("DELETED P1");
    assertThat(run.summary()).contains("\"deleted\" : 1,", "\"leaversLeft\" : 0,");
    assertThat(deleted()).containsExactly("P1");
    BeforeImage image =
        world.ledger(l -> l.before().of(run.runId(), id, Kind.DELETED)).orElseThrow();
    assertThat(image.before()).isNotNull();
    assertThat(image.before().field("jobNumber")).isEqualTo("E1");
    assertThat(image.before().groups()).isEmpty();
    assertThat(image.photo().state()).isEqualTo(FormerPhoto.State.KEPT);
    byte[] kept = world.ledger(l -> read(l.before().photos(), image.photo().name()));
    assertThat(kept).isEqualTo(face);
    assertThat(world.<List<RevokedPerson>>ledger(l -> l.revoked().all())).isEmpty();
    assertThat(nextMonth().leavers()).isEmpty();
  }

  private static byte[] read(BeforePhotos photos, String name) {
    try {
      return photos.read(name);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoever_is_there_still_once_all_were_deleted_is_left() {
    world.without(rows.get("P2"));
    month();
    nextMonth();
    world.at("deleteUser", 2, () -> world.server().misbehave(Misbehaviour.deleteDoesNothing()));

    Imported run = nextMonth();

    assertThat(run.leavers()).hasSize(2).containsOnlyOnce("DELETED " + deleted().get(0));
    String left = deleted().contains("P1") ? "P2" : "P1";
    assertThat(run.leavers()).contains("LEFT " + left + " DELETE_FAILED");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(isThere(left)).isTrue();
    world.allIsWell();
    assertThat(nextMonth().leavers()).containsExactly("DELETED " + left);
  }

  @Test
  void not_before_the_time_is_over() {
    missedTwice();

    Imported run = nextMonth("--absent-for", "100d");

    assertThat(run.leavers()).containsExactly("REPORTED P1");
    assertThat(run.leaverLines().get(0).get("reason")).contains("deleted from");
    assertThat(isThere("P1")).isTrue();
    assertThat(nextMonth("--absent-for", "100d").leavers()).containsExactly("REPORTED P1");
    assertThat(nextMonth("--absent-for", "100d").leavers()).containsExactly("DELETED P1");
  }

  @Test
  void one_import_that_missed_them_may_be_a_mistake() {
    assertThat(month().leavers()).containsExactly("REVOKED P1");

    assertThat(nextMonth("--absent-for", "0h").leavers()).containsExactly("REPORTED P1");
    assertThat(isThere("P1")).isTrue();
  }

  @Test
  void an_import_on_which_a_brake_fell_has_missed_nobody() {
    assertThat(month().leavers()).containsExactly("REVOKED P1");
    for (int n = 2; n <= 4; n++) {
      world.without(rows.get("P" + n));
    }
    Imported braked = nextMonth("--max-leavers", "1");
    assertThat(braked.leavers()).allMatch(line -> line.endsWith("TOO_MANY"));
    for (int n = 2; n <= 4; n++) {
      rows.put("P" + n, world.row("P" + n, "E" + n).portrait(n));
    }

    assertThat(nextMonth().leavers()).as("the first").containsExactly("REPORTED P1");
    assertThat(nextMonth().leavers()).as("the second").containsExactly("DELETED P1");
  }

  @Test
  void an_import_that_looked_for_nobody_has_missed_nobody() {
    assertThat(month().leavers()).containsExactly("REVOKED P1");
    aMonthPasses();
    world.row("Another", "A1").portrait(300);
    assertThat(world.run("--list", "staff").leavers()).isEmpty();

    assertThat(nextMonth().leavers()).as("the first").containsExactly("REPORTED P1");
    assertThat(nextMonth().leavers()).as("the second").containsExactly("DELETED P1");
  }

  @Test
  void the_time_begins_when_they_really_were_taken_out() {
    world.fault(FaultRule.on("removeUsersFromGroup").apiCode(30001));
    assertThat(month().leavers()).containsExactly("LEFT P1 REVOKE_FAILED");
    world.allIsWell();
    assertThat(nextMonth("--absent-for", "60d").leavers()).containsExactly("REVOKED P1");

    assertThat(nextMonth("--absent-for", "60d").leavers()).containsExactly("REPORTED P1");
    assertThat(isThere("P1")).isTrue();
  }

  @Test
  void whom_an_undo_has_taken_out_again_no_import_deletes() {
    world.edited(id("P1"), "groups", "1," + world.group("Guards"));
    assertThat(month().leavers()).containsExactly("REVOKED P1");
    RosterRow row = world.row("P1", "E1").portrait(1);
    world.fault(FaultRule.on("addUsersToGroup").apiCode(30001).fromCall(2));
    Imported half = nextMonth();
    assertThat(half.ended("P1")).isEqualTo("REVIEW RETURN_FAILED");
    world.allIsWell();
    world.without(row);

    world.undo(half.runId());

    assertThat(world.person("P1").groups()).isEmpty();
    RevokedPerson again = world.ledger(l -> l.revoked().of(id("P1")).orElseThrow());
    assertThat(again.state()).isEqualTo(RevokedPerson.State.REVOKED);
    assertThat(again.left()).isEmpty();
  }

  /** Nobody has seen how they were left; but how they were to be left is known. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whom_a_run_cut_short_has_taken_out_is_deleted_where_nobody_has_touched_them(
      boolean touched) {
    world.fault(FaultRule.on("removeUsersFromGroup").after().apiCode(10005));
    assertThat(month().exit()).isEqualTo(4);
    world.allIsWell();
    assertThat(world.person("P1").groups()).isEmpty();
    if (touched) {
      world.edited(id("P1"), "remark", "comes back");
    }
    assertThat(month().leavers()).containsExactly("REVOKED P1");
    assertThat(nextMonth().leavers()).containsExactly("REPORTED P1");

    Imported last = nextMonth();

    assertThat(last.leavers()).containsExactly(touched ? "LEFT P1 CHANGED_SINCE" : "DELETED P1");
  }

  @Test
  void the_time_begins_anew_where_an_earlier_import_came_to_some_groups_only() {
    world.edited(id("P1"), "groups", "1," + world.group("Guards"));
    world.fault(FaultRule.on("removeUsersFromGroup").fromCall(2).apiCode(30001));
    assertThat(month().leavers()).containsExactly("LEFT P1 REVOKE_FAILED");
    assertThat(nextMonth().leavers()).containsExactly("LEFT P1 REVOKE_FAILED");
    world.allIsWell();
    world.fault(FaultRule.on("removeUsersFromGroup").after().apiCode(10005));
    assertThat(nextMonth().exit()).isEqualTo(4);
    world.allIsWell();
    assertThat(world.person("P1").groups()).isEmpty();

    assertThat(month().leavers()).containsExactly("REVOKED P1");
    assertThat(isThere("P1")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"remark, comes back", "mobile, 13900000000", "position, Chief", "gender, 2"})
  void whom_somebody_has_touched_since_stays(String field, String value) {
    missedTwice();
    world.edited(id("P1"), field, value);

    isLeft(nextMonth(), "CHANGED_SINCE");
  }

  @Test
  void whose_photo_somebody_has_changed_since_stays() {
    missedTwice();
    world.server().editPerson(id("P1"), Map.of(), Portraits.person(901, 200));

    isLeft(nextMonth(), "CHANGED_SINCE");
  }

  @Test
  void whom_an_older_version_took_out_stays_for_it_did_not_note_how() {
    missedTwice();
    world.ledger(
        ledger -> {
          RevokedPerson one = ledger.revoked().of(id("P1")).orElseThrow();
          ledger.revoked().note(one.as(""), Duration.ofSeconds(2));
          return true;
        });

    Imported run = nextMonth();

    isLeft(run, "CHANGED_SINCE");
    assertThat(run.leaverLines().get(0).get("reason")).contains("not known how they were left");
  }

  @Test
  void who_is_in_groups_again_stays() {
    missedTwice();
    world.edited(id("P1"), "groups", "1");

    isLeft(nextMonth(), "CHANGED_SINCE");
  }

  @Test
  void who_is_named_again_stays_and_begins_anew() {
    missedTwice();
    rows.put("P1", world.row("P1", "E1").portrait(1));

    assertThat(nextMonth().leavers()).containsExactly("RETURNED P1");
    world.without(rows.get("P1"));
    assertThat(nextMonth().leavers()).containsExactly("REVOKED P1");
    assertThat(nextMonth().leavers()).containsExactly("REPORTED P1");
    assertThat(isThere("P1")).isTrue();
  }

  @Test
  void revoke_alone_deletes_nobody() {
    missedTwice();
    aMonthPasses();
    world.row("Another", "A1").portrait(300);

    assertThat(world.run("--list", "staff", "--leavers", "revoke").leavers())
        .containsExactly("REPORTED P1");
  }

  @Test
  void a_script_has_to_say_yes_before_anything_is_sent() {
    missedTwice();

    Imported run = nextMonth("--no-yes");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--yes");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void too_many_at_once_are_left() {
    for (int n = 2; n <= 4; n++) {
      world.without(rows.get("P" + n));
    }
    assertThat(month("--max-leavers", "4").leavers()).hasSize(4);
    nextMonth();

    Imported run = nextMonth("--max-leavers", "3");

    assertThat(run.leavers()).hasSize(4).allMatch(line -> line.endsWith("TOO_MANY"));
    assertThat(world.commits(DELETE)).isEmpty();
  }

  @Test
  void whose_photo_cannot_be_kept_stays_unless_that_is_allowed() {
    missedTwice();
    world.fault(FaultRule.on("getImage").status(404));

    Imported run = nextMonth();

    isLeft(run, "BEFORE_UNKNOWN");
    assertThat(run.leaverLines().get(0).get("reason"))
        .contains("--image-path", "--without-photo", "--no-undo");
    assertThat(nextMonth("--without-photo").leavers()).containsExactly("DELETED P1");
  }

  @Test
  void with_no_undo_nothing_is_fetched_and_nothing_kept() {
    missedTwice();
    long id = id("P1");

    Imported run = nextMonth("--no-undo");

    assertThat(run.leavers()).containsExactly("DELETED P1");
    assertThat(run.calls("getImage")).isEmpty();
    assertThat(world.<Boolean>ledger(l -> l.before().of(run.runId(), id, Kind.DELETED).isPresent()))
        .isFalse();
  }

  @Test
  void a_server_that_only_says_so_is_sent_nothing_more() {
    missedTwice();
    world.server().misbehave(Misbehaviour.deleteDoesNothing());

    Imported run = nextMonth();

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.leavers()).containsExactly("LEFT P1 DELETE_FAILED");
    assertThat(isKept(run)).as("its list may lag").isTrue();
  }

  private boolean isKept(Imported run) {
    return world.ledger(l -> l.before().of(run.runId(), id("P1"), Kind.DELETED).isPresent());
  }

  @Test
  void of_whom_a_delete_may_be_at_work_still_all_is_kept() {
    missedTwice();
    world.fault(FaultRule.on(DELETE).before().reset());

    Imported run = nextMonth("--tries", "1");

    isLeft(run, "DELETE_FAILED");
    assertThat(isKept(run)).isTrue();
  }

  @Test
  void of_whom_a_delete_was_refused_nothing_is() {
    missedTwice();
    world.fault(FaultRule.on(DELETE).apiCode(30001));

    Imported run = nextMonth();

    isLeft(run, "DELETE_FAILED");
    assertThat(isKept(run)).isFalse();
  }

  @Test
  void a_lost_answer_is_looked_after() {
    missedTwice();
    world.fault(FaultRule.on(DELETE).after().reset().times(1));

    Imported run = nextMonth();

    assertThat(run.leavers()).containsExactly("DELETED P1");
    assertThat(deleted()).containsExactly("P1");
  }

  /** What a killed process left: it had meant to delete P1. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_a_killed_process_left_open_is_looked_at_first(boolean carriedOut) {
    missedTwice();
    long id = id("P1");
    world.ledger(
        ledger -> {
          RevokedPerson one = ledger.revoked().of(id).orElseThrow();
          ledger.revoked().note(one.in(RevokedPerson.State.DELETING), Duration.ofSeconds(2));
          ledger
              .leavers()
              .note(new Leaver("R-OTHER", id, "E1", "P1", "", null, Leaver.State.DELETING, "", ""));
          return true;
        });
    if (carriedOut) {
      world.made(PeopleCalls.deleteUser(id));
    }
    world.asIfKilled();

    Imported run = nextMonth();

    assertThat(world.<List<Leaver>>ledger(l -> l.leavers().of("R-OTHER")).get(0).state())
        .isEqualTo(carriedOut ? Leaver.State.DELETED : Leaver.State.LEFT);
    assertThat(run.leavers()).isEqualTo(carriedOut ? List.of() : List.of("DELETED P1"));
    assertThat(isThere("P1")).isFalse();
    assertThat(world.<List<RevokedPerson>>ledger(l -> l.revoked().all())).isEmpty();
  }

  @Test
  void an_undo_makes_them_anew_and_no_import_deletes_them_again() throws IOException {
    byte[] face = world.image(world.person("P1").avatarId());
    missedTwice();
    Imported run = nextMonth();
    assertThat(run.leavers()).containsExactly("DELETED P1");

    Imported undone = world.undo(run.runId());

    assertThat(undone.exit()).as(undone.err()).isZero();
    assertThat(undone.summary()).contains("\"restored\" : 1,");
    PersonView p1 = world.person("P1");
    assertThat(p1.groups()).isEmpty();
    assertThat(world.image(p1.avatarId())).isEqualTo(face);
    for (int month = 0; month < 2; month++) {
      Imported later = nextMonth("--absent-for", "0h");
      assertThat(later.leavers()).containsExactly("REPORTED P1");
      assertThat(later.leaverLines().get(0).get("reason")).contains("no import deletes them");
    }
    rows.put("P1", world.row("P1", "E1").portrait(1));
    assertThat(nextMonth().leavers()).containsExactly("RETURNED P1");
    assertThat(world.person("P1").groups()).containsExactly(1L);
    assertThat(world.person("P1").id()).isEqualTo(p1.id());
  }

  @Test
  void after_the_deletion_is_undone_the_revoke_can_be_undone_too() {
    List<Long> before = world.person("P1").groups();
    Imported second = month();
    assertThat(second.leavers()).containsExactly("REVOKED P1");
    nextMonth();
    Imported fourth = nextMonth();
    assertThat(fourth.leavers()).containsExactly("DELETED P1");
    Imported back = world.undo(fourth.runId(), "--only", "deleted");
    assertThat(back.ended("P1")).as(back.err()).isEqualTo("RESTORED");
    assertThat(world.person("P1").groups()).isEmpty();

    Imported undone = world.undo(second.runId(), "--only", "revoked");

    assertThat(undone.ended("P1")).as(undone.of("P1").reason()).isEqualTo("UPDATED");
    assertThat(world.person("P1").groups()).isEqualTo(before);
  }
}
