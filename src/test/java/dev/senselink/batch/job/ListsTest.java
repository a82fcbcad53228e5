package dev.senselink.batch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Remains;
import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.ListMember;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list remembers who was on it, and keeps rosters of different people apart. */
@Tag("slow")
class ListsTest {
  @RegisterExtension final World world = new World().inHaste();

  private Imported begin(String list) {
    return world.run("--list", list, "--new-list");
  }

  private List<Long> members(String list) {
    return world.<List<ListMember>>ledger(ledger -> ledger.listMembers().of(list)).stream()
        .map(ListMember::person)
        .toList();
  }

  private List<ListImport.State> states(String list) {
    return world.<List<ListImport>>ledger(ledger -> ledger.listImports().all(list)).stream()
        .map(ListImport::state)
        .toList();
  }

  private String lists(int exit, String... words) {
    List<String> args = new ArrayList<>(List.of("lists"));
    args.addAll(List.of(words));
    args.addAll(List.of("--data", world.data().toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(Typing.run(args, out, out)).isEqualTo(exit);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_name_not_known_yet_is_wrong_usage_where_nobody_can_be_asked() {
    world.rows(1);

    Imported mistyped = world.run("--list", "staf");

    assertThat(mistyped.exit()).isEqualTo(2);
    assertThat(mistyped.err()).contains("no list “staf”", "--new-list");
    assertThat(mistyped.writes()).isEmpty();
    assertThat(begin("staff").exit()).isZero();
    assertThat(world.run("--list", "staf").err()).contains("known: staff");
    assertThat(world.run("--list", " ＳＴＡＦＦ").exit()).as("compared like a key").isZero();
    assertThat(states("staff")).hasSize(2);
  }

  @Test
  void whoever_a_row_was_is_a_member_and_a_row_in_doubt_or_refused_makes_nobody_one() {
    long there = world.already("There", "jobNumber", "E1");
    world.already("Somebody", "jobNumber", "E2");
    world.row("There", "E1");
    world.row("Other", "E2");
    world.row("New", "E3");
    world.row("Bad", "E4").with("birthday", "never");

    Imported run = begin("staff");

    assertThat(run.endings())
        .containsExactly(
            "SKIPPED_EXISTING", "REVIEW NAME_DIFFERS", "CREATED", "REJECTED_ROW BAD_DATE");
    assertThat(members("staff")).containsExactlyInAnyOrder(there, world.person("New").id());
    assertThat(run.out()).contains("--part").doesNotContain("--new-list");
  }

  @Test
  void somebody_of_a_decision_is_a_member_too() {
    world.already("Somebody", "jobNumber", "E2");
    world.row("Other", "E2");
    Imported run = begin("staff");
    assertThat(members("staff")).isEmpty();

    Imported decided = world.resolve(Decisions.of(run).decideAll("create").write());

    assertThat(decided.endings()).containsExactly("CREATED");
    assertThat(members("staff")).containsExactly(world.person("Other").id());
  }

  @Test
  void the_list_is_part_of_the_run() {
    world.rows(3);
    world.run("--list", "staff", "--new-list", "--limit", "1");

    for (String[] other :
        List.of(
            new String[] {"--list", "temps", "--new-list"},
            new String[] {"--list", "staff", "--part"},
            new String[] {})) {
      Imported run = world.run(other);
      assertThat(run.exit()).as(String.join(" ", other)).isEqualTo(2);
      assertThat(run.err()).contains("begun as one of the list “staff”");
      assertThat(run.writes()).isEmpty();
    }

    assertThat(world.run("--list", "staff").exit()).isZero();
    assertThat(members("staff")).hasSize(3);
  }

  @Test
  void a_run_that_was_begun_without_a_list_goes_on_without() {
    world.rows(3);
    world.run("--limit", "1");

    Imported run = begin("staff");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("begun without a list");
    assertThat(world.run("--list", "staff", "--new-list", "--restart").exit()).isZero();
  }

  @Test
  void a_file_that_a_newer_one_has_replaced_is_refused() {
    world.rows(1);
    begin("staff");
    RosterRow second = world.row("Second", "E2");
    assertThat(world.run("--list", "staff").exit()).isZero();
    world.without(second);

    Imported old = world.run("--list", "staff");

    assertThat(old.exit()).isEqualTo(2);
    assertThat(old.err()).contains("LIST_IS_OLD", "newest");
    assertThat(old.calls("createUser", "listUsers")).isEmpty();
    assertThat(world.run("--list", "temps", "--new-list").exit()).as("of this list").isZero();
    world.row("Second", "E2");
    assertThat(world.run("--list", "staff").exit()).as("the newest again").isZero();
  }

  @Test
  void a_part_adds_people_and_is_no_complete_import() {
    world.rows(2);
    begin("staff");
    world.noRows();
    world.row("Late", "E9").portrait(9);

    assertThat(world.run("--list", "staff", "--part").exit()).isZero();

    assertThat(members("staff")).hasSize(3);
    assertThat(lists(0, "--json")).contains("\"members\" : 3", "\"completeImports\" : 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--part", "--new-list"})
  void what_belongs_to_a_list_needs_one(String option) {
    world.rows(1);

    Imported run = world.run(option);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(option, "--list");
  }

  @Test
  void a_list_gets_another_name_and_goes_on_under_it() {
    world.rows(2);
    begin("staff");

    assertThat(lists(0, "rename", "STAFF", "Employees")).contains("Employees");

    assertThat(members("employees")).hasSize(2);
    assertThat(members("staff")).isEmpty();
    assertThat(lists(0)).contains("Employees").doesNotContain("staff");
    assertThat(world.run("--list", "employees").exit()).isZero();
    assertThat(lists(2, "rename", "staff", "x")).contains("no list “staff”");
  }

  @Test
  void two_lists_become_one() {
    world.rows(2);
    begin("staff");
    world.noRows();
    world.row("P2", "E2").portrait(2);
    world.row("Temp", "T1").portrait(9);
    begin("temps");
    assertThat(lists(2, "rename", "temps", "staff")).contains("lists merge");

    lists(0, "merge", "temps", "staff");

    assertThat(members("staff")).hasSize(3).doesNotHaveDuplicates();
    assertThat(lists(0, "--json")).contains("\"members\" : 3").doesNotContain("temps");
    assertThat(lists(2, "merge", "staff", "staff")).contains("itself");
  }

  @Test
  void a_list_is_forgotten_only_if_that_is_meant() {
    world.rows(1);
    begin("staff");

    assertThat(lists(2, "forget", "staff")).contains("--yes");
    assertThat(members("staff")).hasSize(1);
    lists(0, "forget", "staff", "--yes");

    assertThat(members("staff")).isEmpty();
    assertThat(world.run("--list", "staff").exit()).isEqualTo(2);
    assertThat(world.people()).as("the server is not asked").hasSize(1);
  }

  private String privacy(String... words) {
    List<String> args = new ArrayList<>(List.of("privacy"));
    args.addAll(List.of(words));
    args.addAll(List.of("--yes", "--data", world.data().toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(Typing.run(args, out, out)).as(out.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private Imported withLeaver() {
    world.row("Zyxwolf", "E1");
    begin("staff");
    world.noRows();
    world.row("Bo", "E2").portrait(2);
    Imported run = world.run("--list", "staff", "--leavers", "report");
    assertThat(run.report().resolve("leavers.csv")).content().contains("Zyxwolf", "E1");
    assertThat(run.report().resolve("leavers.xlsx")).exists();
    return run;
  }

  @Test
  void who_has_left_is_forgotten_with_an_old_run() {
    Imported run = withLeaver();

    String told = privacy("prune", "--older-than", "0m");

    assertThat(told).doesNotContain("not erased");
    assertThat(run.report()).doesNotExist();
  }

  /** Nothing tells any more who was missing; a file of that must not stay beside the new report. */
  @Test
  void who_has_left_a_list_that_is_forgotten_is_erased_from_its_report() {
    Imported run = withLeaver();
    lists(0, "forget", "staff", "--yes");

    privacy("erase", "--job-number", "E1");

    assertThat(run.report().resolve("summary.json")).exists();
    assertThat(Remains.in(run.report(), List.of("Zyxwolf"))).isEmpty();
  }

  @Test
  void a_member_is_shown_and_erased_with_the_person() {
    world.rows(2);
    begin("staff");
    List<String> data = List.of("--data", world.data().toString());
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    List<String> show = new ArrayList<>(List.of("privacy", "show"));
    show.addAll(data);
    assertThat(Typing.run(show, out, out)).as(out.toString(StandardCharsets.UTF_8)).isZero();
    List<String> erase =
        new ArrayList<>(List.of("privacy", "erase", "--job-number", "E1", "--yes"));
    erase.addAll(data);
    assertThat(Typing.run(erase, out, out)).as(out.toString(StandardCharsets.UTF_8)).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("members of lists", "staff (they were on this list");
    assertThat(members("staff")).containsExactly(world.person("P2").id());
  }
}
