package dev.senselink.batch.enrol.leavers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list names people who left, and the same people as employed again. */
@Tag("slow")
class RehiredTest {
  private static final int STAFF = 20;
  private static final String STATUS = "员工状态";
  private static final String MOBILE = "13800001002";

  @RegisterExtension final World world = new World().inHaste().withoutPhotos();
  private RosterRow pat;

  @BeforeEach
  void employed() {
    for (int n = 1; n <= STAFF; n++) {
      world.row("P" + n, "E" + n).with(STATUS, "在职");
    }
    pat = world.row("Pat", "E90").with("mobile", MOBILE).with(STATUS, "在职");
    Imported first = world.run("--list", "staff", "--new-list");
    assertThat(first.exit()).as(first.err()).isZero();
  }

  private boolean hasGroups(String name) {
    return !world.person(name).groups().isEmpty();
  }

  /** The row of the first employment stays in the list. */
  @ParameterizedTest
  @ValueSource(strings = {"--on-existing=skip", "--on-existing=update", "--dry-run"})
  void the_row_of_an_earlier_employment_under_another_number_is_no_question(String how) {
    world.row("Old", "E50").with("name", "Pat").with("mobile", MOBILE).with(STATUS, "离职");

    Imported run = world.run(how);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.endings()).contains("SKIPPED_DEPARTED").doesNotContain("REVIEW");
    assertThat(hasGroups("Pat")).isTrue();
  }

  @Test
  void nor_where_the_leavers_of_the_list_are_taken_out() {
    world.row("Old", "E50").with("name", "Pat").with("mobile", MOBILE).with(STATUS, "离职");

    Imported run = world.run("--list", "staff", "--leavers", "revoke");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.leavers()).isEmpty();
    assertThat(hasGroups("Pat")).isTrue();
  }

  /** A job number is given out again. */
  @Test
  void nor_is_who_has_the_number_of_somebody_who_left() {
    world.row("Somebody else", "E90").with(STATUS, "离职");

    Imported run = world.run();

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.ended("Somebody else")).isEqualTo("SKIPPED_DEPARTED");
    assertThat(run.of("Somebody else").reason()).contains("Another row of the list");
  }

  @Test
  void whom_no_other_row_names_is_still_asked_about() {
    world.already("Pia", "jobNumber", "E91", "mobile", "13800001003");
    world.row("Old", "E51").with("name", "Pia").with("mobile", "13800001003").with(STATUS, "离职");
    world.row("Old", "E50").with("name", "Pat").with("mobile", MOBILE).with(STATUS, "离职");

    Imported run = world.run();

    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.ended("Pia")).isEqualTo("SKIPPED_DEPARTED DEPARTED_UNCLEAR");
  }

  /** What a person said once about the new number holds on every following day. */
  @Test
  void who_comes_back_under_another_number_is_asked_about_once() {
    pat.with(STATUS, "离职");
    world.run("--list", "staff", "--leavers", "revoke");
    assertThat(hasGroups("Pat")).isFalse();
    world.row("New", "E99").with("name", "Pat").with("mobile", MOBILE).with(STATUS, "在职");
    Imported back = world.run("--list", "staff", "--leavers", "revoke");
    assertThat(back.endings()).contains("REVIEW LOOKS_THE_SAME");
    world.resolve(Decisions.of(back).decide("Pat", "update").write());
    world.run("--list", "staff", "--leavers", "revoke");

    Imported daily = world.run("--list", "staff", "--leavers", "revoke");

    assertThat(daily.exit()).as(daily.err()).isZero();
    assertThat(daily.writes()).isEmpty();
    assertThat(world.person("Pat").jobNumber()).isEqualTo("E99");
    assertThat(hasGroups("Pat")).isTrue();
  }
}
