package dev.senselink.batch.enrol.leavers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A roster that lost its end: nobody whose row is lost may be taken for a leaver. */
@Tag("slow")
class CutRosterTest {
  private static final int STAFF = 12;

  @RegisterExtension final World world = new World().inHaste().withoutPhotos();

  @BeforeEach
  void firstMonth() {
    for (int n = 1; n <= STAFF; n++) {
      world.row("P" + n, "E" + n);
    }
    assertThat(revoking("--new-list").exit()).isZero();
  }

  private Imported revoking(String... more) {
    String[] options = {"--list", "staff", "--leavers", "revoke"};
    return world.run(
        java.util.stream.Stream.of(options, more)
            .flatMap(java.util.stream.Stream::of)
            .toArray(String[]::new));
  }

  private void nobodyIsRevoked(Imported run) {
    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.summary()).contains("\"leaversBrake\" : \"ROSTER_CUT\"");
    assertThat(run.err()).contains("ROSTER_CUT: ", "cut off");
    assertThat(run.leavers()).containsExactly("LEFT P12 ROSTER_CUT");
    assertThat(world.person("P12").groups()).isNotEmpty();
  }

  @Test
  void inside_its_last_row() {
    world.endingIn("\"P1\"");

    nobodyIsRevoked(revoking());
  }

  @Test
  void at_the_end_of_a_row_where_the_list_always_ended_with_a_line_break() {
    world.row("P13", "E13");
    world.without(world.row("P14", "E14"));
    world.endingIn("\"P1\",\"E1\",\"\"");

    Imported run = revoking();

    assertThat(run.summary()).contains("\"leaversBrake\" : \"ROSTER_CUT\"");
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void a_plan_says_so_too() {
    world.endingIn("\"P1\"");

    Imported plan = revoking("--plan", world.folder("plan.csv").toString());

    assertThat(plan.err()).contains("ROSTER_CUT: ");
  }
}
