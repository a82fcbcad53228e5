package dev.senselink.batch.job.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who has left, and who is back, is planned like everything else: twelve people on a list. */
@Tag("slow")
class PlanOfAListTest {
  private static final int STAFF = 12;

  @RegisterExtension final World world = new World().inHaste();
  private final Map<String, RosterRow> rows = new LinkedHashMap<>();
  private long lab;

  @BeforeEach
  void firstMonth() {
    lab = world.group("Lab");
    for (int n = 1; n <= STAFF; n++) {
      rows.put("P" + n, world.row("P" + n, "E" + n));
    }
    Imported first = world.run("--list", "staff", "--new-list", "--leavers", "revoke");
    assertThat(first.exit()).as(first.err()).isZero();
    world.edited(id("P1"), "groups", "1," + lab);
  }

  private long id(String name) {
    return world.person(name).id();
  }

  private List<Long> groups(String name) {
    return world.person(name).groups().stream().sorted().toList();
  }

  private Path file() {
    return world.folder("staff.plan");
  }

  private Imported plan(String... more) {
    List<String> options = new ArrayList<>(List.of("--list", "staff", "--leavers", "revoke"));
    options.addAll(List.of(more));
    return planOf(options.toArray(String[]::new));
  }

  private Imported planOf(String... options) {
    List<String> all = new ArrayList<>(List.of("--plan", file().toString()));
    all.addAll(List.of(options));
    int before = world.server().commits().size();
    Imported made = world.run(all.toArray(String[]::new));
    assertThat(made.exit()).as(made.err()).isIn(0, 3);
    assertThat(world.server().commits()).as("a plan changes nothing").hasSize(before);
    return made;
  }

  private Imported apply(String... options) {
    return world.apply(file(), options);
  }

  private List<JsonNode> lines(String action) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      JsonNode node = JsonMapper.shared().readTree(line);
      if (node.has("action") && node.get("action").stringValue().equals(action)) {
        lines.add(node);
      }
    }
    return lines;
  }

  @Test
  void a_leaver_is_a_line_without_a_row_and_nothing_is_remembered() throws IOException {
    world.without(rows.get("P1"));

    Imported made = plan();

    List<JsonNode> leavers = lines("revoke");
    assertThat(leavers).hasSize(1);
    JsonNode leaver = leavers.get(0);
    assertThat(leaver.get("row").isNull()).isTrue();
    assertThat(leaver.get("name").stringValue()).isEqualTo("P1");
    assertThat(leaver.get("personId").longValue()).isEqualTo(id("P1"));
    assertThat(leaver.get("changes").get(0).get("field").stringValue()).isEqualTo("groups");
    assertThat(leaver.get("changes").get(0).get("from").stringValue()).contains("Lab (#" + lab);
    assertThat(made.leavers()).containsExactly("REPORTED P1");
    assertThat(Files.readString(made.report().resolve("changes.csv"))).contains("revoke", "Lab");
    assertThat(groups("P1")).containsExactly(1L, lab);
    long missing =
        world.ledger(
            ledger ->
                ledger.listMembers().of("staff").stream()
                    .filter(member -> member.missedBy() != 0)
                    .count());
    assertThat(missing).isZero();
    assertThat(world.<Integer>ledger(ledger -> ledger.listImports().all("staff").size()))
        .isEqualTo(1);
  }

  @Test
  void applied_the_leaver_is_in_no_group() {
    world.without(rows.get("P1"));
    plan();

    Imported applied = apply("--yes");

    assertThat(applied.exit()).as(applied.err()).isZero();
    assertThat(applied.leavers()).containsExactly("REVOKED P1");
    assertThat(groups("P1")).isEmpty();
    assertThat(groups("P2")).containsExactly(1L);
    assertThat(world.<Integer>ledger(ledger -> ledger.listImports().all("staff").size()))
        .isEqualTo(2);
  }

  @Test
  void a_script_needs_yes() {
    world.without(rows.get("P1"));
    plan();

    Imported applied = apply();

    assertThat(applied.exit()).isEqualTo(2);
    assertThat(applied.err()).contains("--yes");
    assertThat(groups("P1")).containsExactly(1L, lab);
  }

  @Test
  void a_leaver_whom_others_have_changed_is_left() {
    world.without(rows.get("P1"));
    world.without(rows.get("P2"));
    plan();
    world.edited(id("P1"), "groups", "1");

    Imported applied = apply("--yes");

    assertThat(applied.leavers()).containsExactlyInAnyOrder("LEFT P1 PLAN_STALE", "REVOKED P2");
    assertThat(applied.leaverLines())
        .filteredOn(line -> line.get("name").equals("P1"))
        .allMatch(line -> line.get("reason").contains("group"));
    assertThat(applied.exit()).isEqualTo(3);
    assertThat(groups("P1")).containsExactly(1L);
  }

  @Test
  void a_leaver_whom_the_plan_does_not_have_is_left() throws IOException {
    world.without(rows.get("P1"));
    world.without(rows.get("P2"));
    Imported made = plan("--keep-group", "Lab");
    assertThat(lines("revoke")).as(made.leaverLines() + made.err()).hasSize(1);
    world.edited(id("P1"), "groups", "1"); // is kept no more

    Imported applied = apply("--yes");

    assertThat(applied.leavers()).containsExactlyInAnyOrder("LEFT P1 PLAN_STALE", "REVOKED P2");
    assertThat(groups("P1")).containsExactly(1L);
  }

  @Test
  void a_brake_that_holds_now_leaves_all_leavers_alone() {
    world.without(rows.get("P1"));
    plan();
    for (int n = 3; n <= 10; n++) {
      world.server().removePerson(id("P" + n));
    }

    Imported applied = apply("--yes");

    assertThat(applied.exit()).isEqualTo(3);
    assertThat(applied.summary()).contains("\"leaversBrake\" : \"SERVER_LIST_SHRANK\"");
    assertThat(groups("P1")).containsExactly(1L, lab);
    assertThat(applied.leavers()).contains("LEFT P1 SERVER_LIST_SHRANK");
  }

  @Test
  void l18_a_planned_leaver_who_is_gone_from_the_server_is_told() throws IOException {
    world.without(rows.get("P1"));
    world.without(rows.get("P2"));
    plan();
    world.server().removePerson(id("P1"));

    Imported applied = apply("--yes");

    assertThat(applied.exit()).as(applied.err()).isZero();
    assertThat(applied.leavers()).containsExactlyInAnyOrder("REVOKED P2", "REPORTED P1");
    assertThat(applied.leaverLines())
        .filteredOn(line -> "E1".equals(line.get("key")))
        .singleElement()
        .satisfies(line -> assertThat(line.get("reason")).contains("not on the server any more"));
  }

  @Test
  void a_brake_that_holds_already_is_told_and_nobody_is_planned() throws IOException {
    for (int n = 1; n <= 6; n++) {
      world.without(rows.get("P" + n));
    }

    Imported made = plan();

    assertThat(made.exit()).isEqualTo(3);
    assertThat(made.summary()).contains("\"leaversBrake\" : \"LIST_SHRANK\"");
    assertThat(lines("revoke")).isEmpty();
  }

  private void leaveAndComeBack() {
    world.without(rows.get("P1"));
    Imported month = world.run("--list", "staff", "--leavers", "revoke");
    assertThat(month.leavers()).containsExactly("REVOKED P1");
    rows.put("P1", world.row("P1", "E1").portrait(1));
    world.row("New", "E90").portrait(90);
  }

  @Test
  void whoever_is_back_is_planned_with_their_groups_and_gets_them() throws IOException {
    leaveAndComeBack();

    plan();

    List<JsonNode> back = lines("return");
    assertThat(back).hasSize(1);
    assertThat(back.get(0).get("changes").get(0).get("to").stringValue())
        .contains("Lab (#" + lab + ")");
    assertThat(groups("P1")).isEmpty();
    Imported applied = apply();
    assertThat(applied.leavers()).containsExactly("RETURNED P1");
    assertThat(groups("P1")).containsExactly(1L, lab);
  }

  @Test
  void whoever_has_groups_again_already_is_given_none_by_a_plan() throws IOException {
    leaveAndComeBack();
    world.edited(id("P1"), "groups", "1");

    plan();

    assertThat(lines("return")).isEmpty();
    assertThat(apply().exit()).isZero();
    assertThat(groups("P1")).containsExactly(1L);
  }

  @Test
  void whoever_is_back_and_was_changed_since_is_given_nothing() {
    leaveAndComeBack();
    plan();
    world.edited(id("P1"), "position", "Director");

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo("REVIEW PLAN_STALE");
    assertThat(applied.of("P1").reason()).contains("position");
    assertThat(groups("P1")).isEmpty();
  }

  /** Back once more between the plan and its apply, moved, and out again. */
  @Test
  void nobody_is_given_other_groups_than_the_plan_says() {
    leaveAndComeBack();
    plan();
    long guards = world.group("Guards");
    world.ledger(
        ledger -> {
          RevokedPerson was = ledger.revoked().of(id("P1")).orElseThrow();
          ledger
              .revoked()
              .note(
                  new RevokedPerson(
                      was.person(),
                      was.run(),
                      was.hashes(),
                      List.of(guards),
                      was.state(),
                      was.at(),
                      was.left()),
                  Duration.ofSeconds(1));
          return guards;
        });

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo("REVIEW PLAN_STALE");
    assertThat(groups("P1")).isEmpty();
  }

  @Test
  void the_groups_that_the_row_names_are_given_back_as_planned() throws IOException {
    leaveAndComeBack();
    rows.get("P1").with("groups", "Lab");

    plan();

    assertThat(lines("return").get(0).get("changes").get(0).get("to").stringValue())
        .isEqualTo("Lab (#" + lab + ")");
    assertThat(apply().leavers()).containsExactly("RETURNED P1");
    assertThat(groups("P1")).containsExactly(lab);
  }

  @Test
  void leavers_who_could_not_all_be_looked_at_make_no_plan() {
    world.without(rows.get("P1"));
    world.without(rows.get("P2"));
    String last = String.valueOf(Math.max(id("P1"), id("P2")));
    world.fault(FaultRule.on("listUsers").before().apiCode(20001).where("id", last));

    Imported made =
        world.run("--plan", file().toString(), "--list", "staff", "--leavers", "revoke");

    assertThat(made.exit()).as(made.err()).isEqualTo(4);
    assertThat(made.err()).contains("no plan was written");
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_plan_that_a_newer_import_of_the_list_has_overtaken_is_made_again() throws IOException {
    plan();
    byte[] planned = Files.readAllBytes(world.roster());
    world.row("P13", "E13");
    world.run("--list", "staff", "--leavers", "revoke");
    Files.write(world.roster(), planned);

    Imported applied = apply();

    assertThat(applied.exit()).as(applied.err()).isEqualTo(2);
    assertThat(applied.err()).contains("another import of the list");
    assertThat(applied.writes()).isEmpty();
  }

  @Test
  void a_plan_may_go_away_while_it_is_carried_out() {
    world.without(rows.get("P1"));
    plan();
    world.at("listUsers", 1, () -> delete(file()));

    Imported applied = apply("--yes");

    assertThat(applied.exit()).as(applied.err()).isZero();
    assertThat(applied.leavers()).containsExactly("REVOKED P1");
    assertThat(groups("P1")).isEmpty();
    assertThat(world.data().resolve("runs").resolve(applied.runId()).resolve("planned"))
        .as("nobody stands in a copy that is not needed any more")
        .doesNotExist();
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whoever_was_taken_out_after_the_plan_is_not_given_anything_back() throws IOException {
    planOf();
    byte[] planned = Files.readAllBytes(world.roster());
    world.without(rows.get("P1"));
    world.run("--list", "staff", "--leavers", "revoke");
    Files.write(world.roster(), planned);

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo("REVIEW PLAN_STALE");
    assertThat(groups("P1")).isEmpty();
  }

  @Test
  void a_list_nobody_knows_is_told_before_anything_is_planned() {
    Imported made =
        world.run("--plan", file().toString(), "--list", "stuff", "--leavers", "revoke");

    assertThat(made.exit()).isEqualTo(2);
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_plan_made_after_an_import_that_is_undone_by_now_says_so() {
    world.row("New", "E90");
    Imported second = world.run("--list", "staff");
    world.without(rows.get("P1"));
    plan();
    assertThat(world.undo(second.runId()).ended("New")).isEqualTo("REMOVED");

    Imported applied = apply("--yes");

    assertThat(applied.exit()).isEqualTo(2);
    assertThat(applied.err()).contains(second.runId(), "was undone");
    assertThat(groups("P1")).isNotEmpty();
  }
}
