package dev.senselink.batch.enrol.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.call.AcceptedSpelling;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** NOTES 30: department, area code and entry time, whose spelling is learnt once a run. */
@Tag("slow")
class FieldDialectTest {
  private static final List<String> PEOPLE = List.of("Ana", "Bo", "Cy", "Di");

  @RegisterExtension final World world = new World().inHaste();

  private void filledRows(String areaCode) {
    world.department("Lobby");
    for (String name : PEOPLE) {
      world
          .row(name, "E-" + name)
          .with("department", "Lobby")
          .with("areaCode", areaCode)
          .with("entryTime", "2020-05-06");
    }
  }

  private static boolean holdsAll(PersonView p, String areaCode) {
    return areaCode.equals(p.areaCode())
        && p.departmentId() == 1
        && "2020-05-06".equals(p.entryTime());
  }

  @ParameterizedTest
  @EnumSource(AcceptedSpelling.class)
  void created_people_get_the_three_fields_in_whatever_spelling_the_server_takes(
      AcceptedSpelling mode) {
    world.server(s -> s.withSpelling(mode));
    filledRows("86");

    Imported run = world.run();

    boolean never = mode == AcceptedSpelling.NONE;
    assertThat(run.rows()).allMatch(row -> row.outcome().equals("CREATED"));
    assertThat(run.endings())
        .filteredOn("CREATED STORED_DIFFERENTLY"::equals)
        .as("each row says so")
        .hasSize(never ? 4 : 0);
    assertThat(run.exit()).isEqualTo(never ? 3 : 0);
    assertThat(world.people()).hasSize(4).allMatch(p -> never || holdsAll(p, "86"));
    assertThat(world.commits("createUser")).as("a create is never repeated").hasSize(4);
    int updates =
        switch (mode) {
          case BOTH, AS_PRINTED, CAMEL_ONLY -> 0;
          case SNAKE_ONLY -> 4;
          case NONE -> 3;
        };
    assertThat(world.commits("updateUser")).hasSize(updates);
    assertThat(run.err().split("either of the manual's two spellings", -1))
        .as("warned once")
        .hasSize(never ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource(AcceptedSpelling.class)
  void updated_people_get_the_three_fields_in_whatever_spelling_the_server_takes(
      AcceptedSpelling mode) {
    world.server(s -> s.withSpelling(mode));
    PEOPLE.forEach(name -> world.already(name, "jobNumber", "E-" + name));
    filledRows("852");

    Imported run = world.run("--on-existing", "update");

    boolean never = mode == AcceptedSpelling.NONE;
    assertThat(run.rows()).allMatch(row -> row.outcome().equals("UPDATED"));
    assertThat(run.endings())
        .filteredOn("UPDATED STORED_DIFFERENTLY"::equals)
        .as("each row says so")
        .hasSize(never ? 4 : 0);
    assertThat(world.people()).hasSize(4).allMatch(p -> never || holdsAll(p, "852"));
    int more = never ? 2 : mode == AcceptedSpelling.CAMEL_ONLY ? 1 : 0;
    assertThat(world.commits("updateUser")).as("one is tried in each spelling").hasSize(4 + more);
    assertThat(run.err().split("either of the manual's two spellings", -1))
        .as("warned once")
        .hasSize(never ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = AcceptedSpelling.class,
      names = {"BOTH", "SNAKE_ONLY"})
  void an_adopted_person_gets_them_too(AcceptedSpelling mode) {
    world.server(s -> s.withSpelling(mode));
    filledRows("86");
    world.fault(FaultRule.on("createUser").after().status(500).where("name", "Cy"));

    Imported run = world.run();

    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(world.people()).hasSize(4).allMatch(p -> holdsAll(p, "86"));
    assertThat(world.commits("createUser")).hasSize(4);
  }

  /** Nothing is known of the server's spelling yet, and the first answer is lost. */
  @Test
  void so_does_one_who_is_adopted_before_anything_is_known() {
    world.server(server -> server.withSpelling(AcceptedSpelling.SNAKE_ONLY));
    filledRows("86");
    world.fault(FaultRule.on("createUser").after().status(500).call(1));

    Imported run = world.run("--concurrency", "1");

    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(world.people()).hasSize(4).allMatch(p -> holdsAll(p, "86"));
    assertThat(world.commits("createUser")).hasSize(4);
  }
}
