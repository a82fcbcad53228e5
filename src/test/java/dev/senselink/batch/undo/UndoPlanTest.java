package dev.senselink.batch.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.ServerState;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.CommittedChange;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an undo is going to do is written down, and then that is done and nothing else. */
@Tag("slow")
class UndoPlanTest {
  private static final int STAFF = 12;
  private static final String STALE = "REVIEW PLAN_STALE";
  private static final String ID_NUMBER = "110101199003078515";

  private static final List<String> WRITES =
      List.of(
          "createUser",
          "updateUser",
          "deleteUser",
          "createGuest",
          "updateGuest",
          "deleteGuest",
          "createGroup",
          "updateGroup",
          "addUsersToGroup",
          "removeUsersFromGroup",
          "createDepartment",
          "updateDepartment",
          "deleteDepartment",
          "updateDevice",
          "deleteDevice");

  @RegisterExtension final World world = new World().inHaste();
  @RegisterExtension final World other = new World().inHaste();

  private Path file() {
    return world.folder("undo.plan");
  }

  /** Makes a plan while every request that could change the server is counted. */
  private Imported plan(String run, String... options) {
    List<String> written = Collections.synchronizedList(new ArrayList<>());
    for (String operation : WRITES) {
      world.fault(FaultRule.on(operation).when(fields -> !written.add(operation)));
    }
    List<CommittedChange> before = world.server().commits();
    List<String> all = new ArrayList<>(List.of("--plan", file().toString()));
    all.addAll(List.of(options));
    Imported made = world.undoUnasked(run, all.toArray(String[]::new));
    assertThat(made.exit()).as(made.err()).isIn(0, 3);
    assertThat(written).as("a plan only reads").isEmpty();
    assertThat(world.server().commits()).hasSameSizeAs(before);
    return made;
  }

  private Imported apply(String... options) {
    List<String> all = new ArrayList<>(List.of("--yes"));
    all.addAll(List.of(options));
    return world.apply(file(), all.toArray(String[]::new));
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      lines.add(JsonMapper.shared().readTree(line));
    }
    return lines;
  }

  private Map<String, String> actions() throws IOException {
    Map<String, String> actions = new LinkedHashMap<>();
    lines().stream()
        .skip(1)
        .forEach(
            line -> actions.put(line.get("name").stringValue(), line.get("action").stringValue()));
    return actions;
  }

  /** A run that has done something of every kind: made, updated, revoked, a department, a list. */
  private static Imported everyKind(World where) {
    where.withoutPhotos();
    long guards = where.group("Guards");
    long lab = where.group("Lab");
    Map<String, RosterRow> rows = new LinkedHashMap<>();
    for (int n = 1; n <= STAFF; n++) {
      rows.put("P" + n, where.row("P" + n, "E" + n));
    }
    rows.get("P3").portrait(3);
    Imported first = where.run("--list", "staff", "--new-list", "--leavers", "revoke");
    assertThat(first.exit()).as(first.err()).isZero();
    where.edited(where.person("P1").id(), "groups", "1," + guards + "," + lab);
    where.without(rows.get("P1"));
    rows.get("P2").with("position", "Chief").with("idNumber", ID_NUMBER).with("groups", "Lab");
    rows.get("P3").with("remark", "new").portrait(77);
    where.row("New", "E99").portrait(99).with("department", "Works/Paint");
    Imported run =
        where.run(
            "--list",
            "staff",
            "--leavers",
            "revoke",
            "--on-existing",
            "update",
            "--create-missing");
    assertThat(run.leavers()).as(run.err()).containsExactly("REVOKED P1");
    assertThat(run.ended("P2")).isEqualTo("UPDATED");
    assertThat(run.ended("New")).isEqualTo("CREATED");
    return run;
  }

  private static List<String> members(World where) {
    return where.ledger(
        ledger ->
            where.people().stream()
                .filter(p -> ledger.listMembers().of("staff", p.id()).isPresent())
                .map(PersonView::name)
                .sorted()
                .toList());
  }

  @Test
  void a_plan_says_exactly_what_would_be_done_and_changes_nothing() throws IOException {
    Imported run = everyKind(world);

    Imported made = plan(run.runId(), "--max-delete", "5");

    JsonNode header = lines().get(0);
    assertThat(header.get("command").stringValue()).isEqualTo("undo");
    assertThat(header.get("roster").stringValue()).isEqualTo(run.runId());
    assertThat(header.get("options").toString()).contains("\"max-delete\":[\"5\"]");
    assertThat(header.get("departments").toString())
        .isEqualTo("[[\"Works\"],[\"Works\",\"Paint\"]]");
    assertThat(header.get("lastImport").stringValue()).isEqualTo(run.runId());
    assertThat(actions())
        .containsOnly(
            Map.entry("New", "delete"),
            Map.entry("P1", "return"),
            Map.entry("P2", "update"),
            Map.entry("P3", "update"));
    String text = Files.readString(file());
    assertThat(text)
        .contains(
            "{\"field\":\"position\",\"from\":\"Chief\",\"to\":\"\"}",
            "{\"field\":\"groups\",\"from\":\"\",\"to\":\"")
        .doesNotContain(ID_NUMBER, world.server().appSecret());
    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(made.report().resolve("changes.csv")))
        .contains("P2", "position", "Chief", "Guards", "delete")
        .doesNotContain(ID_NUMBER);
    assertThat(made.report().resolve("changes.xlsx")).exists();
    String page = Files.readString(made.report().resolve("report.html"));
    assertThat(page)
        .contains("What would change", "As before", "Deleted", "Back in their groups", "Chief")
        .contains("data:image/jpeg;base64")
        .doesNotContain(ID_NUMBER);
    assertThat(made.summary()).contains("\"job\" : \"undo\"", "\"dryRun\" : true");
    assertThat(made.out()).contains("senselink apply " + file());
    assertThat(world.<Boolean>ledger(l -> l.runs().find(made.runId()).isEmpty())).isTrue();
    assertThat(world.<Integer>ledger(l -> l.undone().of(run.runId(), Kind.CREATED).size()))
        .isZero();
  }

  @Test
  void of_whom_only_the_run_has_made_no_photo_is_fetched() {
    world.rows(2);
    Imported run = world.run();

    Imported made = plan(run.runId());

    assertThat(made.endings()).containsOnly("VALID");
    assertThat(made.calls("getImage")).isEmpty();
    assertThat(made.report().resolve("report.html")).content().doesNotContain("data:image/jpeg");
    assertThat(apply().calls("getImage")).as("they are kept before they go").hasSize(2);
  }

  @Test
  void a_plan_applied_is_the_plain_undo_and_can_be_undone_the_same_way() {
    Imported mine = everyKind(world);
    Imported theirs = everyKind(other);
    List<String> undoneMembers = List.of("P1", "P10", "P11", "P12");

    Imported plain = other.undo(theirs.runId());
    plan(mine.runId());
    Imported applied = apply();

    assertThat(applied.exit()).as(applied.err()).isEqualTo(plain.exit());
    assertThat(applied.rows())
        .extracting(row -> row.name() + " " + row.ended())
        .isEqualTo(plain.rows().stream().map(row -> row.name() + " " + row.ended()).toList());
    assertThat(applied.endings()).contains("REMOVED", "UPDATED");
    assertThat(ServerState.of(world)).isEqualTo(ServerState.of(other));
    assertThat(members(world)).isEqualTo(members(other)).containsAll(undoneMembers);
    assertThat(applied.summary()).contains("\"job\" : \"undo\"");

    Imported plainAgain = other.undo(plain.runId());
    plan(applied.runId());
    Imported again = apply();

    assertThat(again.endings()).isEqualTo(plainAgain.endings()).contains("RESTORED NOT_RESTORABLE");
    assertThat(ServerState.of(world)).isEqualTo(ServerState.of(other));
    assertThat(members(world)).isEqualTo(members(other));
  }

  @Test
  void applied_twice_nothing_more_is_sent() {
    Imported run = everyKind(world);
    plan(run.runId());
    apply();
    int before = world.server().commits().size();

    Imported again = apply();

    assertThat(again.endings()).as(again.err()).containsOnly("UNCHANGED");
    assertThat(world.server().commits()).hasSize(before);
  }

  @Test
  void what_a_plain_undo_has_done_meanwhile_is_unchanged() {
    Imported run = everyKind(world);
    plan(run.runId());
    world.undo(run.runId());
    int before = world.server().commits().size();

    Imported applied = apply();

    assertThat(applied.endings()).as(applied.err()).containsOnly("UNCHANGED");
    assertThat(world.server().commits()).hasSize(before);
  }

  @Test
  void whom_others_have_changed_since_is_left_and_nobody_else() {
    List<RosterRow> rows = new ArrayList<>();
    for (int n = 1; n <= 10; n++) {
      rows.add(world.row("P" + n, "E" + n));
    }
    world.run();
    rows.forEach(row -> row.with("position", "Chief"));
    for (int n = 11; n <= 16; n++) {
      world.row("P" + n, "E" + n);
    }
    Imported run = world.run("--on-existing", "update");
    plan(run.runId());
    world.edited(id(1), "position", "Boss");
    world.edited(id(2), "remark", "by hand"); // the undo alone would not mind, and the plan does
    world.edited(id(3), "groups", "");
    world.server().removePerson(id(4));
    world.server().editPerson(id(5), Map.of(), Portraits.person(300, 200));
    world.edited(id(11), "remark", "by hand");
    world.edited(id(12), "groups", "");
    world.server().removePerson(id(13));

    Imported applied = apply();

    for (int n = 1; n <= 16; n++) {
      String expected =
          n <= 5 || n == 11 || n == 12
              ? STALE
              : n == 13 ? "UNCHANGED" : n <= 10 ? "UPDATED" : "REMOVED";
      assertThat(applied.ended("P" + n)).as("P" + n + applied.of("P" + n)).isEqualTo(expected);
    }
    assertThat(applied.exit()).isEqualTo(3);
    assertThat(applied.of("P1").reason()).contains("position");
    assertThat(applied.of("P2").reason()).contains("remark");
    assertThat(world.person("P2").position()).isEqualTo("Chief");
    assertThat(world.person("P11").remark()).isEqualTo("by hand");
  }

  private long id(int n) {
    return world.person("P" + n).id();
  }

  @Test
  void whoever_is_in_other_groups_by_now_is_left() {
    Imported run = everyKind(world);
    plan(run.runId());
    long fourth = world.group("Fourth");
    world.edited(world.person("P1").id(), "groups", String.valueOf(fourth));
    world.edited(world.person("New").id(), "mail", "new@example.org");

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo(STALE);
    assertThat(applied.ended("New")).isEqualTo(STALE);
    assertThat(applied.ended("P2")).isEqualTo("UPDATED");
    assertThat(world.person("P1").groups()).containsExactly(fourth);
    assertThat(world.commits("deleteUser")).isEmpty();
    assertThat(world.commits("deleteDepartment")).as("somebody is in it").isEmpty();
  }

  @Test
  void whoever_was_to_be_left_is_left_though_it_could_be_undone_by_now() {
    RosterRow row = world.row("Ana", "E1");
    world.run();
    row.with("position", "Chief");
    Imported run = world.run("--on-existing", "update");
    long id = world.person("Ana").id();
    world.edited(id, "position", "Boss");
    Imported made = plan(run.runId());
    assertThat(made.ended("Ana")).isEqualTo("REVIEW CHANGED_SINCE");
    world.edited(id, "position", "Chief");

    Imported applied = apply();

    assertThat(applied.ended("Ana")).isEqualTo(STALE);
    assertThat(world.person("Ana").position()).isEqualTo("Chief");
  }

  @Test
  void whom_the_plan_does_not_delete_is_not_deleted_though_they_could_be_by_now() {
    world.rows(1);
    Imported run = world.run();
    world.edited(id(1), "remark", "by hand");
    plan(run.runId());
    world.edited(id(1), "remark", "");

    assertThat(apply().ended("P1")).isEqualTo(STALE);
    assertThat(world.people()).hasSize(1);
  }

  /** The undo alone does not mind: it takes nothing but the groups. */
  @Test
  void whoever_gets_groups_back_and_was_changed_since_is_left() {
    Imported run = everyKind(world);
    plan(run.runId());
    world.edited(world.person("P1").id(), "mail", "new@example.org");

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo(STALE);
    assertThat(applied.of("P1").reason()).contains("mail");
    assertThat(world.person("P1").groups()).isEmpty();
  }

  @Test
  void whoever_was_changed_before_the_plan_is_for_review_as_it_says() {
    world.rows(2);
    Imported run = world.run();
    world.edited(id(1), "remark", "by hand");
    plan(run.runId());

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(applied.ended("P2")).isEqualTo("REMOVED");
  }

  /** In the run's order: first out of the groups, then the update is put back. */
  @Test
  void who_was_updated_and_given_back_their_groups_is_planned_in_the_undos_order() {
    for (World one : List.of(world, other)) {
      Map<String, RosterRow> rows = new LinkedHashMap<>();
      for (int n = 1; n <= STAFF; n++) {
        rows.put("P" + n, one.row("P" + n, "E" + n));
      }
      one.run("--list", "staff", "--new-list", "--leavers", "revoke");
      one.without(rows.get("P1"));
      one.run("--list", "staff", "--leavers", "revoke");
      one.row("P1", "E1").portrait(1).with("position", "Chief");
    }
    String[] options = {"--list", "staff", "--leavers", "revoke", "--on-existing", "update"};
    Imported mine = world.run(options);
    Imported theirs = other.run(options);
    assertThat(mine.leavers()).contains("RETURNED P1");
    Imported plain = other.undo(theirs.runId());

    Imported made = plan(mine.runId());
    Imported applied = apply();

    assertThat(made.endings()).as(made.err()).containsOnly("VALID");
    assertThat(applied.endings()).isEqualTo(plain.endings()).containsOnly("UPDATED");
    assertThat(ServerState.of(world)).isEqualTo(ServerState.of(other));
  }

  @Test
  void whose_number_somebody_else_has_is_not_made_anew() {
    world.row("Ana", "E1");
    Imported made = world.run();
    Imported gone = world.undo(made.runId());
    assertThat(gone.endings()).containsExactly("REMOVED");
    world.already("Bo", "jobNumber", "E1");

    Imported planned = plan(gone.runId());

    assertThat(planned.ended("Ana")).isEqualTo("REVIEW NAME_DIFFERS");
    assertThat(apply().ended("Ana")).isEqualTo("REVIEW NAME_DIFFERS");
  }

  @Test
  void what_cannot_be_put_back_is_told_before_it_is_done() {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").with("position", "Chief");
    Imported run = world.run("--on-existing", "update");

    Imported made = plan(run.runId());

    assertThat(made.ended("Ana")).isEqualTo("VALID NOT_RESTORABLE");
    assertThat(made.exit()).isEqualTo(3);
    assertThat(apply().ended("Ana")).isEqualTo("UPDATED NOT_RESTORABLE");
  }

  @Test
  void only_what_was_asked_for_is_planned() throws IOException {
    Imported run = everyKind(world);
    plan(run.runId(), "--only", "updated,revoked");

    assertThat(actions()).containsOnlyKeys("P1", "P2", "P3");
    assertThat(lines().get(0).get("departments").values()).isEmpty();
    assertThat(lines().get(0).get("lastImport").stringValue()).isEmpty();
    Imported applied = world.apply(file());

    assertThat(applied.exit()).as("nobody is deleted, nobody is asked").isZero();
    assertThat(applied.endings()).hasSize(3).containsOnly("UPDATED");
    assertThat(world.person("New").jobNumber()).isEqualTo("E99");
    assertThat(members(world)).contains("New");
  }

  @Test
  void a_department_that_the_plan_does_not_name_stays() {
    world.row("Ana", "E1").with("department", "Works");
    world.row("Bo", "E2");
    Imported run = world.run("--create-missing");
    plan(run.runId(), "--only", "created");
    apply();
    assertThat(world.commits("deleteDepartment")).hasSize(1);
    long anothers = world.department("Works");

    apply();

    assertThat(world.commits("deleteDepartment")).hasSize(1);
    assertThat(world.server().bystander().departments())
        .extracting(department -> department.id())
        .contains(anothers);
  }

  @Test
  void a_department_that_was_made_after_the_plan_stays() {
    world.row("Ana", "E1").with("department", "Works");
    Imported run = world.run("--create-missing");
    plan(run.runId());
    world.<Boolean>ledger(
        ledger -> {
          var now = ledger.runs().find(run.runId()).orElseThrow();
          ledger.runs().save(new RunRegistry.Change(now).createdToo(List.of("Later"), List.of()));
          return true;
        });
    world.department("Later");

    apply();

    assertThat(world.commits("deleteDepartment")).as("Works alone").hasSize(1);
    assertThat(world.server().bystander().departments())
        .extracting(department -> department.name())
        .contains("Later");
  }

  /** Its list was overtaken when the plan was made, and is not by now. */
  @Test
  void a_list_that_the_plan_does_not_put_back_stays() {
    Imported run = everyKind(world);
    world.row("Late", "E100").portrait(100);
    Imported later = world.run("--list", "staff", "--leavers", "revoke");
    plan(run.runId());
    world.undo(later.runId());
    assertThat(members(world)).contains("New");

    apply();

    assertThat(members(world)).contains("New");
  }

  @Test
  void a_guest_is_planned_too() throws IOException {
    RosterRow guest = world.guest("Gu", "13900000001");
    world.run();
    guest.with("dateTimeTo", "2098-12-31 18:00:00");
    world.guest("Gv", "13900000002");
    Imported run = world.run();
    Imported made = plan(run.runId());

    assertThat(actions()).containsOnly(Map.entry("Gu", "update"), Map.entry("Gv", "delete"));
    assertThat(Files.readString(file())).contains("2098-12-31 18:00:00");
    assertThat(made.endings()).containsOnly("VALID");
    assertThat(apply().endings()).containsExactlyInAnyOrder("UPDATED", "REMOVED");
    assertThat(world.people()).extracting(PersonView::name).doesNotContain("Gv");
  }

  @Test
  void whoever_is_as_before_already_is_not_noted_by_a_plan() {
    Imported run = everyKind(world);
    world.server().removePerson(world.person("New").id());
    long lab = world.person("P2").groups().get(0);
    List<Long> all =
        world.server().bystander().groups().stream()
            .filter(group -> group.type() == 1)
            .map(group -> group.id())
            .toList();
    assertThat(all).contains(lab).hasSize(3);
    world.edited(world.person("P1").id(), "groups", all.toString().replaceAll("[^0-9,]", ""));

    Imported made = plan(run.runId());

    assertThat(made.ended("New")).isEqualTo("UNCHANGED");
    assertThat(made.ended("P1")).isEqualTo("UNCHANGED");
    assertThat(world.<Integer>ledger(l -> l.undone().of(run.runId(), Kind.CREATED).size()))
        .isZero();
    assertThat(world.<Integer>ledger(l -> l.undone().of(run.runId(), Kind.REVOKED).size()))
        .isZero();
    assertThat(world.<Integer>ledger(l -> l.revoked().all().size())).isEqualTo(1);
  }

  @Test
  void a_plan_leaves_no_trace_in_what_is_known() {
    Imported run = everyKind(world);
    Imported made = plan(run.runId());

    assertThat(made.runId()).isNotEqualTo(run.runId());
    assertThat(Set.copyOf(made.endings())).containsExactly("VALID");
    assertThat(members(world)).as("the list is as it was").contains("New");
    assertThat(world.<Integer>ledger(l -> l.revoked().all().size())).isEqualTo(1);
    assertThat(world.<Integer>ledger(l -> l.runs().all().size())).isEqualTo(2);
  }
}
