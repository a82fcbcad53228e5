package dev.senselink.batch.enrol.leavers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list names people whose employment has not begun. */
@Tag("slow")
class NotBegunTest {
  private static final String STATUS = "员工状态";

  @RegisterExtension final World world = new World().inHaste().withoutPhotos();

  @BeforeEach
  void employed() {
    for (int n = 1; n <= 3; n++) {
      world.row("P" + n, "E" + n).with(STATUS, "在职");
    }
    world.row("Zoe", "E9").with(STATUS, "待入职").with("department", "Nowhere");
  }

  @Test
  void nobody_is_made_and_no_department() {
    Imported run = world.run("--create-missing");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.ended("Zoe")).isEqualTo("SKIPPED_NOT_BEGUN");
    assertThat(run.of("Zoe").reason()).contains("待入职");
    assertThat(world.people()).noneMatch(person -> person.name().equals("Zoe"));
    assertThat(run.calls("createDepartment")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--dry-run", "--dry-run --offline"})
  void nor_would_be(String how) {
    Imported run = world.run(how.split(" "));

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.ended("Zoe")).isEqualTo("SKIPPED_NOT_BEGUN");
  }

  /** Zoe was an intern, and will be employed. */
  @Test
  void who_is_there_keeps_what_they_have() {
    world.already("Zoe", "jobNumber", "E9");
    world.run("--list", "staff", "--new-list");

    Imported run = world.run("--list", "staff", "--leavers", "revoke", "--on-existing", "update");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.leavers()).isEmpty();
    assertThat(run.writes()).isEmpty();
    assertThat(world.person("Zoe").groups()).isNotEmpty();
  }
}
