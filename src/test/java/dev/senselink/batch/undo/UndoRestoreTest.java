package dev.senselink.batch.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.organisation.UpdateDepartment;
import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.ServerState;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.CommittedChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a restore has done is taken back: whom it made, whom it put into groups, the leaders and
 * codes it set, the devices it changed and the departments it made.
 */
@Tag("slow")
class UndoRestoreTest {
  private static final String NIGHTS = "group 1:Night shift";
  private static final String SN = "SKP-5a0db0c5e11d4f5a8c1e0f6b7d2a9e31";

  @RegisterExtension final World world = new World().inHaste();
  private long ana;
  private long zoe;
  private long works;
  private List<String> before = List.of();

  @BeforeEach
  void aServerThatHasSomeOfIt() {
    works = world.department("Works");
    ana = world.alreadyWithFace(700, "Ana", "jobNumber", "E1");
    world.alreadyWithFace(701, "Cy", "jobNumber", "E3");
    zoe = world.alreadyWithFace(702, "Zoe", "jobNumber", "Z1");
    world.change(now -> UpdateDepartment.keeping(now).withLeader(zoe), works);
    before = ServerState.of(world);
  }

  private Path backup() {
    return new BackedUp()
        .group(31, 1, "Night shift")
        .department(71, 0, "Works", "W", 501)
        .department(72, 71, "Hall", "H", 502)
        .device(
            9,
            SN,
            "name",
            "Gate of old",
            "location",
            "Yard",
            "staffGroupIds",
            "31",
            "staffGroups",
            "Night shift")
        .user(501, "Ana", "jobNumber", "E1", "groupIds", "31")
        .user(
            502,
            "Bo",
            "jobNumber",
            "E2",
            "groupIds",
            "31",
            "departmentId",
            "72",
            "department",
            "Works/Hall",
            "photo",
            "502.jpg")
        .photo(502, Portraits.person(502, 200))
        .user(503, "Cy", "jobNumber", "E3", "groupIds", "31")
        .write(world.folder("backup"));
  }

  private Imported restored() {
    Imported run = world.restore(backup());
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(world.person("Ana").groups()).contains(nights());
    assertThat(world.commits("updateDevice")).isNotEmpty();
    assertThat(ServerState.of(world)).isNotEqualTo(before);
    return run;
  }

  private long nights() {
    return world.server().bystander().groups().stream()
        .filter(group -> group.name().equals("Night shift"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  /** All is taken back but the group, which no API deletes. */
  private static void isWhole(Imported undone) {
    assertThat(undone.exit()).as(undone.out() + undone.err()).isEqualTo(3);
    assertThat(undone.out()).containsOnlyOnce("not restored, for").contains("groups: 1 not");
    assertThat(undone.endings()).noneMatch(ending -> ending.startsWith("REVIEW"));
  }

  /** What is there; a group that the restore has made stays, as no API deletes it. */
  private List<String> withoutTheGroup() {
    return ServerState.of(world).stream().filter(line -> !line.equals(NIGHTS)).toList();
  }

  private long led(long department) {
    Long leader =
        world.server().bystander().departments().stream()
            .filter(d -> d.id() == department)
            .findFirst()
            .orElseThrow()
            .leaderId();
    return leader == null ? 0 : leader;
  }

  @Test
  void all_of_a_restore_is_taken_back() {
    Imported run = restored();

    Imported undone = world.undo(run.runId());

    isWhole(undone);
    assertThat(withoutTheGroup()).isEqualTo(before);
    assertThat(undone.ended("Ana")).isEqualTo("UPDATED");
    assertThat(undone.ended("Bo")).isEqualTo("REMOVED");
    assertThat(world.person("Cy").groups()).doesNotContain(nights());
    assertThat(undone.err()).contains("4 leaders, codes and devices become as before");
    assertThat(world.<Integer>ledger(l -> l.revoked().all().size()))
        .as("no list gives back what a restore gave")
        .isZero();
    assertThat(world.undo(run.runId()).err()).contains("is left to undo");
  }

  @Test
  void the_backup_can_be_restored_again_after_it() {
    Imported run = restored();
    List<String> after = ServerState.of(world);
    world.undo(run.runId());

    Imported again = world.restore(backup());

    assertThat(again.exit()).as(again.out() + again.err()).isZero();
    assertThat(again.runId()).isNotEqualTo(run.runId());
    assertThat(again.ended("Bo")).isEqualTo("CREATED");
    assertThat(world.person("Ana").groups())
        .as("the group is there by now, so who is there stays as they are")
        .doesNotContain(nights());
    assertThat(ServerState.of(world)).hasSameSizeAs(after);
    Imported undone = world.undo(again.runId());
    assertThat(undone.exit()).as(undone.out() + undone.err()).isZero();
    assertThat(withoutTheGroup()).isEqualTo(before);
  }

  @Test
  void an_undo_of_the_undo_is_the_restore_again() {
    Imported run = restored();
    List<String> after = ServerState.of(world);
    Imported undone = world.undo(run.runId());

    Imported again = world.undo(undone.runId());

    assertThat(again.ended("Ana")).as(again.of("Ana").reason()).isEqualTo("UPDATED");
    assertThat(again.ended("Bo")).isEqualTo("RESTORED NOT_RESTORABLE");
    assertThat(world.person("Ana").groups()).contains(nights());
    assertThat(led(works)).isEqualTo(ana);
    assertThat(after).anyMatch(line -> line.startsWith("device") && line.contains("Gate of old"));
    assertThat(ServerState.of(world)).anyMatch(line -> line.contains("Gate of old"));
  }

  @Test
  void what_others_have_changed_since_is_left_and_nothing_else() {
    Imported run = restored();
    world.change(now -> UpdateDepartment.keeping(now).withLeader(null), works);
    world.server().bystander().devices();
    long other = world.group("Other");
    world.edited(ana, "groups", "1," + nights() + "," + other);
    world.edited(world.person("Bo").id(), "remark", "by hand");

    Imported undone = world.undo(run.runId());

    assertThat(undone.exit()).isEqualTo(3);
    assertThat(undone.out()).contains("leaders of departments: 1 not restored", "CHANGED_SINCE");
    assertThat(led(works)).isZero();
    assertThat(undone.ended("Ana")).as("taken out of exactly those").isEqualTo("UPDATED");
    assertThat(world.person("Ana").groups()).contains(other).doesNotContain(nights());
    assertThat(undone.ended("Bo")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(world.commits("deleteDepartment")).as("somebody is in it").isEmpty();
    assertThat(ServerState.of(world)).noneMatch(line -> line.contains("Gate of old"));
  }

  @Test
  void who_was_taken_out_by_others_since_is_not_touched() {
    Imported run = restored();
    world.edited(ana, "groups", "1");

    Imported undone = world.undo(run.runId());

    assertThat(undone.ended("Ana")).isEqualTo("UNCHANGED");
    assertThat(undone.calls("removeUsersFromGroup")).isEmpty();
  }

  @Test
  void an_import_that_names_them_meanwhile_is_no_reason_to_leave_them_in() {
    Imported run = restored();
    world.row("Ana", "E1").portrait(700);
    world.run();

    assertThat(world.undo(run.runId()).ended("Ana")).isEqualTo("UPDATED");
    assertThat(world.person("Ana").groups()).doesNotContain(nights());
  }

  @Test
  void lost_answers_of_the_restore_and_of_the_undo_are_looked_for() {
    world.fault(
        FaultRule.on("updateDepartment").after().reset().times(1),
        FaultRule.on("addUsersToGroup").after().reset().times(1),
        FaultRule.on("updateDevice").after().reset().times(1));
    Imported run = restored();
    world.fault(
        FaultRule.on("updateDepartment").after().reset().times(1),
        FaultRule.on("removeUsersFromGroup").after().reset().times(1),
        FaultRule.on("updateDevice").before().status(500).times(1));

    Imported undone = world.undo(run.runId());

    isWhole(undone);
    assertThat(withoutTheGroup()).isEqualTo(before);
  }

  @Test
  void what_was_refused_was_not_changed() {
    world.fault(
        FaultRule.on("addUsersToGroup").apiCode(30001),
        FaultRule.on("updateDevice").apiCode(30001));
    Imported run = world.restore(backup());
    assertThat(run.exit()).isEqualTo(3);
    world.allIsWell();
    world.edited(ana, "groups", "1," + nights());

    Imported undone = world.undo(run.runId());

    assertThat(undone.rows()).extracting(row -> row.name()).doesNotContain("Ana");
    assertThat(world.person("Ana").groups()).as("by hand").contains(nights());
    assertThat(undone.calls("updateDevice")).isEmpty();
  }

  /** Each step of the restore is as good a place to be killed in as any. */
  @Test
  void a_restore_that_was_cut_short_in_its_ties_is_taken_back() {
    for (String step : List.of("updateDepartment", "addUsersToGroup", "updateDevice")) {
      world.fault(FaultRule.on(step).after().apiCode(10002).times(1));
      assertThat(world.restore(backup()).exit()).as(step).isEqualTo(4);
      world.allIsWell();
    }
    Imported run = world.restore(backup());
    assertThat(run.exit()).as(run.out() + run.err()).isZero();

    Imported undone = world.undo(run.runId());

    isWhole(undone);
    assertThat(withoutTheGroup()).isEqualTo(before);
  }

  @Test
  void a_restore_that_kept_nothing_cannot_be_undone() {
    Imported run = world.restore(backup(), "--no-undo");

    assertThat(world.undo(run.runId()).exit()).isEqualTo(2);
  }

  @Test
  void a_plan_of_it_says_all_and_is_carried_out() throws Exception {
    Imported run = restored();
    Path plan = world.folder("undo.plan");
    List<CommittedChange> written = world.server().commits();

    Imported made = world.undoUnasked(run.runId(), "--plan", plan.toString());

    isWhole(made);
    assertThat(world.server().commits()).hasSameSizeAs(written);
    assertThat(Files.readString(plan)).contains("\"leader #" + works, "Gate of old", "revoke");
    assertThat(Files.readString(made.report().resolve("changes.csv")))
        .contains("Gate of old", "leader");
    Imported applied = world.apply(plan, "--yes");
    isWhole(applied);
    assertThat(withoutTheGroup()).isEqualTo(before);
  }

  @Test
  void what_others_have_put_back_after_the_plan_is_as_before_already() {
    Imported run = restored();
    Path plan = world.folder("undo.plan");
    world.undoUnasked(run.runId(), "--plan", plan.toString());
    world.change(now -> UpdateDepartment.keeping(now).withLeader(zoe), works);

    Imported applied = world.apply(plan, "--yes");

    isWhole(applied);
    assertThat(withoutTheGroup()).isEqualTo(before);
  }

  @Test
  void a_leader_whom_the_plan_leaves_is_left_though_it_could_be_put_back_by_now() {
    Imported run = restored();
    Path plan = world.folder("undo.plan");
    world.change(now -> UpdateDepartment.keeping(now).withLeader(null), works);
    Imported made = world.undoUnasked(run.runId(), "--plan", plan.toString());
    assertThat(made.out()).contains("CHANGED_SINCE");
    world.change(now -> UpdateDepartment.keeping(now).withLeader(ana), works);

    Imported applied = world.apply(plan, "--yes");

    assertThat(applied.exit()).isEqualTo(3);
    assertThat(applied.out()).contains("PLAN_STALE");
    assertThat(led(works)).isEqualTo(ana);
    assertThat(ServerState.of(world)).noneMatch(line -> line.contains("Gate of old"));
  }
}
