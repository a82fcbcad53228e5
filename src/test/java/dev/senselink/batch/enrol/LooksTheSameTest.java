package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list whose numbers are others than those of the people on the server. */
@Tag("slow")
class LooksTheSameTest {
  private static final String SAME = "REVIEW LOOKS_THE_SAME";

  @RegisterExtension final World world = new World().inHaste();

  private long ana;

  @BeforeEach
  void somebodyIsThere() {
    ana = world.already("Ana", "jobNumber", "00101", "mobile", "13800000001");
  }

  @Test
  void a_number_without_its_zeros_beside_the_same_name_and_mobile_is_asked_about() {
    world.row("Ana", "101").with("mobile", "13800000001");
    world.row("Bo", "102").with("mobile", "13800000002");

    Imported run = world.run();

    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.ended("Ana")).isEqualTo(SAME);
    assertThat(run.ended("Bo")).isEqualTo("CREATED");
    assertThat(run.of("Ana").reason()).contains("00101", "101", "mobile");
    assertThat(run.conflicts())
        .extracting(line -> line.get("candidateId"))
        .containsExactly(String.valueOf(ana));
    assertThat(world.people()).filteredOn(one -> one.name().equals("Ana")).hasSize(1);
  }

  @Test
  void an_update_gives_the_person_the_number_and_a_create_makes_another() {
    world.row("Ana", "101").with("mobile", "13800000001");
    Imported run = world.run();

    Imported updated = world.resolve(Decisions.of(run).decide("Ana", "update").write());

    assertThat(updated.exit()).as(updated.out() + updated.err()).isZero();
    assertThat(world.person("Ana").jobNumber()).isEqualTo("101");

    world.row("Ana", "7").with("mobile", "13800000001");
    Imported again = world.run();
    assertThat(again.endings()).containsExactly("SKIPPED_EXISTING", SAME);
    Imported made = world.resolve(Decisions.of(again).decide("Ana", "create").write());
    assertThat(made.exit()).as(made.out() + made.err()).isZero();
    assertThat(world.people()).filteredOn(one -> one.name().equals("Ana")).hasSize(2);
  }

  @Test
  void a_skip_is_remembered() {
    world.row("Ana", "101").with("mobile", "13800000001");
    Imported run = world.run();

    Imported skipped = world.resolve(Decisions.of(run).decide("Ana", "skip").write());
    Imported again = world.run();

    assertThat(skipped.exit()).as(skipped.out() + skipped.err()).isZero();
    assertThat(again.exit()).as(again.out() + again.err()).isZero();
    assertThat(again.ended("Ana")).startsWith("SKIPPED_EXISTING");
  }

  @Test
  void another_name_or_no_common_number_is_somebody_else() {
    world.row("Ana", "101").with("mobile", "13800000009");
    world.row("Anna", "103").with("mobile", "13800000001");

    Imported run = world.run();

    assertThat(run.endings()).containsExactly("CREATED", "CREATED");
  }

  @Test
  void two_rows_of_one_list_are_two_people() {
    world.row("Li", "1").with("mobile", "13800000007");
    world.row("Li", "2").with("mobile", "13800000007");

    Imported run = world.run();

    assertThat(run.endings()).containsExactly("CREATED", "CREATED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void the_same_name_and_the_id_number_that_was_sent_are_asked_about(String lookup) {
    world.row("Bo", "102").with("idNumber", "11010519491231002x");
    assertThat(world.run().ended("Bo")).isEqualTo("CREATED");
    world.noRows();
    world.row("Bo", "7").with("idNumber", "11010519491231002X");
    world.row("Bo", "8").with("idNumber", "110105194912310011");

    Imported run = world.run("--lookup", lookup);

    assertThat(run.endings()).containsExactly(SAME, "CREATED");
    assertThat(run.rows().get(0).reason()).contains("idNumber", "102", "7");
    assertThat(run.rows().get(0).reason()).doesNotContain("110105");
  }

  @Test
  void rows_of_people_who_have_left_are_no_changed_numbers() {
    for (int n = 2; n <= 4; n++) {
      world.already("P" + n, "jobNumber", "20" + n, "mobile", "1380000000" + n);
      world.row("P" + n, "10" + n).with("mobile", "1380000000" + n).with("status", "离职");
      world.row("P" + n, "20" + n).with("mobile", "1380000000" + n).with("status", "在职");
    }

    Imported run = world.run("--columns", "status=status");

    assertThat(run.err()).doesNotContain("KEYS_CHANGED");
    assertThat(run.endings()).filteredOn("SKIPPED_EXISTING"::equals).hasSize(3);
  }

  @Test
  void a_list_that_has_lost_its_zeros_is_stopped_before_its_first_create() {
    for (int n = 2; n <= 4; n++) {
      world.already("P" + n, "jobNumber", "0010" + n, "mobile", "1380000000" + n);
      world.row("P" + n, "10" + n).with("mobile", "1380000000" + n);
    }
    world.row("Bo", "200");

    Imported run = world.run();

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(run.err()).contains("KEYS_CHANGED", "102", "00102", "--accept-keys");
    assertThat(world.commits("createUser")).isEmpty();

    Imported accepted = world.run("--accept-keys");

    assertThat(accepted.exit()).as(accepted.out() + accepted.err()).isEqualTo(3);
    assertThat(accepted.endings()).containsExactlyElementsOf(List.of(SAME, SAME, SAME, "CREATED"));
  }

  @Test
  void the_column_is_named_in_which_most_keys_have_changed() {
    world.row("Ana", "101").with("mobile", "13800000001");
    for (int n = 2; n <= 4; n++) {
      world.already("P" + n, "mobile", "1380000000" + n, "mail", "p" + n + "@example.org");
      world
          .row("P" + n, "")
          .with("mobile", "1390000000" + n)
          .with("mail", "p" + n + "@example.org");
    }

    Imported run = world.run();

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(run.err()).contains("KEYS_CHANGED", "13900000002", "13800000002");
  }
}
