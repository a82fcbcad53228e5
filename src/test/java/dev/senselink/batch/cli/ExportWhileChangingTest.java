package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.OtherAdministrator;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Others go on working while a backup is made. */
@Tag("slow")
class ExportWhileChangingTest {
  @RegisterExtension final World world = new World();

  private static Map<String, String> first(Path backup, String table) {
    return Shell.rows(backup.resolve(table)).get(0);
  }

  private static String manifest(Path backup) {
    return Shell.plain(backup.resolve("manifest.json"));
  }

  @Test
  void a_place_made_during_the_export_is_in_it_with_those_who_are_in_it() {
    long ana = world.already("Ana", "jobNumber", "E1");
    OtherAdministrator colleague = world.server().bystander();
    world.at(
        "listUsers",
        1,
        () -> {
          long group = colleague.addGroup("Night shift", 1);
          long department = colleague.addDepartment(0, "Plant", null, null);
          world.edited(ana, "groups", group + "", "departmentId", department + "");
        });
    Path backup = world.folder("backup");

    assertThat(world.export(backup)).isZero();

    assertThat(first(backup, "users.csv"))
        .containsEntry("groups", "Night shift")
        .containsEntry("department", "Plant");
    assertThat(manifest(backup)).doesNotContain("danglingReference");
  }

  @Test
  void who_comes_after_the_list_and_leads_a_department_is_in_it() {
    world.already("Ana", "jobNumber", "E1");
    OtherAdministrator colleague = world.server().bystander();
    world.at(
        "getDepartmentTree",
        1,
        () -> {
          long bo = world.alreadyWithFace(5, "Bo", "jobNumber", "E2");
          colleague.addDepartment(0, "Plant", bo, null);
        });
    Path backup = world.folder("backup");

    assertThat(world.export(backup)).isZero();

    assertThat(first(backup, "departments.csv")).containsEntry("leader", "E2");
    assertThat(Shell.rows(backup.resolve("users.csv")))
        .extracting(row -> row.get("name") + " " + row.get("photo").isEmpty())
        .containsExactly("Ana true", "Bo false");
    assertThat(manifest(backup)).doesNotContain("danglingReference");
  }

  /** Who is gone is in no backup, and that is said. */
  @Test
  void a_leader_who_is_gone_dangles() {
    world.already("Ana", "jobNumber", "E1");
    world.server().bystander().addDepartment(0, "Plant", 4711L, null);
    Path backup = world.folder("backup");

    assertThat(world.export(backup)).isZero();

    assertThat(first(backup, "departments.csv")).containsEntry("leader", "");
    assertThat(manifest(backup)).contains("danglingReference");
  }

  /** To be put into a group moves no time of change. */
  @Test
  void an_export_that_goes_on_asks_for_the_groups_again() {
    long ana = world.already("Ana", "jobNumber", "E1");
    world.already("Bo", "jobNumber", "E2"); // of one alone the list itself tells the groups
    long group = world.group("Night shift");
    world.server().addRecord(ana, Instant.parse("2026-01-01T08:00:00Z"));
    Path backup = world.folder("backup");
    // The last of what is asked for, so that the groups are known by then.
    world.fault(
        FaultRule.on("listRecords").when(sent -> sent.containsKey("endRecordId")).apiCode(10001));
    assertThat(world.export(backup)).isEqualTo(4);
    assertThat(backup.resolve("manifest.json")).doesNotExist();
    world.allIsWell();
    world.server().bystander().regroup(ana, List.of(group));

    assertThat(world.export(backup)).isZero();

    assertThat(first(backup, "users.csv").get("groups")).isEqualTo("Night shift");
  }
}
