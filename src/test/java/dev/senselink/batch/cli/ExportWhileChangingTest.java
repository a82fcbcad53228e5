package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.AddToGroup;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.FaultRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Others go on working while a backup is made. */
class ExportWhileChangingTest {
  @RegisterExtension final World world = new World();

  private static Map<String, String> ana(Path backup) {
    return Shell.rows(backup.resolve("users.csv")).get(0);
  }

  @Test
  void a_place_made_during_the_export_is_in_it_with_those_who_are_in_it() {
    long ana = world.already("Ana", "jobNumber", "E1");
    world.at(
        "listUsers",
        1,
        () -> {
          long group = world.group("Night shift");
          long department = world.department("Plant");
          world.edited(ana, "groups", group + "", "departmentId", department + "");
        });
    Path backup = world.folder("backup");

    assertThat(world.export(backup)).isZero();

    assertThat(ana(backup))
        .containsEntry("groups", "Night shift")
        .containsEntry("department", "Plant");
    assertThat(Shell.plain(backup.resolve("manifest.json"))).doesNotContain("danglingReference");
  }

  /** To be put into a group moves no time of change. */
  @Test
  void an_export_that_goes_on_asks_for_the_groups_again() {
    long ana = world.already("Ana", "jobNumber", "E1");
    long group = world.group("Night shift");
    Path backup = world.folder("backup");
    world.fault(FaultRule.on("listDevices").apiCode(10001));
    assertThat(world.export(backup)).isEqualTo(4);
    world.allIsWell();
    world.made(new AddToGroup(group, List.of(ana)));

    assertThat(world.export(backup)).isZero();

    assertThat(ana(backup).get("groups")).contains("Night shift");
  }
}
