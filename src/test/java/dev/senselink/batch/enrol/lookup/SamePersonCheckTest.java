package dev.senselink.batch.enrol.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.CallLatency;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two rows that are one person on the server: the second is told so, and nothing of it is sent. */
class SamePersonCheckTest {
  private static final CallLatency SLOW =
      CallLatency.none()
          .with("createUser", Duration.ofMillis(200))
          .with("updateUser", Duration.ofMillis(200));

  @RegisterExtension final World world = new World();

  private void byNumberAndByMobile(String one, String other) {
    world.row("Ana", "E1").with("mobile", "13800000001").with("position", one).withoutPhoto();
    world.row("Ana", "").with("mobile", "13800000001").with("remark", other).withoutPhoto();
  }

  private static void oneIsRefused(Imported run, String good) {
    assertThat(run.endings()).containsExactlyInAnyOrder(good, "REJECTED_ROW DUPLICATE_IN_ROSTER");
    int refused = run.endings().indexOf("REJECTED_ROW DUPLICATE_IN_ROSTER");
    assertThat(run.rows().get(refused).reason()).contains("line " + (refused == 0 ? 3 : 2));
    assertThat(run.writes()).hasSize(1);
    assertThat(run.exit()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void on_update_only_one_of_them_changes_anything(int concurrency) {
    world.server(s -> s.withLatency(SLOW));
    world.already("Ana", "jobNumber", "E1", "mobile", "13800000001");
    byNumberAndByMobile("Porter", "second");

    Imported run =
        world.run("--on-existing", "update", "--lookup", "list", "--concurrency", "" + concurrency);

    oneIsRefused(run, "UPDATED");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void on_create_only_one_is_made(int concurrency) {
    world.server(s -> s.withLatency(SLOW));
    byNumberAndByMobile("Porter", "second");

    Imported run =
        world.run("--allow-no-photo", "--lookup", "list", "--concurrency", "" + concurrency);

    oneIsRefused(run, "CREATED");
    assertThat(world.people()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void one_whose_first_row_changed_nothing_is_not_changed_by_a_second(String lookup) {
    world.already("Ana", "jobNumber", "E1", "mobile", "13800000001", "position", "Porter");
    byNumberAndByMobile("Porter", "second");
    String[] options = {"--on-existing", "update", "--lookup", lookup, "--concurrency", "1"};

    Imported run =
        world.run(
            Stream.concat(Arrays.stream(options), Stream.of("--limit", "1"))
                .toArray(String[]::new));
    Imported resumed = world.run(options);

    assertThat(run.endings()).containsExactly("UNCHANGED", "NOT_ATTEMPTED");
    assertThat(resumed.endings()).containsExactly("UNCHANGED", "REJECTED_ROW DUPLICATE_IN_ROSTER");
    assertThat(resumed.writes()).isEmpty();
  }

  @Test
  void father_and_son_who_share_a_mobile_are_two() {
    world.row("Ana", "E1").with("mobile", "13800000001").withoutPhoto();
    world.row("Ana", "E2").with("mobile", "13800000001").withoutPhoto();

    Imported run = world.run("--allow-no-photo", "--lookup", "list");

    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(world.people()).hasSize(2);
  }
}
