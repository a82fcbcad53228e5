package dev.senselink.batch.job.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.DepartmentNode;
import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which groups and departments new people join, and when those are made for them. */
@Tag("slow")
class PlacesOfARunTest {
  @RegisterExtension final World world = new World();

  @Test
  void a_row_that_names_no_group_joins_the_one_standard_group() {
    world.row("Ana", "E1");

    world.run();

    assertThat(world.person("Ana").groups()).containsExactly(1L);
  }

  @Test
  void several_standard_groups_are_refused_before_anything_is_sent() {
    world.group("Default");
    world.row("Ana", "E1");

    Imported run = world.run();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--groups", "默认组 (#1)", "Default (#3)");
    assertThat(run.writes()).isEmpty();
    assertThat(run.rows()).isEmpty();
  }

  @Test
  void the_groups_option_says_which_groups_instead() {
    long night = world.group("Night");
    long other = world.group("Default");
    world.row("Ana", "E1");
    world.row("Bo", "E2").with("groups", "Default");

    Imported run = world.run("--groups", "Night,#1");

    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(world.person("Ana").groups()).containsExactlyInAnyOrder(night, 1L);
    assertThat(world.person("Bo").groups()).as("the row's own").containsExactly(other);
  }

  @Test
  void none_is_no_group_at_all() {
    world.row("Ana", "E1");

    assertThat(world.run("--groups", "none").ended("Ana")).isEqualTo("CREATED");
    assertThat(world.person("Ana").groups()).isEmpty();
  }

  @Test
  void a_group_of_the_option_that_is_not_there_is_refused_before_anything_is_sent() {
    world.row("Ana", "E1");

    Imported run = world.run("--groups", "Nihgt");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("Nihgt", "默认组 (#1)");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void a_row_that_names_what_is_not_there_is_rejected_and_the_others_are_not() {
    world.row("Ana", "E1").with("department", "Sales");
    world.row("Bo", "E2").with("groups", "Night");
    world.row("Cy", "E3").with("groups", "#2"); // for visitors
    world.row("Di", "E4");

    Imported run = world.run();

    assertThat(run.endings())
        .containsExactly(
            "REJECTED_ROW UNKNOWN_DEPARTMENT",
            "REJECTED_ROW UNKNOWN_GROUP",
            "REJECTED_ROW UNKNOWN_GROUP",
            "CREATED");
    assertThat(run.calls("createGroup", "createDepartment")).isEmpty();
  }

  @Test
  void what_is_missing_is_made_parents_first_and_each_once_before_the_first_row() {
    world.row("Ana", "E1").with("department", "Sales/North").with("groups", "Night");
    world.row("Bo", "E2").with("department", "Sales/South").with("groups", "Night;默认组");
    world.row("Cy", "E3").with("department", "Sandbox Company/Sales");
    world.fault(
        FaultRule.on("createDepartment").after().reset().call(2),
        FaultRule.on("createGroup").before().status(500).call(1));

    Imported run = world.run("--create-missing", "--timeout", "1");

    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(world.commits("createDepartment"))
        .extracting(commit -> commit.name())
        .startsWith("Sales")
        .containsExactlyInAnyOrder("Sales", "North", "South");
    assertThat(world.commits("createGroup")).hasSize(1);
    assertThat(world.person("Ana").departmentId()).isNotEqualTo(world.person("Bo").departmentId());
    assertThat(world.person("Bo").groups()).containsExactlyInAnyOrder(1L, 3L);
    assertThat(run.order("createGroup", "createDepartment", "createUser"))
        .endsWith("createUser", "createUser", "createUser");
    assertThat(run.summary())
        .contains("Sales/North", "Night")
        .as("nothing of before is near")
        .doesNotContain("nearest before");
    assertThat(run.err()).contains("will be created");
  }

  @Test
  void what_only_rejected_rows_name_is_not_made() {
    world.row("Ana", "E1").with("department", "Sales").with("groups", "Night");
    world.row("Bo", "E2").with("department", "Lab").withoutPhoto();
    world.row("Cy", "").with("department", "Shop");

    Imported run = world.run("--create-missing");

    assertThat(run.endings())
        .containsExactly("CREATED", "REJECTED_PHOTO PHOTO_NOT_FOUND", "REJECTED_ROW MISSING_KEY");
    assertThat(world.commits("createDepartment"))
        .extracting(commit -> commit.name())
        .containsExactly("Sales");
    assertThat(run.err()).contains("will be created: department Sales, group Night");
  }

  @Test
  void a_dry_run_tells_what_would_be_made_and_makes_nothing() {
    world.row("Ana", "E1").with("department", "Sales").with("groups", "Night");

    Imported dry = world.run("--create-missing", "--dry-run");

    assertThat(dry.ended("Ana")).isEqualTo("VALID");
    assertThat(dry.err()).contains("will be created: department Sales, group Night");
    assertThat(world.server().commits()).isEmpty();
  }

  @Test
  void a_server_without_a_standard_group_of_staff_is_refused_with_the_list_of_groups() {
    ServerPreflight site =
        site(new Group(7, "Night", 1, 0L, "", ""), new Group(8, "默认组", 2, 0L, "", ""));

    assertThatThrownBy(() -> site.defaultGroups(null))
        .isInstanceOf(SettingsMismatchException.class)
        .hasMessageContaining("no staff group named 默认组 or Default")
        .hasMessageContaining("Night (#7)");
    assertThat(site.defaultGroups("none")).isEmpty();
    assertThat(site.defaultGroups("Night")).containsExactly(7L);
  }

  private static ServerPreflight site(Group... groups) {
    Company company = new Company(58, "Company", "", "", "", "", "", "", "", "", "", "");
    DepartmentNode root = new DepartmentNode(0, "Company", "", null, null, 0L, List.of());
    return new ServerPreflight(
        "here:80", company, 1, new ServerPlaces(null, 1, "Company", List.of(groups), root));
  }
}
