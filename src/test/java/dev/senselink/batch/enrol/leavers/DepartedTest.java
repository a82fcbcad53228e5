package dev.senselink.batch.enrol.leavers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.ledger.Run;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty people are on the server; the list of the next month says that some of them have left. */
@Tag("slow")
class DepartedTest {
  private static final int STAFF = 20;
  private static final String STATUS = "员工状态";

  @RegisterExtension final World world = new World().inHaste().withoutPhotos();
  private final Map<String, RosterRow> rows = new LinkedHashMap<>();

  @BeforeEach
  void firstMonth() {
    for (int n = 1; n <= STAFF; n++) {
      rows.put("P" + n, world.row("P" + n, "E" + n).with(STATUS, "在职"));
    }
    Imported first = world.run();
    assertThat(first.exit()).as(first.err()).isZero();
    rows.get("P2").with(STATUS, "离职");
    rows.get("P3").with(STATUS, "已离职");
    rows.get("P4").with(STATUS, "").with("离职日期", "2020-01-31");
  }

  private boolean hasGroups(String name) {
    return !world.person(name).groups().isEmpty();
  }

  @Test
  void who_has_left_by_the_list_and_is_in_groups_is_told() {
    Imported run = world.run();

    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.ended("P2")).isEqualTo("SKIPPED_DEPARTED HAS_DOORS");
    assertThat(run.ended("P3")).isEqualTo("SKIPPED_DEPARTED HAS_DOORS");
    assertThat(run.ended("P4")).isEqualTo("SKIPPED_DEPARTED HAS_DOORS");
    assertThat(run.ended("P5")).isEqualTo("SKIPPED_EXISTING");
    assertThat(run.summary()).contains("\"leftWithDoors\" : 3", "\"skipped\" : 20");
    assertThat(run.out() + run.err()).contains("--leavers revoke");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void who_has_left_and_was_never_here_is_not_created() {
    world.row("New", "E90").with(STATUS, "离职");

    Imported run = world.run("--on-existing", "update");

    assertThat(run.ended("New")).isEqualTo("SKIPPED_DEPARTED");
    assertThat(world.people()).noneMatch(person -> person.name().equals("New"));
    assertThat(run.writes()).isEmpty();
  }

  /** None of them was on the list: it has no name until now. */
  @Test
  void who_has_left_by_the_first_list_is_a_leaver() {
    Imported run = world.run("--list", "staff", "--new-list", "--leavers", "revoke");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.leavers()).containsExactlyInAnyOrder("REVOKED P2", "REVOKED P3", "REVOKED P4");
    assertThat(hasGroups("P2") || hasGroups("P3") || hasGroups("P4")).isFalse();
    assertThat(hasGroups("P5")).isTrue();
    Imported next = world.run("--list", "staff", "--leavers", "revoke");
    assertThat(next.exit()).as(next.err()).isZero();
    assertThat(next.writes()).isEmpty();
    rows.get("P2").with(STATUS, "在职");
    Imported back = world.run("--list", "staff", "--leavers", "revoke");
    assertThat(back.exit()).as(back.err()).isZero();
    assertThat(hasGroups("P2")).isTrue();
    assertThat(hasGroups("P3")).isFalse();
  }

  /** A list has a row for each contract. Red before: the second row of one person was a defect. */
  @Test
  void who_has_left_by_two_rows_is_one_leaver() {
    world.row("P2", "E2").with(STATUS, "离职");
    world.row("P3", "E3").with(STATUS, "离职");

    Imported run = world.run("--list", "staff", "--new-list", "--leavers", "revoke");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.leavers()).containsExactlyInAnyOrder("REVOKED P2", "REVOKED P3", "REVOKED P4");
    assertThat(hasGroups("P2") || hasGroups("P3") || hasGroups("P4")).isFalse();
  }

  @Test
  void a_member_who_has_left_by_a_row_is_a_leaver() {
    rows.get("P3").with(STATUS, "在职");
    rows.get("P2").with(STATUS, "在职");
    rows.get("P4").with("离职日期", "");
    world.run("--list", "staff", "--new-list", "--leavers", "revoke");
    rows.get("P2").with(STATUS, "Terminated");

    Imported run = world.run("--list", "staff", "--leavers", "revoke");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.leavers()).containsExactly("REVOKED P2");
    assertThat(hasGroups("P2")).isFalse();
  }

  @Test
  void too_many_who_have_left_are_left_alone() {
    for (int n = 2; n <= 8; n++) {
      rows.get("P" + n).with(STATUS, "离职").with("离职日期", "");
    }

    Imported run = world.run("--list", "staff", "--new-list", "--leavers", "revoke");

    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.summary()).contains("\"leaversBrake\" : \"TOO_MANY\"");
    assertThat(run.writes()).isEmpty();
  }

  /** Both rows have the key; the photo of the one who has left is nobody's claim. */
  @Test
  void an_active_row_of_the_same_key_protects() {
    world.row("P2", "E2").with(STATUS, "返聘");

    Imported run = world.run("--list", "staff", "--new-list", "--leavers", "revoke");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.leavers()).containsExactlyInAnyOrder("REVOKED P3", "REVOKED P4");
    assertThat(run.endings()).contains("SKIPPED_EXISTING").doesNotContain("REJECTED_ROW");
    assertThat(hasGroups("P2")).isTrue();
  }

  /** No list is followed: nobody would be asked to take doors from somebody who is employed. */
  @ParameterizedTest
  @ValueSource(strings = {"--on-existing=skip", "--dry-run"})
  void an_active_row_of_the_same_key_is_no_alarm(String how) {
    rows.get("P3").with(STATUS, "在职");
    rows.get("P4").with("离职日期", "");
    world.row("P2", "E2").with(STATUS, "返聘");

    Imported run = world.run(how);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.endings()).contains("SKIPPED_DEPARTED", "SKIPPED_EXISTING");
    assertThat(run.summary()).contains("\"leftWithDoors\" : 0");
  }

  /** The number has been given to somebody else: who had it before has left all the same. */
  @Test
  void an_active_row_of_another_name_is_no_protection() {
    rows.get("P3").with(STATUS, "在职");
    rows.get("P4").with("离职日期", "");
    world.row("Another", "E2").with(STATUS, "在职");

    Imported run = world.run();

    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.summary()).contains("\"leftWithDoors\" : 1");
  }

  @Test
  void what_is_not_clear_is_asked_about_and_protects() {
    world.run("--list", "staff", "--new-list");
    rows.get("P2").with(STATUS, "离职").with("离职日期", "2099-01-31");
    rows.get("P3").with(STATUS, "在职").with("离职日期", "2020-01-31");
    rows.get("P4").with(STATUS, "???").with("离职日期", "");

    Imported run = world.run("--list", "staff", "--leavers", "revoke");

    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.out()).contains("--left-when").doesNotContain("resolve", "faces");
    for (String name : new String[] {"P2", "P3", "P4"}) {
      assertThat(run.ended(name)).isEqualTo("REVIEW STATUS_UNCLEAR");
      assertThat(hasGroups(name)).isTrue();
    }
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void a_column_of_which_no_word_is_known_ends_it() {
    rows.values().forEach(row -> row.with(STATUS, "A"));

    Imported run = world.run("--list", "staff", "--new-list", "--leavers", "revoke");

    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .contains("STATUS_UNKNOWN", STATUS, "--left-when '" + STATUS + "=WORD'")
        .doesNotContain(STATUS + "=A"); // who copies it must not declare everybody gone
    assertThat(world.run("--left-when", STATUS + "=T").exit()).isIn(0, 3);
  }

  @Test
  void the_words_of_oracle_are_known_and_others_are_never_guessed() {
    rows.values().forEach(row -> row.with(STATUS, "Active - Payroll Eligible").with("离职日期", ""));
    rows.get("P2").with(STATUS, "Inactive - Payroll Eligible");
    assertThat(world.run().ended("P2")).isEqualTo("SKIPPED_DEPARTED HAS_DOORS");
    rows.values().forEach(row -> row.with(STATUS, "Active: paid"));
    rows.get("P2").with(STATUS, "Inactive: paid");

    assertThat(world.run().err()).contains("--left-when '" + STATUS + "=Inactive: paid'");
  }

  @Test
  void words_that_were_said_once_hold_for_the_next_list() {
    rows.values().forEach(row -> row.with(STATUS, "A").with("离职日期", ""));
    rows.get("P2").with(STATUS, "T");
    Imported run = world.run("--left-when", STATUS + "=T");
    assertThat(run.ended("P2")).isEqualTo("SKIPPED_DEPARTED HAS_DOORS");
    rows.get("P3").with(STATUS, "T");

    Imported next = world.run();

    assertThat(next.exit()).as(next.err()).isEqualTo(3);
    assertThat(next.ended("P3")).isEqualTo("SKIPPED_DEPARTED HAS_DOORS");
  }

  @Test
  void a_part_of_a_list_protects_the_rest() {
    rows.values().forEach(row -> row.with(STATUS, "在职").with("离职日期", "").with("Type", "Employee"));
    world.run("--list", "staff", "--new-list");
    rows.get("P2").with("Type", "Contractor");

    Imported run =
        world.run("--list", "staff", "--leavers", "revoke", "--rows-where", "Type=employee,Intern");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.ended("P2")).isEqualTo("SKIPPED_FILTERED");
    assertThat(run.leavers()).isEmpty();
    assertThat(world.run("--rows-where", "Nix=a").exit()).isNotZero();
  }

  /** In one zone the day has come, in the other it has not, at every moment. */
  private static final ZoneId AHEAD = ZoneId.of("Pacific/Kiritimati");

  private static final String BEHIND = "Etc/GMT+12";

  private Path undecided(String status) {
    rows.get("P3").with(STATUS, "在职");
    rows.get("P4").with("离职日期", "");
    String day = LocalDate.now(AHEAD).toString();
    rows.get("P2").with("name", "Pat").with(STATUS, status).with("离职日期", day);
    Imported run = world.run("--time-zone", BEHIND);
    assertThat(run.ended("Pat")).isEqualTo("REVIEW NAME_DIFFERS");
    return Decisions.of(run).decide("Pat", "update").write();
  }

  private Imported resolvedOnMachineAhead(Path decided) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(AHEAD));
    try {
      return world.resolve(decided);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void a_decision_reads_the_day_in_the_zone_of_its_run() {
    Path decided = undecided("在职");

    Imported resolved = resolvedOnMachineAhead(decided);

    assertThat(resolved.ended("Pat")).startsWith("UPDATED");
  }

  /** A run of an older version has no zone: the command's own counts. */
  @Test
  void a_decision_gives_no_doors_to_who_has_left_since() {
    Path decided = undecided("");
    world.ledger(
        ledger -> {
          for (Run run : ledger.runs().all()) {
            String older = run.rosterSettings().replace("\"zone\"", "\"none\"");
            ledger.runs().save(new RunRegistry.Change(run).reading(older));
          }
          return ledger;
        });

    Imported resolved = resolvedOnMachineAhead(decided);

    assertThat(resolved.ended("Pat")).isEqualTo("SKIPPED_DEPARTED DEPARTED_UNCLEAR");
    assertThat(resolved.writes()).isEmpty();
  }

  @Test
  void a_plan_leaves_who_has_left_and_revokes_them_when_applied() {
    world.run("--list", "staff", "--new-list");
    Path plan = world.folder("plan");

    Imported planned =
        world.run("--list", "staff", "--leavers", "revoke", "--plan", plan.toString());
    assertThat(planned.writes()).isEmpty();
    assertThat(planned.endings()).contains("SKIPPED_DEPARTED");
    Imported applied = world.apply(plan, "--yes");

    assertThat(applied.exit()).as(applied.err()).isZero();
    assertThat(applied.leavers())
        .containsExactlyInAnyOrder("REVOKED P2", "REVOKED P3", "REVOKED P4");
    assertThat(hasGroups("P2")).isFalse();
    assertThat(hasGroups("P5")).isTrue();
  }

  /** The words that were said with the plan count, whatever is said with apply. */
  @Test
  void a_plan_keeps_its_words_for_left() {
    world.row("New", "E90").with(STATUS, "走了");
    Path plan = world.folder("plan");

    world.run("--left-when", STATUS + "=走了,离职,已离职", "--plan", plan.toString());
    Imported applied = world.apply(plan, "--yes");

    assertThat(applied.ended("New")).isEqualTo("SKIPPED_DEPARTED");
    assertThat(world.people()).noneMatch(person -> person.name().equals("New"));
  }

  @Test
  void a_run_that_was_cut_short_revokes_nobody_until_it_has_ended() {
    world.run("--list", "staff", "--new-list");

    Imported some = world.run("--list", "staff", "--leavers", "revoke", "--limit", "5");
    assertThat(some.exit()).isNotZero();
    assertThat(some.writes()).isEmpty();
    Imported rest = world.asIfKilled().run("--list", "staff", "--leavers", "revoke");

    assertThat(rest.exit()).as(rest.err()).isZero();
    assertThat(rest.leavers()).containsExactlyInAnyOrder("REVOKED P2", "REVOKED P3", "REVOKED P4");
  }

  @Test
  void validate_tells_who_has_left_without_a_server() {
    Imported run = world.run("--dry-run", "--offline");

    assertThat(run.ended("P2")).isEqualTo("SKIPPED_DEPARTED");
    assertThat(run.ended("P5")).isEqualTo("VALID");
  }
}
