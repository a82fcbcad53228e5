package dev.senselink.batch.enrol.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a host cell means. */
class HostResolverTest {
  @RegisterExtension final World world = new World();

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void a_host_is_found_by_job_number_mobile_name_and_id(String lookup) {
    long wei = world.already("Wei Li", "jobNumber", "E7", "mobile", "13700000007");
    world.visitor("Visitor", "mobile", "13700000008");
    world.guest("A", "13800000001").with("host", "e7");
    world.guest("B", "13800000002").with("host", "+86 137 0000 0007");
    world.guest("C", "13800000003").with("host", "Ｗei Li");
    world.guest("D", "13800000004").with("host", "#" + wei);
    world.guest("E", "13800000005").with("host", "#999999");
    world.guest("F", "13800000006").with("host", "Visitor");
    world.guest("G", "13800000007").with("host", "13700000008");

    Imported run = world.run("--lookup", lookup);

    boolean byList = lookup.equals("list");
    for (String found : byList ? "A B C D".split(" ") : "A B D".split(" ")) {
      assertThat(run.ended(found)).as(found).isEqualTo("CREATED");
      assertThat(world.person(found).receptionUserId()).as(found).isEqualTo(wei);
    }
    for (String unknown : "E F G".split(" ")) {
      assertThat(run.ended(unknown)).as(unknown).isEqualTo("REJECTED_ROW UNKNOWN_HOST");
    }
    assertThat(run.of("E").reason()).contains("999999");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void different_people_for_different_readings_are_told_with_their_ids(String lookup) {
    long one = world.already("Namesake", "jobNumber", "E1");
    long two = world.already("Namesake", "jobNumber", "E2");
    long three = world.already("13700000003", "jobNumber", "E3");
    long four = world.already("Four", "jobNumber", "E4", "mobile", "13700000003");
    world.guest("A", "13800000001").with("host", "Namesake");
    world.guest("B", "13800000002").with("host", "13700000003");
    world.guest("C", "13800000003").with("host", "#" + two);

    Imported run = world.run("--lookup", lookup);

    assertThat(run.ended("A")).isEqualTo("REJECTED_ROW UNKNOWN_HOST");
    assertThat(run.of("A").reason()).contains("Namesake (#" + one + ")", "#" + two, "job number");
    assertThat(run.ended("B")).isEqualTo("REJECTED_ROW UNKNOWN_HOST");
    assertThat(run.of("B").reason()).contains("#" + three, "Four (#" + four + ")");
    assertThat(world.person("C").receptionUserId()).isEqualTo(two);
    assertThat(run.calls("createGuest")).hasSize(1);
  }

  @Test
  void a_bare_number_under_the_other_header_is_an_id() {
    long wei = world.already("Wei", "jobNumber", "E7");
    world.guest("A", "13800000001").with("host", String.valueOf(wei));

    assertThat(world.run().ended("A")).isEqualTo("REJECTED_ROW UNKNOWN_HOST");
    assertThat(world.run("--columns", "host=receptionUserId").ended("A")).isEqualTo("CREATED");
    assertThat(world.person("A").receptionUserId()).isEqualTo(wei);
  }

  @Test
  void the_same_host_is_asked_for_once() {
    for (int i = 1; i <= 5; i++) {
      world.guest("G" + i, "1380000000" + i);
    }

    Imported run = world.run("--lookup", "each");

    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(run.calls("listUsers")).filteredOn(c -> c.has("name")).hasSize(1);
  }
}
